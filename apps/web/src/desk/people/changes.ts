import { can } from "@threshold/casework";
import type { CodeKept, Colleague, InviteMember, MemberInvitation } from "@threshold/contract";
import { mayHoldKeys } from "@threshold/contract/held-keys";
import { makeCode } from "@threshold/sealing";
import { codeMark, codeTicket } from "@threshold/sealing/trust";
import { type Answered, call } from "../../shared/api.ts";
import { keepCustody } from "../custody/custody.ts";
import { holdMore, signer } from "../keys.ts";
import { current, ended, refresh } from "../session.ts";
import { loadTrust, trust } from "../trust/trust.ts";
import { confirmedOf } from "./confirmed.ts";
import { type InvitationNote, sealNote } from "./invitation.ts";
import { type ChangeTrouble, makeChange, type Wish } from "./make-change.ts";
import { loadPeople, people } from "./state.ts";

/** Makes the keys for a change, sends it, and shows what is then. @returns null where it is done */
async function change(path: string, wish: Wish, more: object = {}): Promise<ChangeTrouble | null> {
  const made = await makeChange(wish);
  if (!made.ok) return made;
  const answer = await call<unknown>(path, { method: "POST", body: { ...more, change: made.change } });
  if (!answer.ok && answer.problem === "not-signed-in") ended();
  await loadTrust();
  await loadPeople();
  await takeNewKeys();
  return answer.ok ? null : answer;
}

/** Holds desks' keys that came since, one's own or a colleague's work. @returns whether any came */
export async function takeNewKeys(): Promise<boolean> {
  const session = await refresh();
  if (session === null) return false;
  await holdMore(session.desks);
  // A new key needs new shares, and this browser has it.
  void keepCustody();
  return true;
}

/** Lets her in for good, with what her invitation says: her keys were compared with it (`attend.ts`). */
export const confirmMember = (
  { id, verifyKey, recipient }: Colleague,
  { roles, desks }: Pick<InvitationNote, "roles" | "desks">,
): Promise<ChangeTrouble | null> =>
  change(`/members/${id}/confirm`, {
    member: { id, verifyKey, recipient, roles: [...roles], desks: [...desks].sort() },
  });

export function changeMember(
  { id, verifyKey, recipient, desks: before }: Colleague,
  roles: Colleague["roles"],
  desks: readonly string[],
): Promise<ChangeTrouble | null> {
  const lost = before.filter((desk) => !desks.includes(desk));
  const place = { roles, desks: [...desks].sort() };
  return change(
    `/members/${id}/change`,
    { member: { id, verifyKey, recipient, ...place, roles: [...roles] }, rotate: lost },
    place,
  );
}

/** Her line goes along: the draft leaves out who waits, and a certificate from before she waited has to end too. */
export function endMember(she: Colleague): Promise<ChangeTrouble | null> {
  const { id, verifyKey, recipient, roles, desks } = she;
  const rotate = mayHoldKeys(she) ? desks : [];
  return change(`/members/${id}/end`, { member: { id, verifyKey, recipient, roles, desks }, leaving: id, rotate });
}

export const rotateDesk = (desk: string): Promise<ChangeTrouble | null> =>
  change(`/desks/${desk}/key`, { rotate: [desk] });

export function addDesk(name: string, phone: string, members: readonly string[]): Promise<ChangeTrouble | null> {
  const id = crypto.randomUUID();
  return change("/desks", { added: { desk: id, members } }, { desk: { id, name }, phone });
}

type Invited = { readonly ok: true; readonly code: string; readonly expires: string } | (ChangeTrouble & { ok: false });
type Invitee = Pick<InviteMember, "name" | "handle" | "roles" | "desks" | "renews">;

/**
 * Makes an invitation. The code is made here; the server gets what stands for it, a mark that shows the invited the right network, and
 * the code sealed to the administrators.
 */
export async function invite(wish: Invitee): Promise<Invited> {
  const trouble = (await loadTrust()) ?? (await loadPeople());
  if (trouble !== null) return { ...trouble, ok: false };
  const [known, books] = [trust.value, people.value];
  const { organisation, member } = current();
  const { roles, desks, renews } = wish;
  if (known === null || books === null) return { ok: false, problem: "unchecked" };
  const keepers = books.members.filter(
    (one) => one.id === member.id || can(one.certificate?.statement.roles ?? [], "keep-people"),
  );
  const to = await confirmedOf(known, organisation.id, keepers, new Date());
  const code = makeCode();
  const { network, root } = known.pin;
  const place = { network, root, organisation: organisation.id, desk: null };
  const sealedCode = await sealNote(
    { organisation: organisation.id, code, roles, desks, renews },
    to.map((one) => one.recipient),
    signer(),
  );
  if (sealedCode === null) return { ok: false, problem: "unchecked" };
  const [ticket, mark] = await Promise.all([codeTicket(code), codeMark(code, place)]);
  const body: InviteMember = { ...wish, ticket, mark, sealedCode };
  const answer = await call<CodeKept>("/members/invitations", { method: "POST", body });
  if (!answer.ok) return answer;
  await loadPeople();
  return { ok: true, code, expires: answer.value.expires };
}

const plain = async (path: string, body?: object): Promise<ChangeTrouble | null> => {
  const answer: Answered<unknown> = await call(path, { method: "POST", ...(body === undefined ? {} : { body }) });
  if (!answer.ok && answer.problem === "not-signed-in") ended();
  await loadPeople();
  return answer.ok ? null : answer;
};

export const takeBack = ({ id }: MemberInvitation) => plain(`/members/invitations/${id}/take-back`);
export const beginLeave = (id: string, until: string | null, standsIn: string | null) =>
  plain(`/members/${id}/leave`, { until, standsIn });
export const endLeave = (id: string) => plain(`/members/${id}/return`);
export const declareSmallOffice = () => plain("/small-office");
