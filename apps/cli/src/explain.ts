import type { CaseError } from "@threshold/identification";
import type { Words } from "./words.ts";

const LONGEST_ID = 64;

/** One line for one thing that is wrong: which case, which field, what was given, what is nearest. */
export function explain({ say }: Words, given: unknown, position: number, error: CaseError): string {
  const id = idOf(given);
  const name =
    id === null
      ? say("command.case-by-position", { position: String(position) })
      : say("command.case-by-id", { id: quote(id), position: String(position) });
  const known = error.nearest;
  const what = say(`command.error-${error.code}${known === null ? "-far" : ""}`, {
    given: quote(error.given),
    nearest: known ?? "",
  });
  return error.field === "" ? `${name}: ${what}` : `${name}: ${printable(error.field)}: ${what}`;
}

function idOf(given: unknown): string | null {
  if (typeof given !== "object" || given === null || !Object.hasOwn(given, "id")) return null;
  const { id } = given as { readonly id: unknown };
  return typeof id === "string" && id !== "" ? id.slice(0, LONGEST_ID) : null;
}

function quote(text: string): string {
  return `"${printable(text)}"`;
}

/** Line breaks and other control characters escaped: one fault is one line, and a file cannot steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
