import type { Custody, TrustDraft } from "@threshold/contract";
import { ownRecipient, signer } from "../keys.ts";
import { current } from "../session.ts";
import { trust } from "../trust/trust.ts";
import { holderOf } from "./holders.ts";

type Line = TrustDraft["people"][number];

/**
 * People of this organisation whose new keys may be certified though nobody invited them anew: whom two of the desk's custodians spoke
 * with; and this steward herself, where the root named her keys because nobody else is left to sign.
 * @returns ids
 */
export async function vouchedAnew({ recoveries, desks }: Custody, { people }: TrustDraft): Promise<string[]> {
  const { checkRelease } = await import("@threshold/sealing/custody");
  const vouched: string[] = [];
  for (const line of people.filter(changedKeysOnly)) {
    if (await isSelf(line)) vouched.push(line.id);
    for (const { releases } of recoveries.filter((one) => one.state === "done" && one.member.id === line.id)) {
      const by = new Set<string>();
      for (const place of desks.flatMap((desk) => desk.places)) {
        const holder = await holderOf(place);
        const key = place.certificate?.statement.verifyKey;
        const one = releases.find(({ release }) => release.custodian === holder?.member);
        if (holder === null || key === undefined || one === undefined) continue;
        const { member, verifyKey, recipient } = one.release;
        const same = member === line.id && verifyKey === line.verifyKey && recipient === line.recipient;
        if (same && (await checkRelease(one, key))) by.add(holder.member);
      }
      if (by.size >= 2) vouched.push(line.id);
    }
  }
  return [...new Set(vouched)];
}

/** What the books say of her beside her keys is what was signed before. */
function changedKeysOnly({ subject, id, verifyKey, roles, desks, certificate }: Line): boolean {
  const before = certificate?.statement;
  const same = (one: readonly string[], other: readonly string[]) =>
    [...one].sort().join() === [...other].sort().join();
  return (
    subject === "member" &&
    before?.id === id &&
    before.verifyKey !== verifyKey &&
    same(before.roles, roles) &&
    same(before.desks, desks)
  );
}

async function isSelf({ id, verifyKey, recipient }: Line): Promise<boolean> {
  const { member, organisation } = current();
  const own = trust.peek()?.organisations.find((one) => one.id === organisation.id);
  const mine = id === member.id && verifyKey === signer().verifyKey && recipient === (await ownRecipient());
  return mine && (own?.stewards.includes(verifyKey) ?? false);
}
