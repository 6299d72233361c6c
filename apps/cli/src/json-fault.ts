/** Where a text stops being JSON; both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * The place where a text stops being JSON, or null where it is JSON. `JSON.parse` names no place for most faults, and its
 * message repeats the text around it, which may be about a person.
 */
export function jsonFault(text: string): Place | null {
  const offset = faultOffset(text);
  if (offset === null) return null;
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** What may stand next: a value, a value or the end of an empty list, a key … */
type Expect = "value" | "first-value" | "key" | "first-key" | "after";

/** Without recursion, so that a deeply nested text cannot overflow the stack. */
function faultOffset(text: string): number | null {
  const open: ("[" | "{")[] = [];
  let at = 0;
  let expect: Expect = "value";
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  /** Moves over a string; false (and `at` on the fault) where it is none. */
  const takeString = (): boolean => {
    if (text[at] !== '"') return false;
    at++;
    for (;;) {
      const character = text[at];
      // Control characters have to be escaped inside a string.
      if (character === undefined || character < " ") return false;
      if (character === "\\") {
        if (!take(escaped)) return false;
        continue;
      }
      at++;
      if (character === '"') break;
    }
    return true;
  };
  for (;;) {
    take(space);
    const next = text[at];
    if (expect === "after") {
      const inside = open.at(-1);
      if (inside === undefined) return next === undefined ? null : at;
      if (next === ",") expect = inside === "[" ? "value" : "key";
      else if (next === (inside === "[" ? "]" : "}")) open.pop();
      else return at;
      at++;
    } else if ((expect === "first-value" && next === "]") || (expect === "first-key" && next === "}")) {
      open.pop();
      at++;
      expect = "after";
    } else if (expect === "key" || expect === "first-key") {
      if (!takeString()) return at;
      take(space);
      if (text[at] !== ":") return at;
      at++;
      expect = "value";
    } else if (next === "[" || next === "{") {
      open.push(next);
      at++;
      expect = next === "[" ? "first-value" : "first-key";
    } else {
      if (!takeString() && !(next !== '"' && take(scalar))) return at;
      expect = "after";
    }
  }
}
