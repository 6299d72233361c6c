import type { Enrol, Enrolled } from "@threshold/contract";
import type { Static } from "typebox";
import { setScope } from "../database/scope.ts";
import { findDesks } from "../directory/directory.store.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import { noteUsedBy, useEnrolment } from "./codes.store.ts";
import { addDevice } from "./devices.store.ts";
import { deskName } from "./members.store.ts";
import { hashOf, makeToken } from "./secrets.ts";

/** Enrols a phone: its public key comes in, a token goes out once, and the desk it belongs to. */
export async function enrol(
  house: House,
  wish: Static<typeof Enrol>,
): Promise<{ ok: true; enrolled: Static<typeof Enrolled> } | Refused> {
  const token = makeToken();
  const tokenHash = await hashOf(token);
  const at = house.clock();
  return house.db.transaction().execute(async (scope) => {
    const used = await useEnrolment(scope, wish.ticket, at);
    if (used === null) return refused("code-unknown");
    const { mark, ...home } = used;
    await setScope(scope, house.clock, home.organisation);
    const device = crypto.randomUUID();
    await addDevice(scope, { id: device, ...home, verifyKey: wish.verifyKey, tokenHash, at });
    const desk = (await findDesks(scope, [home.desk])).get(home.desk);
    if (desk === undefined) throw new Error("an enrolment for a desk without a key");
    const name = await deskName(scope, home.desk);
    await noteUsedBy(scope, wish.ticket, device, wish.binding);
    const { organisation } = home;
    await addRecord(scope, house, { organisation, kind: "phone-enrolled", by: device, about: home.desk });
    const { network, verifyKey: root } = house.root;
    return {
      ok: true as const,
      enrolled: {
        device,
        token,
        organisation: { id: home.organisation, name: desk.organisation_name },
        desk: { id: home.desk, name, recipient: desk.recipient },
        root: { network, root, mark },
      },
    };
  });
}
