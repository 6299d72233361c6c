import type { Service } from "@threshold/contract";

/** Whom to call from a paper: those who are there, specialists first. */
export const toCall = (services: readonly Service[]): readonly Service[] =>
  services.filter(({ left }) => left !== true).sort((one, other) => Number(other.specialist) - Number(one.specialist));
