import type { DeskAddress } from "@threshold/casework";
import { type Identity, makeIdentity, wrapDesk } from "@threshold/sealing";
import { derive, type MemberKeys, makeMember } from "@threshold/sealing/passphrase";
import { makeSigningKey, type SigningKey } from "@threshold/sealing/signing";
import { codeBinding, codeTicket, founding } from "@threshold/sealing/trust";
import { setScope } from "../../src/database/scope.ts";
import { addService } from "../../src/directory/directory.store.ts";
import type { House } from "../../src/house.ts";
import { issueEnrolment } from "../../src/people/codes.store.ts";
import { addDesk, addMember, addOrganisation, addWrap } from "../../src/people/members.store.ts";
import { signNetwork } from "../../src/trust/network.ts";
import { foundOrganisation } from "../../src/trust/publish.ts";
import { type Answer, anonymous, ask, type Client } from "./client.ts";

export const passphrase = "a lamp, a door, a quiet road";

/** Whoever can sign entries: a phone or a member. `seq` counts what was written. */
export interface Writer extends Client {
  readonly kind: "device" | "member";
  readonly id: string;
  readonly address: string;
  readonly at: DeskAddress;
  readonly signing: SigningKey;
  seq: number;
}
export interface Member extends Writer {
  headers: Readonly<Record<string, string>>;
  readonly handle: string;
  readonly proof: string;
  /** What is sealed to her alone. */
  readonly own: Identity;
}
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly desk: DeskAddress;
  readonly key: Identity;
  readonly members: Member[];
}

let derivedOnce: Promise<{ keys: MemberKeys; proof: string }> | undefined;
/** One run of Argon2 for all invented members: they share a passphrase, and keep signing and sealing keys of their own. */
export function sharedKeys() {
  derivedOnce ??= (async () => {
    const made = await makeMember(passphrase);
    if (!made.ok) throw new Error(made.why);
    const derived = await derive(passphrase, made.value.keys.kdf);
    if (!derived.ok) throw new Error(derived.why);
    return { keys: made.value.keys, proof: derived.value.proof };
  })();
  return derivedOnce;
}

let count = 0;
function newName(): string {
  count += 1;
  return `Invented ${count}`;
}

/** An invented organisation with a desk, a service and members who are signed in. The first member coordinates. */
export async function makeOrganisation(
  { house, address }: { readonly house: House; readonly address: string },
  { name = newName(), kind = "shelter", members = 1, open = true } = {},
): Promise<Organisation> {
  const { keys, proof } = await sharedKeys();
  const [organisation, desk] = [crypto.randomUUID(), crypto.randomUUID()];
  const key = await makeIdentity();
  const people = await Promise.all(
    Array.from({ length: members }, async (_, n) => {
      const [own, signing] = await Promise.all([makeIdentity(), makeSigningKey({ extractable: true })]);
      const handle = `m${n}-${organisation.slice(0, 8)}@test`;
      return {
        id: crypto.randomUUID(),
        handle,
        own,
        signing,
        roles: n === 0 ? (["coordinator", "administrator"] as const) : (["caseworker"] as const),
      };
    }),
  );
  const at = house.clock();
  await house.db.transaction().execute(async (scope) => {
    await setScope(scope, house.clock, organisation);
    await addOrganisation(scope, { id: organisation, name, kind, invented: true, at });
    await addDesk(scope, { id: desk, organisation, name: `Desk of ${name}`, recipient: key.recipient, at });
    for (const { id, handle, own, signing, roles } of people) {
      const memberKeys = { ...keys, recipient: own.recipient, verifyKey: signing.verifyKey };
      await addMember(scope, { id, organisation, handle, name: `Member ${handle}`, roles, keys: memberKeys, at });
      const wrapped = await wrapDesk(key.secret, [own.recipient]);
      if (!wrapped.ok) throw new Error(wrapped.why);
      await addWrap(scope, desk, id, organisation, wrapped.value);
    }
    await addService(scope, {
      ...{
        id: crypto.randomUUID(),
        organisation,
        desk,
        name: `Service of ${name}`,
        offers: ["housing"],
        whom: ["anyone"],
        languages: ["en"],
      },
      ...{
        hours: [[], [], [], [], [], [], []],
        phone: "+000 555 0000",
        specialist: false,
        open,
        invented: true,
        checkedOn: "2026-11-01",
      },
    });
    const signers = people.map(({ id, own, signing, roles }) => ({
      ...{ id, roles, recipient: own.recipient, verifyKey: signing.verifyKey },
      signing,
    }));
    const [first] = signers;
    if (first === undefined) throw new Error("an organisation without members");
    const desks = { id: desk, recipient: key.recipient };
    const { statement, certificates } = await founding(organisation, desks, signers, first.signing, at);
    const problem = await foundOrganisation(scope, house, { ...first, organisation }, statement, certificates);
    if (problem !== null) throw new Error(problem.problem);
  });
  await signNetwork(house);
  const signed: Member[] = [];
  for (const { id, handle, own, signing } of people) {
    const cookie = cookieOf(await signIn(address, handle, proof));
    const headers = { origin: address, cookie };
    const at = { organisation, desk };
    signed.push({ kind: "member", id, handle, proof, own, address, headers, at, signing, seq: 0 });
  }
  return { id: organisation, name, desk: { organisation, desk }, key, members: signed };
}

export const signIn = (address: string, handle: string, proof: string): Promise<Answer> =>
  ask(anonymous(address), "POST", "/sign-in", { handle, proof });

/** The session cookie of an answer, as the next request sends it back. */
export function cookieOf(answer: Answer): string {
  const set = answer.headers.get("set-cookie");
  if (answer.status !== 200 || set === null) throw new Error(`not signed in: ${answer.status} ${answer.text}`);
  return set.split(";")[0] ?? "";
}

/** What a phone sends to use a code. */
export async function useCode(code: string, verifyKey: string) {
  const [ticket, binding] = await Promise.all([codeTicket(code), codeBinding(code, { verifyKey, recipient: null })]);
  return { ticket, verifyKey, binding };
}

/** Enrols a phone for the organisation, as a phone does. */
export async function enrolPhone(
  { house, address }: { readonly house: House; readonly address: string },
  home: Organisation,
): Promise<Writer> {
  const { code } = await issueEnrolment(house, home.id, home.desk.desk);
  const signing = await makeSigningKey({ extractable: false });
  const answer = await ask(anonymous(address), "POST", "/enrol", await useCode(code, signing.verifyKey));
  if (answer.status !== 200) throw new Error(`not enrolled: ${answer.text}`);
  const { device, token } = answer.body as { device: string; token: string };
  return {
    kind: "device",
    id: device,
    address,
    headers: { authorization: `Bearer ${token}` },
    at: home.desk,
    signing,
    seq: 0,
  };
}

export function memberOf(home: Organisation, n = 0): Member {
  const member = home.members[n];
  if (member === undefined) throw new Error("no such member");
  return member;
}

/** Signs in once more, for when the clock was moved past the session. */
export async function signInAgain(...homes: Organisation[]): Promise<void> {
  for (const member of homes.flatMap((home) => home.members)) {
    member.headers = {
      origin: member.address,
      cookie: cookieOf(await signIn(member.address, member.handle, member.proof)),
    };
  }
}
