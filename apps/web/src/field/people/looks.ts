import type { Look } from "@threshold/casework";
import type { Notes } from "../notes/notes.ts";
import type { Person } from "../notes/people.ts";

/** What is known now, as a look that is over. Signs that are not there are kept too: they are part of what was known. */
export function lookOf(notes: Notes, result: Look["result"], at: string): Look {
  return {
    metAt: notes.metAt ?? at,
    result,
    signs: Object.entries(notes.signs).map(([id, source]) => ({ id, source })),
  };
}

/**
 * Ends a look and begins the next one from what is known. Where nothing changed since the last one ended, that one stays the last.
 * @param notes the person as judged, with what holds for everybody
 */
export function lookedAgain(person: Person, notes: Notes, result: Look["result"], at: string): Person {
  const look = lookOf(notes, result, at);
  const last = person.earlier.at(-1);
  const same = last !== undefined && last.result === look.result && sameSigns(last, look);
  const own = { ...person.notes, metAt: null, paper: null };
  return { ...person, notes: own, earlier: same ? person.earlier : [...person.earlier, look] };
}

function sameSigns(one: Look, other: Look): boolean {
  const text = ({ signs }: Look) => JSON.stringify(signs.map(({ id, source }) => `${id}=${source}`).sort());
  return text(one) === text(other);
}
