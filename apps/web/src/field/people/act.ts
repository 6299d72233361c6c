import { type Assessment, assess, type Result } from "@threshold/identification";
import { list } from "../knowledge.ts";
import { changePeople, forgetNotes, now, people } from "../notes/current.ts";
import { toInput } from "../notes/notes.ts";
import { type Disagreement, inFront, type People, withPerson } from "../notes/people.ts";
import { go, place, showAgain } from "../page/place.ts";
import { forgetDraft, half, takeUp } from "../refer/current.ts";
import type { Draft } from "../refer/draft.ts";
import { added, judged, numberAfter, numberAll, turnedTo, without } from "./group.ts";
import { lookedAgain } from "./looks.ts";

/** What the list makes of one person, with what holds for everybody. */
export function assessmentOf(of: People, number: number): Assessment {
  return assess(list, toInput(judged(of, number)));
}

/** Numbers for everybody here, from the person in front on. */
export function startNumbers(): void {
  changePeople(numberAll);
  go("people");
}

/** Brings somebody to the front, or with 0 what holds for everybody; each person's referral stays with the person. */
export function turnTo(number: number): void {
  if (number !== people.value.at) swap((before, aside) => turnedTo(before, number, aside));
  if (place.value === "list") showAgain();
  else go("list");
}

/** The next person, added where there is none yet: one tap from one to the next. */
export function nextPerson(): void {
  if (numberAfter(people.value) === null) changePeople((before) => added(before, now()));
  turnTo(numberAfter(people.value) ?? people.value.at);
}

function swap(change: (before: People, aside: Draft | null) => People): void {
  const aside = people.value.at === 0 ? null : half();
  changePeople((before) => change(before, aside));
  takeUp(people.value.at === 0 ? null : inFront(people.value).draft);
}

export function takeOut(number: number): void {
  changePeople((before) => without(before, number));
}

/** Clears everybody met here; what was sent stays with the helpers. */
export function finish(): void {
  forgetNotes();
  forgetDraft();
}

/** Ends the look at a person and begins another one from what is known. */
export function lookAgain(number: number): void {
  changePeople((before) => {
    const { result } = assessmentOf(before, number);
    return withPerson(before, number, (person) => lookedAgain(person, judged(before, number), result, now()));
  });
  turnTo(number);
}

/** Keeps what who met the person thinks instead, or takes it back with null. */
export function disagree(disagreement: Disagreement | null): void {
  changePeople((before) => withPerson(before, before.at, (person) => ({ ...person, disagreement })));
}

const order: readonly Result[] = ["none", "potential", "presumed"];

/** Whether a view is more, or less, than what the list says. */
export function wayOf(view: Result, listSays: Result): "up" | "down" | null {
  if (view === listSays) return null;
  return order.indexOf(view) > order.indexOf(listSays) ? "up" : "down";
}
