import type { DeskAddress } from "@threshold/casework";
import type { Service } from "@threshold/contract";

/** Where a service's desk is; null where it can only be called, or is there no more. */
export const addressOf = ({ organisation, desk }: Service): DeskAddress | null =>
  desk === null ? null : { organisation: organisation.id, desk: desk.id };

/**
 * Services in three heaps: those that something can be sealed to, those that can only be called, and those that take no more referrals.
 * Whoever takes people of this age stands first; the desk itself is left out.
 * @param key of a desk as its organisation signed it; null where it is not covered
 */
export function inHeaps(
  services: readonly Service[],
  own: DeskAddress,
  child: boolean,
  key: (desk: DeskAddress) => string | null,
): {
  readonly reachable: readonly Service[];
  readonly byPhone: readonly Service[];
  readonly left: readonly Service[];
} {
  const others = services.filter((service) => service.desk?.id !== own.desk);
  const reachable = others.filter((service) => {
    const address = addressOf(service);
    return address !== null && key(address) !== null;
  });
  return {
    reachable: [...reachable].sort((a, b) => Number(!takes(a, child)) - Number(!takes(b, child))),
    byPhone: others.filter((service) => service.left !== true && !reachable.includes(service)),
    left: others.filter((service) => service.left === true && service.organisation.id !== own.organisation),
  };
}

/** True where the service takes people of this age; one that names nobody takes anyone. */
export function takes({ whom }: Pick<Service, "whom">, child: boolean): boolean {
  if (whom.length === 0 || whom.includes("anyone") || whom.includes("families")) return true;
  return child ? whom.includes("children") : whom.some((group) => group !== "children");
}
