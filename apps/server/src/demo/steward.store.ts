import { can } from "@threshold/casework";
import { derive, type Kdf, openMember } from "@threshold/sealing/passphrase";
import type { Signer } from "@threshold/sealing/trust";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";

/** Whoever keeps phones at an invented organisation, by the passphrase that the demo shows; undefined once she has another one. */
export async function demoSteward(house: House, organisation: string, passphrase: string): Promise<Signer | undefined> {
  const rows = await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope.selectFrom("member").select(["roles", "kdf", "bundle"]).where("organisation", "=", organisation).execute(),
  );
  for (const { kdf, bundle } of rows.filter((one) => can(one.roles, "keep-phones"))) {
    const derived = await derive(passphrase, kdf as unknown as Kdf);
    const opened = derived.ok ? await openMember(bundle, derived.value.unlock) : null;
    if (opened?.ok) return { privateKey: opened.value.signing, verifyKey: opened.value.verifyKey };
  }
  return undefined;
}
