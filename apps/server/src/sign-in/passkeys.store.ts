import type { Passkey } from "@threshold/contract";
import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { addRecord } from "../record/record.store.ts";
import { held } from "./factors.store.ts";
import type { CallerMember } from "./session.store.ts";

/** A passkey as the server needs it to check an answer. */
export interface KeptPasskey {
  readonly id: string;
  readonly credential: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly host: string;
}

export async function passkeysOf(scope: Scope, member: string): Promise<KeptPasskey[]> {
  const rows = await scope.selectFrom("passkey").selectAll().where("member", "=", member).orderBy("made_at").execute();
  return rows.map(({ id, credential, public_key, counter, transports, host }) => ({
    ...{ id, credential, transports, host },
    publicKey: new Uint8Array(public_key),
    counter: Number(counter),
  }));
}

/** For the member's own eyes. */
export async function listPasskeys(scope: Scope, member: string): Promise<Passkey[]> {
  const rows = await scope
    .selectFrom("passkey")
    .select(["id", "name", "made_at", "used_at"])
    .where("member", "=", member)
    .orderBy("made_at")
    .execute();
  return rows.map(({ id, name, made_at, used_at }) => ({
    ...{ id, name },
    madeAt: made_at.toISOString(),
    usedAt: used_at?.toISOString() ?? null,
  }));
}

/** False where some member already has it. */
export function addPasskey(
  house: House,
  { id: member, organisation }: CallerMember,
  name: string,
  made: Omit<KeptPasskey, "id">,
): Promise<boolean> {
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const done = await scope
      .insertInto("passkey")
      .values({
        ...{ id: crypto.randomUUID(), organisation, member, name },
        ...{ credential: made.credential, host: made.host, transports: [...made.transports] },
        public_key: Buffer.from(made.publicKey),
        counter: String(made.counter),
        made_at: house.clock(),
        used_at: null,
      })
      .onConflict((conflict) => conflict.column("credential").doNothing())
      .executeTakeFirst();
    if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
    await addRecord(scope, house, { organisation, kind: "factor-added", by: member, about: member, detail: "passkey" });
    return true;
  });
}

/** Keeps how often it was used: a smaller number later would mean a copy. */
export async function notePasskeyUse(
  house: House,
  organisation: string,
  passkey: string,
  counter: number,
): Promise<void> {
  await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope
      .updateTable("passkey")
      .set({ counter: String(counter), used_at: house.clock() })
      .where("id", "=", passkey)
      .execute(),
  );
}

/** Removes one of the member's passkeys; the last one stays where nothing else would be left. */
export function removePasskey(
  house: House,
  { id: member, organisation, factor }: CallerMember,
  passkey: string,
): Promise<"removed" | "not-found" | "last"> {
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    // Two removals at once would each see the other's passkey still there: the member's row is held first.
    await scope.selectFrom("member").select("id").where("id", "=", member).forUpdate().execute();
    const all = await scope.selectFrom("passkey").select("id").where("member", "=", member).execute();
    if (!all.some(({ id }) => id === passkey)) return "not-found";
    const { provider: linked } = await held(scope, member);
    if (all.length === 1 && !linked && factor !== "none") return "last";
    await scope.deleteFrom("passkey").where("id", "=", passkey).where("member", "=", member).execute();
    await addRecord(scope, house, {
      organisation,
      kind: "factor-removed",
      by: member,
      about: member,
      detail: "passkey",
    });
    return "removed";
  });
}
