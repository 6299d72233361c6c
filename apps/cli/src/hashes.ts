import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256Hex } from "@threshold/sealing";
import { readOptions } from "./options.ts";
import { reasonOf } from "./reason.ts";
import { openWords, type Words } from "./words.ts";

const dist = fileURLToPath(new URL("../../web/dist", import.meta.url));

/**
 * Compares what a running site hands out with the web app as it was built here, file by file. Exit code 0 where all are the same,
 * 1 where one is not, 2 where nothing could be compared.
 */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const read = readOptions(words, args, { build: "text", help: "switch" }, 1);
  const [url] = read.ok ? read.names : [];
  if (read.ok && read.given.help !== undefined) {
    console.log(words.say("command.hashes-usage"));
    return 0;
  }
  if (!read.ok || url === undefined || !URL.canParse(url)) {
    console.error(`${read.ok ? "" : `${read.why}\n\n`}${words.say("command.hashes-usage")}`);
    return 2;
  }
  const file = join(read.given.build ?? dist, "hashes.json");
  const built = await readFile(file, "utf8").catch(() => null);
  if (built === null) {
    console.error(words.say("command.hashes-no-build", { file }));
    return 2;
  }
  try {
    return await compare(words, url, (JSON.parse(built) as { files: Readonly<Record<string, string>> }).files);
  } catch (error) {
    console.error(words.say("command.hashes-unreachable", { why: reasonOf(error) }));
    return 2;
  }
}

async function compare(words: Words, url: string, files: Readonly<Record<string, string>>): Promise<number> {
  let wrong = 0;
  const asked = Object.entries(files).flatMap(([file, hash]) => addressesOf(file).map((name) => ({ name, hash })));
  for (const { name, hash } of asked) {
    // As a browser would get it, not from a cache in between.
    const answer = await fetch(new URL(name === "" ? "/" : `/${name}`, url), { cache: "no-store", redirect: "manual" });
    const found = await sha256Hex(new Uint8Array(await answer.arrayBuffer()));
    if (answer.status === 200 && found === hash) continue;
    wrong += 1;
    const [key, values] =
      answer.status === 200
        ? (["command.hashes-differs", { name: name || "/" }] as const)
        : (["command.hashes-missing", { name: name || "/", status: String(answer.status) }] as const);
    console.log(words.say(key, values));
  }
  if (wrong > 0) return 1;
  console.log(words.say("command.hashes-whole", { files: String(Object.keys(files).length), url }));
  return 0;
}

/** Where a browser asks for a file: the two pages by their own addresses too, which a site could answer otherwise. */
function addressesOf(file: string): string[] {
  return file === "index.html" ? [file, ""] : file === "desk.html" ? [file, "desk"] : [file];
}
