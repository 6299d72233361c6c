import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Assessment, assess, type Result, shortList } from "@threshold/identification";
import { list } from "../knowledge.ts";
import { community } from "../menu/community.ts";
import { empty, type Notes, toInput } from "./notes.ts";
import { inFront, newPerson, nobody, notesOf, type People, type Person, withNotes, withPerson } from "./people.ts";

const held = signal<People>(nobody);
/** Everybody met here, in memory only. */
export const people: ReadonlySignal<People> = held;
/** The notes of the person in front of the officer, with what holds for everybody at the place. */
export const notes: ReadonlySignal<Notes> = computed(() => notesOf(held.value));
/** True once the people at a place have numbers. */
export const numbered = computed(() => held.value.numbered);
/** True while what holds for everybody is written down. */
export const atSite = computed(() => held.value.at === 0);

const blankAssessment = assess(list, toInput(empty));
export const assessment = computed<Assessment>(() =>
  notes.value === empty ? blankAssessment : assess(list, toInput(notes.value)),
);
// Each by itself, so that a tap on a sign does not order the whole list anew.
const situation = computed(() => notes.value.situation);
const age = computed(() => notes.value.age ?? "unsure");
const form = computed(() => notes.value.form?.id ?? null);
export const offered = computed(() =>
  shortList(list, { situation: situation.value, age: age.value, form: form.value, community: community.value }),
);

const order: readonly Result[] = ["none", "potential", "presumed"];
/**
 * The highest of what the list says now, what it said at an earlier look, and what who met the person thinks: whatever one of
 * them allows stays possible.
 */
export const highest = computed<Result>(() => {
  const { earlier, disagreement } = inFront(held.value);
  const all = [assessment.value.result, ...earlier.map((look) => look.result), disagreement?.result ?? "none"];
  return all.reduce((most, one) => (order.indexOf(one) > order.indexOf(most) ? one : most));
});

/** Changes the notes; the first change sets when the person was met. */
export function note(change: (notes: Notes) => Notes): void {
  const next = change(notes.value);
  held.value = withNotes(held.value, next.metAt === null ? { ...next, metAt: now() } : next);
}

/** Changes who is here, or what is known of them beside their notes. */
export function changePeople(change: (people: People) => People): void {
  held.value = change(held.value);
}

/** This moment, ISO 8601 UTC to the second. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/**
 * Drops what was entered about the person in front; the situation stays where `keepSituation` is set, since the officer still stands
 * there, and so do the others met at the same place. Without it everything goes.
 */
export function forgetNotes(keepSituation = false): void {
  const { value } = held;
  if (!keepSituation) held.value = nobody;
  else if (value.numbered) held.value = withPerson(value, value.at, forgotten);
  else held.value = { ...nobody, persons: [newPerson(1, { ...empty, situation: notes.value.situation })] };
}

/** The number stays given, and so does the way to what was sent before. */
function forgotten({ number, reference }: Person): Person {
  return { ...newPerson(number), reference };
}
