import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Service } from "@threshold/contract";
import { services, trusted } from "../directory/current.ts";
import { bySuitability, isFor, type Need, suggest } from "../directory/suitability.ts";
import { device } from "../enrolment/current.ts";
import { list } from "../knowledge.ts";
import { assessment, highest, notes, numbered } from "../notes/current.ts";
import { blankDraft, type Draft } from "./draft.ts";

/** As it was before anybody touched it. */
let fresh = blankDraft;
const held = signal<Draft>(fresh);
/** Help before anything happens is for who is no more than at risk; a child goes the way of child protection (II.1, V.4.1). */
export const mayPrevent = computed(() => highest.value === "potential" && !assessment.value.treatAsChild);
/** The referral on its way. Where the result became another one meanwhile, it is no longer for help before anything happens. */
export const draft: ReadonlySignal<Draft> = computed(() =>
  held.value.prevention === null || mayPrevent.value ? held.value : { ...held.value, prevention: null },
);

export function change(part: Partial<Draft>): void {
  held.value = { ...held.value, ...part };
}

/** Of the referral before, for the next person at the same place. Never a choice, never a word of a story. */
interface Carried {
  /** A child's helpers are not an adult's, and the other way round. */
  readonly child: boolean;
  readonly danger: Draft["danger"];
  readonly first: string | null;
  readonly fallback: string | null;
}
const carried = signal<Carried | null>(null);
/** True where danger and helpers are filled in from the referral before. */
export const filledIn = computed(() => carried.value !== null);

/** Forgets what was filled in; among several people at a place, danger and helpers of the last one sent stay. */
export function forgetDraft(): void {
  if (!numbered.value) carried.value = null;
  takeUp(null);
}

/** Goes on with a draft that was put aside, or with a new one. */
export function takeUp(aside: Draft | null): void {
  fresh = { ...blankDraft, danger: carried.value?.danger ?? null };
  held.value = aside ?? fresh;
}

/** What was filled in, to put aside; null where nobody touched it. */
export function half(): Draft | null {
  return held.value === fresh ? null : held.value;
}

/** One was sent: the next person at this place starts with the same danger and helpers. */
export function carryOn(): void {
  // Whoever helps before anything happens is no helper for somebody to whom it did.
  if (draft.value.prevention !== null) return;
  const { first, fallback } = receivers.value;
  const { child } = need.value;
  carried.value = { child, danger: held.value.danger, first: first?.id ?? null, fallback: fallback?.id ?? null };
}

/** What the help must fit, from the notes. */
export const need = computed<Need>(() => ({
  child: assessment.value.treatAsChild,
  labour: list.forms.some((form) => form.labour && form.id === notes.value.form?.id),
  presumed: highest.value === "presumed",
  languages: held.value.languages,
  now: new Date(),
  ownOrganisation: device.value?.organisation.id ?? null,
  prevention: draft.value.prevention,
}));

/** Everyone in the directory, the most suitable first; before anything happens those alone who offer what would help. */
export const sorted = computed<readonly Service[]>(() => bySuitability(services.value, need.value));

const byId = (id: string | null): Service | undefined =>
  sorted.value.find((service) => service.id === id && service.desk !== null && trusted.value.includes(service));

/** A helper of the referral before, where that was for a person of this age too. */
const carriedFor = (which: "first" | "fallback"): Service | undefined => {
  if (draft.value.prevention !== null) return undefined;
  const service = byId(carried.value?.[which] ?? null);
  const { child } = need.value;
  return service !== undefined && carried.value?.child === child && isFor(service, child) ? service : undefined;
};

/**
 * The first receiver and the fallback: the officer's choice, else those of the person before at the same place, else the suggestion.
 * Never the same desk twice.
 */
export const receivers = computed<{ readonly first: Service | null; readonly fallback: Service | null }>(() => {
  const reachable = sorted.value.filter((service) => trusted.value.includes(service));
  const first = byId(held.value.first) ?? carriedFor("first") ?? suggest(reachable).first;
  if (held.value.fallback === "nobody") return { first, fallback: null };
  const others = reachable.filter((service) => service.desk?.id !== first?.desk?.id);
  const before = carriedFor("fallback");
  const again = before !== undefined && others.includes(before) ? before : suggest(others).first;
  const fallback = byId(held.value.fallback) ?? again;
  return { first, fallback: fallback?.desk?.id === first?.desk?.id ? null : fallback };
});

/** Organisations the referral would be sealed to. */
export const organisations = computed<readonly string[]>(() => {
  const { first, fallback } = receivers.value;
  return [...new Set([first, fallback].flatMap((service) => (service === null ? [] : [service.organisation.id])))];
});
