import type {
  FoundInvitation,
  InviteMember,
  KeyChange,
  MemberSession,
  People,
  TrustDraft,
  TrustFile,
} from "@threshold/contract";
import { type Identity, makeCode, makeDeskFor, makeIdentity, seal, toBase64, unwrapDesk } from "@threshold/sealing";
import { makeSigningKey, type SigningKey } from "@threshold/sealing/signing";
import { checkTrust, codeBinding, codeMark, codeTicket, nextPublication } from "@threshold/sealing/trust";
import { cookieOf, type Member, sharedKeys } from "./actors.ts";
import { type Answer, anonymous, ask, type Client } from "./client.ts";

/** What an administrator's browser does, over HTTP, without a browser. */
export interface Wish {
  readonly member?: Omit<TrustDraft["people"][number], "subject" | "certificate">;
  readonly leaving?: string;
  readonly rotate?: readonly string[];
  readonly added?: { readonly desk: string; readonly members: readonly string[] };
}

export async function peopleOf(member: Client): Promise<People> {
  const answer = await ask(member, "GET", "/members");
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as People;
}

export async function sessionOf(member: Client): Promise<MemberSession> {
  const answer = await ask(member, "GET", "/session");
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as MemberSession;
}

/** Makes the keys, certificates and the statement for a change, as apps/web/src/desk/people/make-change.ts does. */
export async function makeChange(by: Member, wish: Wish, now = new Date()): Promise<KeyChange> {
  const people = await peopleOf(by);
  const file = (await ask(by, "GET", "/members/trust")).body as TrustFile;
  const trust = await checkTrust(null, file, now);
  if (!trust.ok) throw new Error(trust.why);
  const { organisation } = by.at;
  const known = trust.value.organisations.find((one) => one.id === organisation);
  const draft = (await ask(by, "GET", "/trust/draft")).body as TrustDraft;
  const staying = people.members
    .filter(
      (one) =>
        one.certificate !== null && one.id !== wish.leaving && one.standing !== "left" && one.standing !== "waiting",
    )
    .map((one) => (one.id === wish.member?.id ? { ...one, desks: wish.member.desks } : one));
  const plans = [
    ...(wish.rotate ?? []).map((desk) => ({ desk, to: staying.filter((one) => one.desks.includes(desk)) })),
    ...(wish.added === undefined
      ? []
      : [{ desk: wish.added.desk, to: staying.filter((one) => wish.added?.members.includes(one.id)) }]),
  ];
  const keys: KeyChange["desks"] = [];
  for (const { desk, to } of plans) {
    const made = await makeDeskFor(to);
    if (!made.ok) throw new Error(made.why);
    const version = (known?.desks.find((one) => one.desk === desk)?.version ?? 0) + 1;
    keys.push({ desk, version, recipient: made.value.recipient, wraps: [...made.value.wraps] });
  }
  const { member, added } = wish;
  const lines = draft.people
    .filter((one) => one.id !== member?.id)
    .map((one) => (added?.members.includes(one.id) ? { ...one, desks: [...one.desks, added.desk] } : one));
  const certificate = people.members.find((one) => one.id === member?.id)?.certificate ?? null;
  const next = await nextPublication(
    {
      ...draft,
      people: [...lines, ...(member === undefined ? [] : [{ ...member, subject: "member" as const, certificate }])],
    },
    {
      ...{ signer: by.signing, now, seen: trust.value.pin.organisations[organisation] ?? null },
      desks: [...(known?.desks ?? []).filter((one) => keys.every((key) => key.desk !== one.desk)), ...keys],
      confirmed: [...(member === undefined ? [] : [member.id]), ...(added?.members ?? [])],
      leaving: wish.leaving === undefined ? [] : [wish.leaving],
    },
  );
  if (!next.ok) throw new Error(next.why);
  return { ...next.value, desks: keys } as unknown as KeyChange;
}

export interface Invited {
  readonly code: string;
  readonly answer: Answer;
}

