import { readFile } from "node:fs/promises";
import { readHead, type SignedHead } from "@threshold/sealing";
import type { Broken } from "@threshold/server";
import { withHistory } from "./history.ts";
import { readOptions } from "./options.ts";
import { reasonOf } from "./reason.ts";
import { openWords, type Words } from "./words.ts";

/** Checks that nothing in the history was changed, added or taken out. Exit code 0 where all fits, 1 where not, 2 where there was nothing to check. */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const read = readOptions(words, args, { data: "text", head: "text", help: "switch" });
  if (!read.ok) {
    console.error(`${read.why}\n\n${words.say("command.verify-usage")}`);
    return 2;
  }
  const { data, head, help } = read.given;
  if (help !== undefined) {
    console.log(words.say("command.verify-usage"));
    return 0;
  }
  const heads = await readHeads(words, head);
  if (heads === null) return 2;
  return withHistory(words, data, async (source, keys) => {
    const { verifyLog } = await import("@threshold/server");
    const done = await verifyLog(source, keys.verifyKey, heads);
    if (!done.ok) {
      console.log(tell(words, done));
      return 1;
    }
    const { last, receipts, entries, parts, erased, record, statements } = done;
    const counts = { receipts, entries, parts, erased, record, statements, heads: heads.length };
    const said = Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, String(n)]));
    console.log(words.say("command.verify-whole", said));
    if (heads.length > 0) console.log(words.say("command.verify-heads", said));
    console.log(words.say("command.verify-last", { hash: last }));
    return 0;
  });
}

/** One head a line, as `threshold head >> FILE` leaves them; null where the file cannot be used, after saying why. */
async function readHeads(words: Words, file: string | undefined): Promise<readonly SignedHead[] | null> {
  if (file === undefined) return [];
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    console.error(words.say("command.cannot-verify", { why: reasonOf(error) }));
    return null;
  });
  const lines = text?.split("\n").filter((line) => line.trim() !== "") ?? null;
  if (lines === null) return null;
  const heads = lines.map(readHead);
  const at = heads.indexOf(null);
  if (at === -1 && heads.length > 0) return heads.flatMap((one) => one ?? []);
  console.error(words.say("command.head-unreadable", { file, line: String(at === -1 ? 1 : at + 1) }));
  return null;
}

function tell(words: Words, { in: history, n, about, why, part, restFits }: Broken): string {
  const also = restFits ? `\n${words.say("command.verify-rest")}` : "";
  const said = words.say(`command.verify-why.${why}`, { part: part ?? "" });
  if (n === null) return words.say("command.verify-broken-outside", { entry: about ?? "", why: said });
  return words.say(`command.verify-broken.${history}`, { n: String(n), entry: about ?? "", why: said }) + also;
}
