import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium } from "../../tools/chromium.mjs";
import { freePort, newFolder, Site, template } from "./site.ts";

/** The browser tests walk the built app: say so where a part is missing, before anything starts. Then a first start, for all of them to copy. */
export default async function setup(): Promise<() => Promise<void>> {
  if (findChromium() === null)
    throw new Error("No Chromium was found. Run npm test, which installs it, or set THRESHOLD_CHROMIUM.");
  const usual = fileURLToPath(new URL("../../apps/web/dist", import.meta.url));
  const built = `${process.env.THRESHOLD_WEB || usual}/desk.html`;
  if (!existsSync(built)) throw new Error("The web app is not built. Run npm run web first.");
  const first = new Site(await freePort(), newFolder());
  await first.start();
  await first.stop();
  process.env[template] = first.folder;
  return () => first.remove();
}
