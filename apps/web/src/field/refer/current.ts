import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Service } from "@threshold/contract";
import { services, trusted } from "../directory/current.ts";
import { bySuitability, type Need, suggest } from "../directory/suitability.ts";
import { device } from "../enrolment/current.ts";
import { list } from "../knowledge.ts";
import { assessment, notes } from "../notes/current.ts";
import { blankDraft, type Draft } from "./draft.ts";

const held = signal<Draft>(blankDraft);
export const draft: ReadonlySignal<Draft> = held;

export function change(part: Partial<Draft>): void {
  held.value = { ...held.value, ...part };
}

export function forgetDraft(): void {
  held.value = blankDraft;
}

/** What the help must fit, from the notes. */
export const need = computed<Need>(() => ({
  child: assessment.value.treatAsChild,
  labour: list.forms.some((form) => form.labour && form.id === notes.value.form?.id),
  presumed: assessment.value.result === "presumed",
  languages: held.value.languages,
  now: new Date(),
  ownOrganisation: device.value?.organisation.id ?? null,
}));

/** Everyone in the directory, the most suitable first. */
export const sorted = computed<readonly Service[]>(() => bySuitability(services.value, need.value));

const byId = (id: string | null): Service | undefined =>
  trusted.value.find((service) => service.id === id && service.desk !== null);

/** The first receiver and the fallback: the officer's choice, else the suggestion. Never the same desk twice. */
export const receivers = computed<{ readonly first: Service | null; readonly fallback: Service | null }>(() => {
  const reachable = sorted.value.filter((service) => trusted.value.includes(service));
  const suggested = suggest(reachable);
  const first = byId(held.value.first) ?? suggested.first;
  if (held.value.fallback === "nobody") return { first, fallback: null };
  const chosen = byId(held.value.fallback);
  const fallback = chosen ?? suggest(reachable.filter((service) => service.desk?.id !== first?.desk?.id)).first;
  return { first, fallback: fallback?.desk?.id === first?.desk?.id ? null : fallback };
});

/** Organisations the referral would be sealed to. */
export const organisations = computed<readonly string[]>(() => {
  const { first, fallback } = receivers.value;
  return [...new Set([first, fallback].flatMap((service) => (service === null ? [] : [service.organisation.id])))];
});
