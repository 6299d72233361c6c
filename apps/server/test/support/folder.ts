import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** A new folder that PostgreSQL's user may pass through. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "threshold-test-"));
  await chmod(folder, 0o755);
  made.push(folder);
  return folder;
}

export async function removeLater(): Promise<void> {
  for (const folder of made.splice(0))
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
