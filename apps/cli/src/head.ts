import { withHistory } from "./history.ts";
import { readOptions } from "./options.ts";
import { openWords } from "./words.ts";

/** Prints how far the histories reach now, signed, as one line of JSON: to be kept elsewhere, for `verify --head`. Exit code 0, or 2 where there is nothing. */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const read = readOptions(words, args, { data: "text", help: "switch" });
  if (!read.ok) {
    console.error(`${read.why}\n\n${words.say("command.head-usage")}`);
    return 2;
  }
  if (read.given.help !== undefined) {
    console.log(words.say("command.head-usage"));
    return 0;
  }
  return withHistory(words, read.given.data, async (source, keys) => {
    const { makeHead } = await import("@threshold/server");
    console.log(JSON.stringify(await makeHead(source, keys, () => new Date())));
    return 0;
  });
}
