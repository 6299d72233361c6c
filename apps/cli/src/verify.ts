import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openKeys, openSource, verifyLog } from "@threshold/server";

const usage = `threshold verify [--data DIR]

Walks the whole log: receipts, signatures, parents, sealed parts. Exit code 1 and the first broken row where something does not fit.`;

/** Checks that nothing in the log was changed, added or taken out. Exit code 0 where all fits, 1 where not, 2 for wrong options. */
export async function run(args: readonly string[]): Promise<number> {
  let data: string;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: "string", default: process.env.THRESHOLD_DATA ?? "data" }, help: { type: "boolean" } },
    });
    if (values.help === true) {
      console.log(usage);
      return 0;
    }
    data = values.data;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const keyFile = process.env.THRESHOLD_KEY_FILE ?? join(resolve(data), "keys", "server.json");
  if (!existsSync(keyFile)) {
    console.error(`There is no log to check: ${keyFile} is missing. Name the folder with --data.`);
    return 2;
  }
  const { source, cluster } = await openSource({
    data,
    databaseUrl: process.env.DATABASE_URL,
    pgBin: process.env.THRESHOLD_PG_BIN,
  });
  try {
    const done = await verifyLog(source, (await openKeys(keyFile)).verifyKey);
    if (!done.ok) {
      console.log(
        `Broken at ${done.n === null ? "a row outside of the log" : `receipt ${done.n}`}, entry ${done.entry}: ${done.why}.`,
      );
      return 1;
    }
    console.log(
      `${done.receipts} receipts, ${done.entries} entries, ${done.parts} sealed parts (${done.erased} erased): all fit.`,
    );
    console.log(`Last receipt: ${done.last}`);
    return 0;
  } finally {
    await cluster?.stop();
  }
}
