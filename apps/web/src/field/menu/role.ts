import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { country } from "../knowledge.ts";
import { remember, remembered } from "./remember.ts";

/** Roles of the country's file, those who may put questions first. */
export const roles: readonly string[] = [...country.interview.may, ...country.interview.observe];

const held = signal<string | null>(roles.find((one) => one === remembered("role")) ?? null);
/** One's own role; null where it was not said. */
export const role: ReadonlySignal<string | null> = held;

export function setRole(chosen: string | null): void {
  held.value = chosen;
  remember("role", chosen);
}

/**
 * Why questions to the person are hidden (I, VII note 119): `country` where the role may only look and listen, `unsaid` where no
 * role was said and the country then allows no questions; null where the questions are shown.
 */
export const observing = computed<"country" | "unsaid" | null>(() => {
  if (role.value === null) return country.interview.unsaid === "observe" ? "unsaid" : null;
  return country.interview.observe.includes(role.value) ? "country" : null;
});
export const mayAsk = computed(() => observing.value === null);
