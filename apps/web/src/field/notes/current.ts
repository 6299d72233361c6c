import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Assessment, assess, shortList } from "@threshold/identification";
import { list } from "../knowledge.ts";
import { empty, type Notes, toInput } from "./notes.ts";

const held = signal<Notes>(empty);
/** The notes of the person in front of the officer. */
export const notes: ReadonlySignal<Notes> = held;

const blankAssessment = assess(list, toInput(empty));
export const assessment = computed<Assessment>(() =>
  held.value === empty ? blankAssessment : assess(list, toInput(held.value)),
);
export const offered = computed(() => shortList(list, held.value.situation, held.value.age ?? "unsure"));

/** Changes the notes; the first change sets when the person was met. */
export function note(change: (notes: Notes) => Notes): void {
  const next = change(held.value);
  held.value = next.metAt === null ? { ...next, metAt: `${new Date().toISOString().slice(0, 19)}Z` } : next;
}

/** Drops everything that was entered; the situation stays where `keepSituation` is set, since the officer still stands there. */
export function forgetNotes(keepSituation = false): void {
  held.value = keepSituation ? { ...empty, situation: held.value.situation } : empty;
}
