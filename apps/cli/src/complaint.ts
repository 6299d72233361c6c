import type { HeaderError } from "./cases/columns.ts";
import type { RowError, Where } from "./cases/row.ts";
import type { Words } from "./words.ts";

const LONGEST_ID = 64;
/** A file that was never meant for this may have thousands of columns. */
const MOST_COLUMNS = 10;

/** One line for one thing that is wrong: which case, which field, what was given, what is nearest. */
export function complain(words: Words, where: Where, id: string | null, error: RowError): string {
  const what = reasonOf(words, error);
  const named = nameOf(words, where, id);
  return error.field === "" ? `${named}: ${what}` : `${named}: ${printable(error.field)}: ${what}`;
}

/** What is wrong, and what to do, without the place. */
export function reasonOf({ say }: Words, { code, given, nearest }: RowError): string {
  const key = `command.error-${code}`;
  if (nearest !== null) return say(key, { given: quote(given), count: given, nearest });
  const far = code === "unknown-id" || code === "unknown-value" || code === "unknown-field";
  return say(far ? `${key}-far` : key, { given: quote(given), count: given });
}

/** A case's own id, where it was given one; shortened. */
export function idOf(given: unknown): string | null {
  if (typeof given !== "object" || given === null || !Object.hasOwn(given, "id")) return null;
  const { id } = given as { readonly id: unknown };
  return typeof id === "string" && id !== "" ? id.slice(0, LONGEST_ID) : null;
}

/** One line for each column that cannot be read. */
export function complainOfHeader({ say }: Words, file: string, errors: readonly HeaderError[]): string[] {
  const lines = errors.slice(0, MOST_COLUMNS).map(({ code, column, nearest }) => {
    const far = code === "unknown" && nearest === null ? "-far" : "";
    return say(`command.column-${code}${far}`, {
      file,
      column: quote(column.slice(0, LONGEST_ID)),
      nearest: nearest ?? "",
    });
  });
  return errors.length > MOST_COLUMNS
    ? [...lines, say("command.column-more", { count: errors.length - MOST_COLUMNS })]
    : lines;
}

function nameOf({ say }: Words, { line, number }: Where, id: string | null): string {
  const by = id === null ? "position" : "id";
  const values = { id: quote(id ?? ""), position: String(number), line: String(line) };
  return say(line === null ? `command.case-by-${by}` : `command.row-by-${by}`, values);
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
