import { computed, signal } from "@preact/signals";
import type { Directory, Service } from "@threshold/contract";
import { mayTrust } from "../enrolment/pins.ts";
import { country } from "../knowledge.ts";

/** The directory as this phone last got it; null before any network. */
export const directory = signal<Directory | null>(null);
/** Desks whose key changed since this phone was connected. */
export const changedDesks = signal<readonly string[]>([]);

export const services = computed<readonly Service[]>(() => directory.value?.services ?? []);
/** Those a referral may be sealed to. */
export const trusted = computed<readonly Service[]>(() =>
  services.value.filter((service) => mayTrust(service, changedDesks.value)),
);

/** Numbers for danger: the directory's, else those of the country's file, which came with the app. */
export const emergency = computed(() => {
  const known = directory.value?.emergency ?? [];
  return known.length > 0 ? known : country.emergency;
});
/** Whom "ask a specialist" calls. */
export const specialists = computed<readonly Service[]>(() => services.value.filter((service) => service.specialist));
