import type { Service } from "@threshold/contract";
import type { Pins } from "./device.ts";

export interface Pinned {
  readonly pins: Pins;
  /** Desks whose key is no longer the one this phone knows: nothing is sealed to them until the phone is connected anew. */
  readonly changed: readonly string[];
}

/**
 * Compares a directory with the desk keys this phone knows. Desks it never saw are taken over; a known desk with another key is
 * reported and keeps its old pin, so that whoever swapped the key on the server learns nothing.
 */
export function pin(pins: Pins, services: readonly Pick<Service, "desk">[]): Pinned {
  const next: Record<string, string> = { ...pins };
  const changed = new Set<string>();
  for (const { desk } of services) {
    if (desk === null) continue;
    const known = next[desk.id];
    if (known === undefined) next[desk.id] = desk.recipient;
    else if (known !== desk.recipient) changed.add(desk.id);
  }
  return { pins: next, changed: [...changed] };
}

/** True where a referral may be sealed to this service. */
export function mayTrust(service: Pick<Service, "desk">, changed: readonly string[]): boolean {
  return service.desk !== null && !changed.includes(service.desk.id);
}
