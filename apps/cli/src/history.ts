import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ServerKeys, Source } from "@threshold/server";
import { reasonOf } from "./reason.ts";
import type { Words } from "./words.ts";

/** Opens the database and the server's keys of a data folder for reading its history, and closes them after `work`. Exit code 2 where there is none. */
export async function withHistory(
  words: Words,
  folder: string | undefined,
  work: (source: Source, keys: ServerKeys) => Promise<number>,
): Promise<number> {
  const data = folder ?? process.env.THRESHOLD_DATA ?? "data";
  const keyFile = process.env.THRESHOLD_KEY_FILE ?? join(resolve(data), "keys", "server.json");
  if (!existsSync(keyFile)) {
    console.error(words.say("command.verify-no-log", { file: keyFile }));
    return 2;
  }
  // Its parts take a second or two to load: what was wrong above is said without them.
  const { openKeys, openSource } = await import("@threshold/server");
  try {
    const { source, cluster } = await openSource({
      data,
      databaseUrl: process.env.DATABASE_URL,
      pgBin: process.env.THRESHOLD_PG_BIN,
    });
    try {
      return await work(source, await openKeys(keyFile));
    } finally {
      await cluster?.stop();
    }
  } catch (error) {
    console.error(words.say("command.cannot-verify", { why: reasonOf(error) }));
    return 2;
  }
}
