import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium } from "../../tools/chromium.mjs";

/** The browser tests walk the built app: say so where a part is missing, before anything starts. */
export default function setup(): void {
  if (findChromium() === null)
    throw new Error("No Chromium was found. Run npm test, which installs it, or set THRESHOLD_CHROMIUM.");
  const usual = fileURLToPath(new URL("../../apps/web/dist", import.meta.url));
  const built = `${process.env.THRESHOLD_WEB || usual}/desk.html`;
  if (!existsSync(built)) throw new Error("The web app is not built. Run npm run web first.");
}
