import { readFile, writeFile } from "node:fs/promises";
import { isNetwork, nextNetwork } from "@threshold/sealing/trust";
import { type RootDraft, readRootFile } from "@threshold/server";
import type { Words } from "../words.ts";
import { type Change, review } from "./review.ts";

/**
 * On the machine with the root key: shows what a draft would change, and with `yes` signs it.
 * @returns exit code: 0 done or shown, 2 where it must not be signed
 */
export async function sign(
  words: Words,
  {
    file,
    root,
    out,
    yes,
  }: { readonly file: string; readonly root: string; readonly out: string | undefined; readonly yes: boolean },
): Promise<number> {
  const key = await readRootFile(root);
  const draft = JSON.parse(await readFile(file, "utf8")) as RootDraft;
  const seen = await review(draft, key.verifyKey);
  if (!seen.ok) {
    console.error(words.say(`command.directory-refused.${seen.why}`));
    return 2;
  }
  for (const change of seen.changes) console.log(lineOf(words, change));
  if (!yes) {
    console.log(words.say("command.directory-look"));
    return 0;
  }
  if (key.sign === null) throw new Error("no key to sign with");
  const last = draft.last?.statement ?? null;
  const content = { ...draft.content, root: "offline" as const };
  const signed = await key.sign(await nextNetwork(key.network, last, content, new Date()));
  if (!isNetwork(signed)) {
    console.error(words.say("command.directory-refused.shape"));
    return 2;
  }
  const target = out ?? `${file}.signed.json`;
  await writeFile(target, JSON.stringify(signed), { flag: "wx" });
  console.log(words.say("command.directory-signed", { file: target, until: signed.statement.expires.slice(0, 10) }));
  return 0;
}

function lineOf(words: Words, { kind, name, stewards }: Change): string {
  const line = words.say(`command.directory-change.${kind}`, { name });
  // Names come from the server: none may move the cursor and hide what stands below it.
  const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\ufffd");
  return [plain(line), ...stewards.map((key) => `    ${plain(key).replace(/.{6}(?=.)/g, "$& ")}`)].join("\n");
}
