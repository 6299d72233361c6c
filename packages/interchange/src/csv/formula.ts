/**
 * Spreadsheets run a cell that starts like a formula, and a case file can hold words of somebody who means harm. Such a cell
 * gets one apostrophe in front: it is then text for every spreadsheet, and `withoutGuard` takes exactly that one off again.
 * A text that already has apostrophes before its formula gets one more, so that every text comes back as it was. Nothing
 * else in a text is ever changed.
 */
const GUARD = "'";

/** What a reader of the cell does not see, and what spreadsheets skip: blanks, control and format characters. */
const unseen = /^[\s\p{Z}\p{C}]+/u;
const triggers: ReadonlySet<string> = new Set(["=", "+", "-", "@", "\u2212"]);

/** True where a spreadsheet might run the text: also behind blanks, and in the full-width and small forms of the signs. */
export function startsFormula(text: string): boolean {
  // A tab or a line break at the start makes some spreadsheets look at what stands behind it as a new cell.
  if (/^[\t\r\n]/.test(text)) return true;
  const [first = ""] = text.replace(unseen, "");
  const [plain = ""] = first.normalize("NFKC");
  return triggers.has(plain);
}

export function withGuard(text: string): string {
  return startsFormula(withoutApostrophes(text)) ? `${GUARD}${text}` : text;
}

export function withoutGuard(text: string): string {
  return text.startsWith(GUARD) && startsFormula(withoutApostrophes(text)) ? text.slice(GUARD.length) : text;
}

function withoutApostrophes(text: string): string {
  return text.replace(/^'+/, "");
}
