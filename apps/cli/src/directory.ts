import { readFile, writeFile } from "node:fs/promises";
import type { NetworkStatement, Signed } from "@threshold/sealing/trust";
import { draftForRoot, makeRootFile, readRootFile, rootFile, takeFromRoot } from "@threshold/server";
import { sign } from "./directory/sign.ts";
import { withHistory } from "./history.ts";
import { readOptions } from "./options.ts";
import { reasonOf } from "./reason.ts";
import { openWords, type Words } from "./words.ts";

/** The signed directory of keys where its root is not on the server: files go to the root's machine and back. Exit codes 0, 2. */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const known = { data: "text", out: "text", root: "text", yes: "switch", help: "switch" } as const;
  const read = readOptions(words, args, known, 2);
  if (!read.ok) {
    console.error(`${read.why}\n\n${words.say("command.directory-usage")}`);
    return 2;
  }
  const [step, file] = read.names;
  const { data, out, root, yes, help } = read.given;
  const usage = words.say("command.directory-usage");
  if (help !== undefined) {
    console.log(usage);
    return 0;
  }
  try {
    if (step === "root" && file === undefined && out !== undefined) return await makeRoot(words, out);
    if (step === "draft" && file === undefined && out !== undefined) return await draft(words, data, out);
    if (step === "sign" && file !== undefined && root !== undefined)
      return await sign(words, { file, root, out, yes: yes !== undefined });
    if (step === "take" && file !== undefined) return await take(words, data, file);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EEXIST";
    console.error(words.say(taken ? "command.directory-exists" : "command.directory-failed", { why: reasonOf(error) }));
    return 2;
  }
  console.error(usage);
  return 2;
}

async function makeRoot(words: Words, folder: string): Promise<number> {
  const file = rootFile(folder);
  await makeRootFile(file);
  console.log(words.say("command.directory-root", { file, key: (await readRootFile(file)).verifyKey }));
  return 0;
}

function draft(words: Words, data: string | undefined, out: string): Promise<number> {
  const root = offline(words);
  return withHistory(words, data, async (source, keys) => {
    await writeFile(out, JSON.stringify(await draftForRoot(source, keys, root)), { flag: "wx" });
    console.log(words.say("command.directory-draft", { file: out }));
    return 0;
  });
}

async function take(words: Words, data: string | undefined, file: string): Promise<number> {
  const root = offline(words);
  const signed = JSON.parse(await readFile(file, "utf8")) as Signed<NetworkStatement>;
  return withHistory(words, data, async (source) => {
    const problem = await takeFromRoot(source, root, signed, new Date());
    if (problem === null) {
      const { version, expires } = signed.statement;
      console.log(words.say("command.directory-taken", { version: String(version), until: expires.slice(0, 10) }));
      return 0;
    }
    console.error(words.say(`command.directory-take.${problem}`));
    return 2;
  });
}

function offline(words: Words): string {
  const root = process.env.THRESHOLD_ROOT;
  if (!root) throw new Error(words.say("command.directory-no-root"));
  return root;
}
