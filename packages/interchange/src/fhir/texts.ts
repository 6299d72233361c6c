import type { Language, Languages } from "../outline/words.ts";
import { TRANSLATION, type Translated } from "./resources.ts";

type Text<Name extends string> = { readonly [name in Name]: string } & { readonly [name in `_${Name}`]?: Translated };

/** A text in the first language, with the others beside it. */
export function textAs<Name extends string>(name: Name, [first, ...others]: Languages, key: string): Text<Name> {
  const beside = others.length === 0 ? {} : { [`_${name}`]: { extension: others.map((to) => translation(to, key)) } };
  return { [name]: first.say(key), ...beside } as Text<Name>;
}

function translation({ tag, say }: Language, key: string): Translated["extension"][number] {
  return {
    url: TRANSLATION,
    extension: [
      { url: "lang", valueCode: tag },
      { url: "content", valueString: say(key) },
    ],
  };
}
