import type { SignSource } from "@threshold/casework";
import { empty, type Notes } from "../notes/notes.ts";
import { inFront, newPerson, notesOf, type People, type Person, withPerson } from "../notes/people.ts";
import type { Draft } from "../refer/draft.ts";

/** Gives everybody here a number: who is in front so far is the first, and keeps what is noted as their own. */
export function numberAll(people: People): People {
  if (people.numbered) return people;
  return { ...people, numbered: true, site: { ...empty, situation: notesOf(people).situation } };
}

/**
 * One more person, last in the row. Their number was never given before.
 * @param at when they were met, ISO 8601 UTC to the second
 */
export function added(people: People, at: string): People {
  const number = people.last + 1;
  return { ...people, persons: [...people.persons, newPerson(number, { ...empty, metAt: at })], last: number };
}

/**
 * Brings somebody to the front, or with 0 the site. The draft of whoever was there is put aside with them.
 * @param draft what is filled in of a referral so far
 */
export function turnedTo(people: People, number: number, draft: Draft | null): People {
  const known = number === 0 || people.persons.some((person) => person.number === number);
  if (!known || number === people.at) return people;
  const aside = people.at === 0 ? people : withPerson(people, people.at, (person) => ({ ...person, draft }));
  return { ...aside, at: number };
}

/** The person after the one in front; null after the last. */
export function numberAfter({ persons, at }: People): number | null {
  return persons.find(({ number }) => number > at)?.number ?? null;
}

/**
 * Makes what was noticed at one person hold for everybody here. What that person said of it is for the others said by somebody else;
 * what anybody was noted with by themselves stays.
 */
export function shared(people: People, sign: string): People {
  const notes = notesOf(people);
  const source = notes.signs[sign];
  if (source === undefined || source === "not-there") return people;
  const { site } = people;
  const signs: Record<string, SignSource> = { ...site.signs, [sign]: source === "said" ? "said-by-other" : source };
  const used = notes.used.includes(sign) && !site.used.includes(sign) ? [...site.used, sign] : site.used;
  return { ...people, site: { ...site, signs, used } };
}

/** Takes a sign from everybody, but for the person in front, who keeps it. */
export function unshared(people: People, sign: string): People {
  const { site } = people;
  const notes = notesOf(people);
  const { [sign]: _gone, ...signs } = site.signs;
  const less = { ...people, site: { ...site, signs, used: site.used.filter((id) => id !== sign) } };
  const source = notes.signs[sign];
  if (people.at === 0 || source === undefined) return less;
  return withPerson(less, people.at, (person) => ({
    ...person,
    notes: {
      ...person.notes,
      signs: { ...person.notes.signs, [sign]: source },
      used: notes.used.includes(sign) ? [...new Set([...person.notes.used, sign])] : person.notes.used,
    },
  }));
}

/** Makes the form, or the acts, of the person in front hold for everybody here; another time takes it back to the person. */
export function toggledForAll(people: People, part: "form" | "act"): People {
  const { form, act } = notesOf(people);
  const before = people.site;
  const takeBack = holdsForAll(people, part);
  const acts = takeBack ? [] : [...new Set([...before.act, ...act])];
  const site: Notes = part === "form" ? { ...before, form: takeBack ? null : form } : { ...before, act: acts };
  const own = (person: Person) => ({ ...person, notes: { ...person.notes, form, act } });
  return withPerson({ ...people, site }, people.at, own);
}

/** Whether the form, or every act, of the person in front is the site's. */
export function holdsForAll(people: People, part: "form" | "act"): boolean {
  const { form, act } = notesOf(people);
  if (part === "act") return act.length > 0 && act.every((id) => people.site.act.includes(id));
  return people.site.form !== null && form?.id === people.site.form.id;
}

/** Whether nothing is known of this person but what holds for everybody: only such a one may be taken out, as added by mistake. */
export function isBlank(people: People, number: number): boolean {
  const person = people.persons.find((one) => one.number === number);
  if (person === undefined || people.persons.length === 1) return false;
  const { notes, not, earlier, disagreement, reference } = person;
  const untouched = { ...notes, situation: null, metAt: null };
  return (
    JSON.stringify(untouched) === JSON.stringify(empty) &&
    not.length + earlier.length === 0 &&
    disagreement === null &&
    reference === null
  );
}

/** Takes out somebody who was added by mistake. The number stays given. */
export function without(people: People, number: number): People {
  if (!isBlank(people, number)) return people;
  const persons = people.persons.filter((person) => person.number !== number);
  const at = people.at === number ? (persons.at(-1)?.number ?? people.at) : people.at;
  return { ...people, persons, at };
}

/** What is known of one person, with what holds for everybody. */
export function judged(people: People, number: number): Notes {
  return notesOf({ ...people, at: number });
}

/** Which of the people at one place is in front, as a card says it; null where there is only one. */
export function placeOf(people: People): { readonly number: number; readonly of: number } | null {
  return people.numbered ? { number: inFront(people).number, of: people.persons.length } : null;
}
