import type { NewCustody } from "@threshold/contract";
import { checkSet } from "@threshold/sealing/custody";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { hashOf } from "../people/secrets.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { answerPlace, arrange, placesOf } from "./places.store.ts";
import { addSet, deskKeyOf, sheetHashOf } from "./sets.store.ts";
import { recordAtAll } from "./told.ts";

/** Asks three organisations to hold a share of a desk's keys. One at least is another one, and none but the own gets two. */
export async function askForCustody(
  house: House,
  by: CallerMember,
  desk: string,
  organisations: readonly string[],
): Promise<Refused | null> {
  const own = organisations.filter((id) => id === by.organisation).length;
  const others = organisations.filter((id) => id !== by.organisation);
  if (own > 2 || new Set(others).size !== others.length) return refused("custody-outside", "/organisations");
  try {
    return await asOrganisation(house.db, house.clock, by.organisation, async (scope) => {
      if ((await deskKeyOf(scope, desk)) === null) return refused("not-found");
      const at = house.clock();
      await arrange(scope, { desk, organisation: by.organisation, asked: organisations, at });
      await addRecord(scope, house, { organisation: by.organisation, kind: "custody-asked", by: by.id, about: desk });
      return null;
    });
  } catch (error) {
    // Foreign key: no such organisation.
    if ((error as { code?: string }).code === "23503") return refused("not-found");
    throw error;
  }
}

/** A custodian agrees to hold a share, or does not; or lays it down again. */
export async function answerAsked(
  house: House,
  by: CallerMember,
  place: { readonly desk: string; readonly n: number },
  agree: boolean,
): Promise<Refused | null> {
  return asOrganisation(house.db, house.clock, by.organisation, async (scope) => {
    const { organisation, id: member } = by;
    const owner = await answerPlace(scope, { ...place, organisation, member, agree, at: house.clock() });
    if (owner === null) return refused("not-found");
    const kind = agree ? "custody-agreed" : "custody-refused";
    await recordAtAll(house, scope, [organisation, owner], { kind, by: member, about: place.desk });
    return null;
  });
}

/** Keeps what a steward's browser made for a desk, in place of what was there. */
export async function keepCustody(house: House, by: CallerMember, made: NewCustody): Promise<Refused | null> {
  const { set, signature, shares, proof } = made;
  if (set.organisation !== by.organisation || !by.desks.includes(set.desk)) return refused("not-found");
  if (!(await checkSet({ set, signature }, by.verifyKey))) return refused("signature-wrong", "/signature");
  const numbers = (list: readonly { n: number }[]) => list.map(({ n }) => n).join();
  const wanted = set.mode === "shares" ? "1,2,3" : "";
  if (numbers(set.shares) !== wanted || numbers(shares) !== wanted) return refused("bad-request", "/shares");
  if ((set.mode === "sheet") !== (set.sheet !== null)) return refused("bad-request", "/set/sheet");
  return asOrganisation(house.db, house.clock, by.organisation, async (scope) => {
    const key = await deskKeyOf(scope, set.desk);
    if (key?.version !== set.version || key.recipient !== set.recipient)
      return refused("custody-stale", "/set/version");
    if (set.mode === "shares") {
      const places = (await placesOf(scope)).get(set.desk) ?? [];
      for (const [at, share] of set.shares.entries()) {
        const place = places.find((one) => one.n === share.n);
        const fits =
          place?.state === "agreed" &&
          place.member?.id === share.member &&
          place.organisation.id === share.organisation &&
          place.certificate?.statement.recipient === share.recipient;
        if (!fits) return refused("custody-stale", `/set/shares/${at}`);
      }
    }
    const sheet = proof === null ? await sheetHashOf(scope, set.desk) : await hashOf(proof);
    if (set.mode === "sheet" && sheet === null) return refused("bad-request", "/proof");
    await addSet(scope, made, by, set.mode === "sheet" ? sheet : null, house.clock());
    const about = { kind: "custody-made", by: by.id, about: set.desk, detail: set.mode } as const;
    const told = [by.organisation, ...set.shares.map((one) => one.organisation)];
    await recordAtAll(house, scope, told, about);
    return null;
  });
}
