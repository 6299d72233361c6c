import { listServices } from "../directory/directory.store.ts";
import type { House } from "../house.ts";
import { type Issued, issueEnrolment } from "../people/codes.store.ts";
import { makeDemo } from "./make.ts";
import { readNetwork } from "./network.ts";
import { demoSteward } from "./steward.store.ts";

/** What somebody needs to try the demo; shown at start. */
export interface DemoGuide {
  readonly passphrase: string;
  readonly members: readonly { readonly handle: string; readonly name: string; readonly organisation: string }[];
  /** Enrols one phone for the demo's police station. */
  readonly phone: Issued | null;
}

const day = 24 * 60;

/** Makes the network where the database is empty. Null where the organisations here are real ones. */
export async function openDemo(house: House): Promise<DemoGuide | null> {
  const network = await readNetwork();
  await makeDemo(house, network);
  const services = await listServices(house.db, true);
  if (!services.some((service) => service.invented)) return null;
  const kinds = network.organisations.filter((one) => one.enrolPhone === true).map((one) => one.kind);
  const home = services.find(
    (one) => one.invented && one.desk !== null && kinds.some((kind) => kind === one.organisation.kind),
  );
  return {
    passphrase: network.passphrase,
    members: network.organisations.flatMap((one) =>
      one.members.map(({ handle, name }) => ({ handle, name, organisation: one.name })),
    ),
    phone: home?.desk ? await phoneCode(house, home.organisation.id, home.desk.id, network.passphrase) : null,
  };
}

/** Signed by one of the demo's own people, so that a browser at that desk confirms the phone like any other. */
async function phoneCode(house: House, organisation: string, desk: string, passphrase: string): Promise<Issued> {
  const steward = await demoSteward(house, organisation, passphrase);
  return issueEnrolment(house, organisation, desk, { minutes: day, ...(steward === undefined ? {} : { steward }) });
}
