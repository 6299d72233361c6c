import { computed, signal } from "@preact/signals";
import type { Directory, Service } from "@threshold/contract";
import { country } from "../knowledge.ts";

/** The directory as this phone last got it; null before any network. */
export const directory = signal<Directory | null>(null);
/** Services whose key this phone checked, by id: nothing is sealed to others. */
export const vouched = signal<readonly string[]>([]);
/** Services with a key that the signed directory does not cover. */
export const unconfirmed = signal<readonly string[]>([]);
/** Services of organisations whose keepers the root named anew, with the keys to ask about before anything is sealed there. */
export const named = signal<readonly { readonly service: string; readonly keys: readonly string[] }[]>([]);
/** Why the whole signed directory is refused; null where it is not. */
export const trustProblem = signal<string | null>(null);

/** Those that are there. */
export const services = computed<readonly Service[]>(
  () => directory.value?.services.filter(({ left }) => left !== true) ?? [],
);
/** Those that take no more referrals. */
export const gone = computed<readonly Service[]>(
  () => directory.value?.services.filter(({ left }) => left === true) ?? [],
);
/** Those a referral may be sealed to. */
export const trusted = computed<readonly Service[]>(() =>
  services.value.filter(({ id }) => vouched.value.includes(id)),
);

/** Numbers for danger: the directory's, else those of the country's file, which came with the app. */
export const emergency = computed(() => {
  const known = directory.value?.emergency ?? [];
  return known.length > 0 ? known : country.emergency;
});
/** Whom "ask a specialist" calls. */
export const specialists = computed<readonly Service[]>(() => services.value.filter((service) => service.specialist));
