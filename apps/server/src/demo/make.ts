import { can } from "@threshold/casework";
import { makeDesk } from "@threshold/sealing";
import { type MemberKeys, type MemberSecrets, makeMember } from "@threshold/sealing/passphrase";
import { beginPin, founding } from "@threshold/sealing/trust";
import { type Scope, setScope } from "../database/scope.ts";
import { addService } from "../directory/directory.store.ts";
import type { House } from "../house.ts";
import { addDesk, addMember, addOrganisation, addWrap } from "../people/members.store.ts";
import { signNetwork } from "../trust/network.ts";
import { foundOrganisation } from "../trust/publish.ts";
import { isEmpty, isEmptyLocked } from "./demo.store.ts";
import { hoursOf, type Network } from "./network.ts";

type Planned = Network["organisations"][number];
interface Ready {
  readonly planned: Planned;
  readonly members: readonly { readonly keys: MemberKeys; readonly secrets: MemberSecrets }[];
  readonly desk: { readonly recipient: string; readonly wrapped: string };
}

/** Fills an empty database with the invented network, all of it or nothing; false where there are organisations already. */
export async function makeDemo(house: House, network: Network): Promise<boolean> {
  // Their keys cost seconds, at every start.
  if (!(await isEmpty(house.db))) return false;
  const ready: Ready[] = [];
  for (const planned of network.organisations) ready.push(await makeKeys(house, planned, network.passphrase));
  const made = await house.db.transaction().execute(async (scope) => {
    if (!(await isEmptyLocked(scope))) return false;
    for (const one of ready) await add(house, scope, one);
    return true;
  });
  if (made) await signNetwork(house);
  return made;
}

/** Keys are made as a browser would make them: the database gets the public and the sealed halves only. */
async function makeKeys({ root }: House, planned: Planned, passphrase: string): Promise<Ready> {
  const members: { keys: MemberKeys; secrets: MemberSecrets }[] = [];
  const pin = beginPin({ network: root.network, root: root.verifyKey });
  for (const _ of planned.members) {
    const made = await makeMember(passphrase, pin);
    if (!made.ok) throw new Error("the demo's passphrase is too short");
    members.push(made.value);
  }
  const desk = await makeDesk(members.map(({ keys }) => keys.recipient));
  if (!desk.ok) throw new Error("the demo's desk could not be sealed");
  return { planned, members, desk: desk.value };
}

async function add(house: House, scope: Scope, { planned, members, desk }: Ready): Promise<void> {
  const [organisation, deskId] = [crypto.randomUUID(), crypto.randomUUID()];
  const at = house.clock();
  await setScope(scope, house.clock, organisation);
  await addOrganisation(scope, { id: organisation, name: planned.name, kind: planned.kind, invented: true, at });
  await addDesk(scope, { id: deskId, organisation, name: planned.desk.name, recipient: desk.recipient, at });
  const people: {
    id: string;
    verifyKey: string;
    recipient: string;
    roles: (typeof planned.members)[number]["roles"];
  }[] = [];
  for (const [n, member] of planned.members.entries()) {
    const id = crypto.randomUUID();
    const keys = members[n]?.keys;
    if (keys === undefined) throw new Error("a demo member without keys");
    people.push({ id, verifyKey: keys.verifyKey, recipient: keys.recipient, roles: member.roles });
    await addMember(scope, { id, organisation, ...member, keys, at });
    await addWrap(scope, deskId, id, organisation, desk.wrapped);
  }
  for (const { checkedDaysAgo, hours, ...service } of planned.services) {
    await addService(scope, {
      ...service,
      id: crypto.randomUUID(),
      organisation,
      desk: deskId,
      hours: hoursOf[hours],
      invented: true,
      checkedOn: new Date(at.getTime() - checkedDaysAgo * 86_400_000).toISOString().slice(0, 10),
    });
  }
  const first = people.findIndex((one) => can(one.roles, "keep-phones"));
  const [steward, secrets] = [people[first], members[first]?.secrets];
  if (steward === undefined || secrets === undefined) throw new Error("a demo organisation whose keys nobody keeps");
  const signer = { privateKey: secrets.signing, verifyKey: secrets.verifyKey };
  const founded = await founding(organisation, { id: deskId, recipient: desk.recipient }, people, signer, at);
  const { statement, certificates } = founded;
  const refused = await foundOrganisation(scope, house, { ...steward, organisation }, statement, certificates);
  if (refused !== null) throw new Error(`the demo cannot be founded: ${refused.problem}`);
}
