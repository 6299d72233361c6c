import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Where the compiled files lie. */
export const shelf = `${root}knowledge/dist`;

/**
 * Reads one compiled file of `knowledge/dist/`, building it first where it is missing. What the build says goes to
 * stderr, since stdout may be read by a program. Throws where the build fails.
 */
export async function readKnowledge(name: string): Promise<unknown> {
  const path = `${shelf}/${name}`;
  if (!existsSync(path)) {
    const { status } = spawnSync("npm", ["run", "--silent", "knowledge"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (status !== 0) throw new Error(`npm run knowledge failed with ${status}`);
  }
  return JSON.parse(await readFile(path, "utf8"));
}