/** Invites a person as an administrator's browser does. */
export async function invite(by: Member, wish: Partial<InviteMember> = {}): Promise<Invited> {
  const file = (await ask(by, "GET", "/members/trust")).body as TrustFile;
  const { statement, by: root } = file.network;
  const code = makeCode();
  const place = { network: statement.network, root, organisation: by.at.organisation, desk: null };
  const body: InviteMember = {
    ...{ ticket: await codeTicket(code), mark: await codeMark(code, place) },
    ...{ sealedCode: toBase64(await sealedNote(by, code)), name: "New colleague", handle: "new@test" },
    ...{ roles: ["caseworker"], desks: [by.at.desk], renews: null },
    ...wish,
  };
  return { code, answer: await ask(by, "POST", "/members/invitations", body) };
}

async function sealedNote(by: Member, code: string): Promise<Uint8Array> {
  const own = (await peopleOf(by)).members.find((one) => one.id === by.id)?.recipient ?? "";
  const sealed = await seal(new TextEncoder().encode(code), [own]);
  if (!sealed.ok) throw new Error(sealed.why);
  return sealed.value;
}

export interface Newcomer extends Client {
  readonly id: string;
  readonly handle: string;
  readonly own: Identity;
  readonly signing: SigningKey;
}

export const look = async (address: string, code: string): Promise<Answer> =>
  ask(anonymous(address), "POST", "/members/join/start", { ticket: await codeTicket(code) });

export const join = async (address: string, code: string, made?: { own: Identity; signing: SigningKey }) => {
  const { keys } = await sharedKeys();
  const own = made?.own ?? (await makeIdentity());
  const signing = made?.signing ?? (await makeSigningKey({ extractable: true }));
  const mine = { ...keys, recipient: own.recipient, verifyKey: signing.verifyKey };
  const body = { ticket: await codeTicket(code), keys: mine, binding: await codeBinding(code, mine) };
  return { answer: await ask(anonymous(address), "POST", "/members/join", body), own, signing };
};

/** Uses an invitation: in, and waiting to be confirmed. */
export async function joined(address: string, code: string): Promise<Newcomer> {
  const found = (await look(address, code)).body as FoundInvitation;
  const { answer, own, signing } = await join(address, code);
  const headers = { origin: address, cookie: cookieOf(answer) };
  const { id } = (await sessionOf({ address, headers })).member;
  return { address, headers, id, handle: found.handle, own, signing };
}

/** Confirms whoever used an invitation, for the desks and roles that the books have. */
export async function confirm(by: Member, id: string): Promise<Answer> {
  const line = (await peopleOf(by)).members.find((one) => one.id === id);
  if (line === undefined) throw new Error("nobody to confirm");
  const { verifyKey, recipient, roles, desks } = line;
  const change = await makeChange(by, { member: { id, verifyKey, recipient, roles, desks } });
  return ask(by, "POST", `/members/${id}/confirm`, { change });
}

/** Passes every version of a desk's key on that `own` can open. */
export async function passOn(by: Client, own: Identity, desk: string, to: readonly string[]): Promise<Answer> {
  const [session, people] = [await sessionOf(by), await peopleOf(by)];
  const held = session.desks.find((one) => one.id === desk);
  const wraps = [];
  for (const key of held === undefined ? [] : [held, ...held.earlier]) {
    const opened = await unwrapDesk(key, [own.secret]);
    if (!opened.ok) throw new Error(opened.why);
    for (const member of to) {
      const recipient = people.members.find((one) => one.id === member)?.recipient ?? "";
      const sealed = await seal(new TextEncoder().encode(`${opened.value.secret}\n`), [recipient]);
      if (!sealed.ok) throw new Error(sealed.why);
      wraps.push({ member, version: key.version, wrapped: toBase64(sealed.value) });
    }
  }
  return ask(by, "POST", `/desks/${desk}/pass-on`, { wraps });
}
