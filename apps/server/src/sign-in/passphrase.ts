import type { NewPassphrase } from "@threshold/contract";
import type { ProblemName } from "@threshold/contract/errors";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { accountMark, proofFits } from "../people/secrets.ts";
import { addRecord } from "../record/record.store.ts";
import { type CallerMember, endSessionsOf } from "./session.store.ts";
import { beginTry, forgetTries, handleKey, proofOf, putKeys, waitFor } from "./sign-in.store.ts";

/**
 * Puts a new passphrase in the place of the old: her secrets stay the same, wrapped anew in her browser. Whoever is signed in
 * elsewhere is out.
 * @returns why not, null where it is done
 */
export async function changePassphrase(
  house: House,
  { id, organisation, session }: CallerMember,
  wish: NewPassphrase,
): Promise<ProblemName | null> {
  const { proof_hash, handle } = await asOrganisation(house.db, house.clock, organisation, (scope) =>
    proofOf(scope, id),
  );
  // Counted with sign-in's tries: this is another door to the same passphrase.
  const mark = await accountMark(house.keys, handleKey(handle));
  if ((await waitFor(house, mark)) !== null || (await beginTry(house, mark)) !== null) return "too-many";
  if (!(await proofFits(wish.proof, proof_hash))) return "wrong-passphrase";
  await forgetTries(house, mark);
  await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    await putKeys(scope, id, wish.keys);
    await endSessionsOf(scope, id, session);
    await addRecord(scope, house, { organisation, kind: "passphrase-changed", by: id, about: id });
  });
  return null;
}
