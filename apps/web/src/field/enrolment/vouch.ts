import type { Service } from "@threshold/contract";
import type { Trust } from "@threshold/sealing/trust";
import type { Pins } from "./device.ts";

type Known = Pick<Trust, "organisations" | "deskKey">;
type Listed = Pick<Service, "id" | "desk"> & { readonly organisation: Pick<Service["organisation"], "id" | "kind"> };

/**
 * Services that may be sealed to: the signed directory has their desk, with this key, at this organisation of this kind. Names and
 * telephone numbers are the server's word.
 * @returns ids
 */
export function vouchedFor(trust: Known, services: readonly Listed[]): string[] {
  const kinds = new Map(trust.organisations.map(({ id, kind }) => [id, kind]));
  return services
    .filter(
      ({ desk, organisation: { id, kind } }) =>
        desk !== null && kinds.get(id) === kind && trust.deskKey(id, desk.id) === desk.recipient,
    )
    .map(({ id }) => id);
}

/**
 * The same for a phone that was connected before keys were signed and has not seen the signed directory yet: the keys it saw first, and no
 * others.
 */
export function pinnedFor(pins: Pins, services: readonly Listed[]): string[] {
  return services.filter(({ desk }) => desk !== null && pins[desk.id] === desk.recipient).map(({ id }) => id);
}

/** Services of organisations whose keepers the root named anew, with the keys to ask about. */
export function namedAt(
  trust: Known,
  services: readonly Listed[],
): { readonly service: string; readonly keys: readonly string[] }[] {
  const keys = new Map(trust.organisations.map((one) => [one.id, one.named]));
  return services
    .filter(({ desk, organisation: { id } }) => desk !== null && (keys.get(id)?.length ?? 0) > 0)
    .map(({ id, organisation }) => ({ service: id, keys: keys.get(organisation.id) ?? [] }));
}

/**
 * Whether the signed directory has every desk that this phone knows, with the key that it saw first: then its root is taken over. A phone
 * that knows none has nothing to compare, and takes no root.
 */
export function keepsPins(pins: Pins, trust: Known): boolean {
  const signed = new Map(trust.organisations.flatMap(({ desks }) => desks.map((one) => [one.desk, one.recipient])));
  const seen = Object.entries(pins);
  return seen.length > 0 && seen.every(([desk, recipient]) => signed.get(desk) === recipient);
}
