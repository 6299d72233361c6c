import { computed } from "@preact/signals";
import { assessment, note, notes } from "../notes/current.ts";
import { change, draft } from "../refer/current.ts";
import { answerOffer, outcomeOf, questionsOf } from "./check.ts";
import { offer } from "./data.ts";
import type { Age, Level, Question } from "./offer.ts";

/** For whom the check is: whoever is treated as a child counts as one. */
export const age = computed<Age>(() => (assessment.value.treatAsChild ? "child" : "adult"));
export const answers = computed(() => notes.value.offer.answers);
export const asked = computed(() => questionsOf(offer, age.value, answers.value));
export const outcome = computed(() => outcomeOf(offer, answers.value, age.value));
/** True once a question was answered. */
export const begun = computed(() => Object.keys(answers.value).some((question) => question !== "kind"));

export function give(question: Question, level: Level): void {
  note((now) => answerOffer(offer, now, question, level, age.value));
}

/** What would help, as purposes of services; none chosen means no way has been begun. */
export const wanted = computed<readonly string[]>(() => draft.value.prevention?.wanted ?? []);

export function want(purposes: readonly string[]): void {
  const { never } = offer.help;
  change({ prevention: purposes.length === 0 ? null : { wanted: purposes, never } });
}
