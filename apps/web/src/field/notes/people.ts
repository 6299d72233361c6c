import type { Look } from "@threshold/casework";
import type { Result } from "@threshold/identification";
import type { Draft } from "../refer/draft.ts";
import { empty, type Notes } from "./notes.ts";
import { type Own, together, written } from "./site.ts";

/** What who met the person thinks instead of the list, and why. It never replaces the list's result: both are shown and sent. */
export interface Disagreement {
  readonly result: Result;
  /** Ids of `knowledge/disagreement.yaml`. */
  readonly reasons: readonly string[];
  /** In their own words; sealed with the story. */
  readonly words: string;
}

/** One person met, by a number that is never given twice. Lives in memory only. */
export interface Person extends Own {
  readonly number: number;
  /** Looks that are over, the oldest first. */
  readonly earlier: readonly Look[];
  readonly disagreement: Disagreement | null;
  /** Reference of the last referral made for this person. */
  readonly reference: string | null;
  /** A referral half filled in, while somebody else is in front; one person's never becomes another's. */
  readonly draft: Draft | null;
}

/** Everybody met at one place. */
export interface People {
  /** What holds for everybody here, written down once: signs, form, acts, situation. `empty` until there is more than one person. */
  readonly site: Notes;
  readonly persons: readonly Person[];
  /** Number of the person in front; 0 while what holds for everybody is written down. */
  readonly at: number;
  /** True once there are more people here. */
  readonly numbered: boolean;
  /** Highest number ever given here. */
  readonly last: number;
  /** Id of what was kept on this phone and opened with a code; the next keeping takes its place. */
  readonly from: string | null;
}

export function newPerson(number: number, notes: Notes = empty): Person {
  return { number, notes, not: [], earlier: [], disagreement: null, reference: null, draft: null };
}

/** One person, nothing known. */
export const nobody: People = { site: empty, persons: [newPerson(1)], at: 1, numbered: false, last: 1, from: null };

/** The person in front; the first where the site itself is. */
export function inFront({ persons, at }: People): Person {
  const [first] = persons;
  const found = persons.find(({ number }) => number === at) ?? first;
  if (found === undefined) throw new Error("there is nobody to take notes about");
  return found;
}

/** What is known of whoever is in front, or of the site. */
export function notesOf(people: People): Notes {
  return people.at === 0 ? people.site : together(people.site, inFront(people));
}

/** Changes one person and leaves the others as they are. */
export function withPerson(people: People, number: number, change: (person: Person) => Person): People {
  return { ...people, persons: people.persons.map((person) => (person.number === number ? change(person) : person)) };
}

/** Writes notes where they belong: to the site, or to the person in front. There is one situation for everybody at a place. */
export function withNotes(people: People, next: Notes): People {
  if (people.at === 0) return { ...people, site: saidByOthers(next) };
  const site = people.numbered ? { ...people.site, situation: next.situation } : people.site;
  const own = written(people.site, inFront(people), next);
  return withPerson({ ...people, site }, inFront(people).number, (person) => ({ ...person, ...own }));
}

/** What one person said is for everybody else said by somebody else. */
function saidByOthers(site: Notes): Notes {
  const signs = Object.entries(site.signs).map(([id, source]) => [id, source === "said" ? "said-by-other" : source]);
  return { ...site, signs: Object.fromEntries(signs) };
}
