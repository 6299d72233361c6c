import type { TrustFile } from "@threshold/contract";
import { canonicalText } from "@threshold/sealing";
import { type NetworkContent, type NetworkMember, nextNetwork } from "@threshold/sealing/trust";
import type { House } from "../house.ts";
import { addNetwork, chainsOf, listMembers, lockNetwork, type Member, readNetwork } from "./statements.store.ts";

const day = 86_400_000;

/**
 * Where the root key is on this machine: signs what the books say of the network, when an organisation is new or changed its name, when
 * a server's key or an organisation's last steward changed, and once a day.
 * @returns whether there is a new statement
 */
export async function signNetwork(house: House): Promise<boolean> {
  const { sign } = house.root;
  if (sign === null) return false;
  return house.db.transaction().execute(async (scope) => {
    await lockNetwork(scope);
    const last = (await readNetwork(scope))?.signed.statement ?? null;
    const now = house.clock();
    const content = draftNetwork(house, last, await listMembers(scope));
    const old = last === null || now.getTime() - Date.parse(last.issued) >= day;
    if (!old && canonicalText(roster(content)) === canonicalText(roster(last))) return false;
    await addNetwork(scope, await sign(await nextNetwork(house.root.network, last, content, now)));
    return true;
  });
}

/** What the root is to say next, by this server's books; an offline root's keeper looks at it before signing. */
export function draftNetwork(
  house: Pick<House, "root" | "keys">,
  last: NetworkContent | null,
  members: readonly Member[],
): NetworkContent {
  const couriers = [...new Set([...(last?.couriers ?? []), house.keys.verifyKey])];
  return { root: house.root.place, couriers, organisations: members.map(asMember) };
}

function asMember({ id, kind, name, last, hash, keepers, desks }: Member): NetworkMember {
  if (last === null || hash === null) return { id, kind, name, stewards: keepers, statement: null, desks };
  const { version, stewards } = last.statement;
  // Where nobody is left who could sign for it, the root names who may: see docs/decisions/0012.
  const orphaned = !stewards.some((key) => keepers.includes(key));
  return { id, kind, name, stewards: orphaned ? keepers : stewards, statement: { version, hash }, desks: [] };
}

/** What makes a new statement needed at once: not that an organisation signed one more of its own. */
function roster({ root, couriers, organisations }: NetworkContent): unknown {
  return {
    ...{ root, couriers },
    organisations: organisations.map((one) => ({ ...one, statement: one.statement === null ? null : {} })),
  };
}

/** What clients check. Null while an offline root has signed nothing yet. */
export async function readTrust(house: House, have: number | undefined): Promise<TrustFile | null> {
  const found =
    (await readNetwork(house.db, have)) ?? ((await signNetwork(house)) ? await readNetwork(house.db, have) : null);
  if (found === null) return null;
  const { signed, had, since } = found;
  const organisations = await chainsOf(house.db, signed.statement, had?.statement);
  return { network: signed, since, organisations };
}
