import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { openKeys, openSource, verifyLog } from "@threshold/server";
import { readOptions } from "./options.ts";
import { reasonOf } from "./reason.ts";
import { openWords, type Words } from "./words.ts";

/** Checks that nothing in the log was changed, added or taken out. Exit code 0 where all fits, 1 where not, 2 where there was nothing to check. */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const read = readOptions(words, args, { data: "text", help: "switch" });
  if (!read.ok) {
    console.error(`${read.why}\n\n${words.say("command.verify-usage")}`);
    return 2;
  }
  if (read.given.help !== undefined) {
    console.log(words.say("command.verify-usage"));
    return 0;
  }
  const data = read.given.data ?? process.env.THRESHOLD_DATA ?? "data";
  const keyFile = process.env.THRESHOLD_KEY_FILE ?? join(resolve(data), "keys", "server.json");
  if (!existsSync(keyFile)) {
    console.error(words.say("command.verify-no-log", { file: keyFile }));
    return 2;
  }
  try {
    return await check(words, data, keyFile);
  } catch (error) {
    console.error(words.say("command.cannot-verify", { why: reasonOf(error) }));
    return 2;
  }
}

async function check(words: Words, data: string, keyFile: string): Promise<number> {
  const { source, cluster } = await openSource({
    data,
    databaseUrl: process.env.DATABASE_URL,
    pgBin: process.env.THRESHOLD_PG_BIN,
  });
  try {
    const done = await verifyLog(source, (await openKeys(keyFile)).verifyKey);
    if (!done.ok) {
      const { n, entry } = done;
      const why = words.say(`command.verify-why.${done.why}`, { part: done.part ?? "" });
      console.log(
        n === null
          ? words.say("command.verify-broken-outside", { entry, why })
          : words.say("command.verify-broken", { n: String(n), entry, why }),
      );
      return 1;
    }
    const { last, receipts, entries, parts, erased } = done;
    const counts = Object.fromEntries(
      Object.entries({ receipts, entries, parts, erased }).map(([name, n]) => [name, String(n)]),
    );
    console.log(words.say("command.verify-whole", counts));
    console.log(words.say("command.verify-last", { hash: last }));
    return 0;
  } finally {
    await cluster?.stop();
  }
}
