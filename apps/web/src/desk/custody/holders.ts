import type { CustodyPlace, DeskCustody, KnownSet } from "@threshold/contract";
import type { Holder } from "@threshold/sealing/custody";
import { trust } from "../trust/trust.ts";

/** `waits`: not all three have agreed. `unconfirmed`: an organisation has not certified its custodian. `outside`: nobody outside, or too many at one place. */
export type HoldersProblem = "waits" | "unconfirmed" | "outside";

/**
 * The three who hold the shares of a desk, each with the key that her own organisation certified: a server that names other keys, to
 * gather shares of its own, gets none.
 */
export async function holdersOf(
  { places }: Pick<DeskCustody, "places">,
  home: string,
): Promise<{ readonly ok: true; readonly holders: Holder[] } | { readonly ok: false; readonly why: HoldersProblem }> {
  const agreed = places.filter((place) => place.state === "agreed");
  if (agreed.length !== 3) return { ok: false, why: "waits" };
  const elsewhere = agreed.map((place) => place.organisation.id).filter((id) => id !== home);
  if (elsewhere.length === 0 || new Set(elsewhere).size !== elsewhere.length) return { ok: false, why: "outside" };
  const holders: Holder[] = [];
  for (const place of [...agreed].sort((a, b) => a.n - b.n)) {
    const holder = await holderOf(place);
    if (holder === null) return { ok: false, why: "unconfirmed" };
    holders.push(holder);
  }
  return new Set(holders.map((one) => one.member)).size === 3 ? { ok: true, holders } : { ok: false, why: "outside" };
}

/** Who fills a place, with the key that her organisation certified; null where nobody does, or it did not. */
export async function holderOf({ organisation, member, certificate }: CustodyPlace): Promise<Holder | null> {
  const known = trust.peek()?.organisations.find((one) => one.id === organisation.id);
  if (known === undefined || member === null || certificate === null) return null;
  const { certificateProblem } = await import("@threshold/sealing/trust");
  const { id, subject, recipient, roles } = certificate.statement;
  if (id !== member.id || subject !== "member" || recipient === null || !roles.includes("custodian")) return null;
  if ((await certificateProblem(known, certificate, new Date().toISOString())) !== null) return null;
  return { organisation: organisation.id, member: id, recipient };
}

/** True where a set was made for the desk's key in force and for these three. */
export function isFresh(
  set: KnownSet["set"],
  { version, recipient }: DeskCustody,
  holders: readonly Holder[],
): boolean {
  return (
    set.mode === "shares" &&
    set.version === version &&
    set.recipient === recipient &&
    holders.every((holder, at) => {
      const share = set.shares[at];
      return share?.member === holder.member && share.recipient === holder.recipient;
    })
  );
}
