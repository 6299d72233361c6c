import { empty, type Notes } from "../notes/notes.ts";
import { newPerson, type People, type Person } from "../notes/people.ts";

/** Filled up to steps of this many bytes, so that the length does not tell how many people it is about. */
const step = 64 * 1024;
const space = 0x20;

/** What is kept of a person: what was noticed. Neither their choice nor a word of a story. */
type KeptPerson = Omit<Person, "draft">;

interface Kept extends Omit<People, "persons" | "from"> {
  readonly v: 1;
  readonly persons: readonly KeptPerson[];
}

/** Everything noticed here as bytes to seal, filled up with spaces. */
export function toKept({ site, persons, at, numbered, last }: People): Uint8Array<ArrayBuffer> {
  const kept: Kept = { v: 1, site, persons: persons.map(({ draft: _draft, ...person }) => person), at, numbered, last };
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  const filled = new Uint8Array(Math.ceil(bytes.length / step) * step).fill(space);
  filled.set(bytes);
  return filled;
}

/**
 * What was kept, as notes again. What an older version of this app did not know yet is left open.
 * @returns null where another version wrote it in a way that this one cannot read
 */
export function fromKept(bytes: Uint8Array): Omit<People, "from"> | null {
  const kept = parsed(bytes);
  if (!isObject(kept) || kept.v !== 1 || !Array.isArray(kept.persons)) return null;
  const persons = kept.persons.filter(isPerson).map((person) => ({
    ...newPerson(person.number),
    ...person,
    notes: { ...empty, ...person.notes },
    draft: null,
  }));
  const [first] = persons;
  if (first === undefined || persons.length !== kept.persons.length) return null;
  const numbered = kept.numbered === true;
  // The very object `empty` says that nothing holds for everybody.
  const site = numbered && isObject(kept.site) ? { ...empty, ...(kept.site as Partial<Notes>) } : empty;
  const numbers = persons.map(({ number }) => number);
  const last = Math.max(typeof kept.last === "number" ? kept.last : 0, ...numbers);
  const at = typeof kept.at === "number" && numbers.includes(kept.at) ? kept.at : first.number;
  return { site, persons, at, numbered, last };
}

function isPerson(value: unknown): value is KeptPerson {
  return isObject(value) && Number.isSafeInteger(value.number) && isObject(value.notes) && Array.isArray(value.not);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
