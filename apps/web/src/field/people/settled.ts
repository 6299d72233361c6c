import { signal } from "@preact/signals";
import { changePeople, forgetNotes, notes, now, people } from "../notes/current.ts";
import { inFront, nobody, type Person, withPerson } from "../notes/people.ts";
import { carryOn, forgetDraft } from "../refer/current.ts";
import { assessmentOf } from "./act.ts";
import { lookedAgain } from "./looks.ts";

/** The one person just referred, only while the confirmation is open: to look again at once. */
export const justSent = signal<Person | null>(null);

/**
 * A referral was sealed. Of several people the one in front stays, as known then, with the reference; a single one is cleared from the list.
 * Choice and story go either way.
 */
export function settle(reference: string): void {
  const { value } = people;
  const person = inFront(value);
  const { result } = assessmentOf(value, person.number);
  const settled: Person = { ...lookedAgain(person, notes.value, result, now()), reference, draft: null };
  if (value.numbered) {
    carryOn();
    changePeople((before) => withPerson(before, person.number, () => settled));
  } else {
    justSent.value = settled;
    forgetNotes(true);
  }
  forgetDraft();
}

/** Goes on with the person just referred, from what is known. */
export function takeUpSent(): void {
  const person = justSent.value;
  if (person === null) return;
  changePeople(() => ({ ...nobody, persons: [person] }));
  forgetDraft();
}
