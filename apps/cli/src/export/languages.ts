import type { Language, Languages } from "@threshold/interchange";
import { readKnowledge } from "../knowledge.ts";
import { languages, openWords } from "../words.ts";

/** Made from English to test layouts, and told by its region: `XA` to `XZ` are nobody's. */
const pseudo = /-X[A-Z]$/;

/** Every language that the forms speak, the original first. */
export async function openLanguages(): Promise<Languages> {
  const [first, ...others] = await Promise.all((await languages()).filter((tag) => !pseudo.test(tag)).map(open));
  if (first === undefined) throw new Error("there are no words in any language");
  return [first, ...others];
}

async function open(tag: string): Promise<Language> {
  const { say } = await openWords(tag);
  const { name } = (await readKnowledge(`${tag}/all.json`)) as { readonly name: string };
  return { tag, name, say };
}
