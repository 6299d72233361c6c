import type { CodeRoot, Join, MemberSession, SignedIn } from "@threshold/contract";
import { makeDesk, readCode } from "@threshold/sealing";
import { type MemberKeys, makeMember } from "@threshold/sealing/passphrase";
import {
  beginPin,
  checkCodeMark,
  codeTicket,
  nextPublication,
  type Signer,
  type Subject,
} from "@threshold/sealing/trust";
import { callWithWork } from "../../shared/work.ts";
import { hold } from "../keys.ts";
import { hrefOf } from "../route.ts";
import { enter } from "../session.ts";
import type { Trouble } from "../words.ts";
import type { JoinForm } from "./join-form.ts";
import { comeIn } from "./unlock.ts";

/** `mark`: the server is not in the network that the code was made for. */
export type JoinTrouble = Trouble | { readonly problem: "mark" };

/**
 * Founds an organisation: asks whether the code is good and the server the right one before keys are made, since making them takes a
 * moment; then signs its first statement and the certificate of its first member here. The code itself is not sent.
 */
export async function found(form: JoinForm): Promise<JoinTrouble | null> {
  const code = readCode(form.code) ?? form.code.trim();
  const ticket = await codeTicket(code);
  const known = await callWithWork<CodeRoot>("/join/start", { ticket });
  if (!known.ok) return known;
  const { network, root, mark } = known.value;
  if (!(await checkCodeMark(code, { network, root, organisation: null, desk: null }, mark))) return { problem: "mark" };
  const made = await makeMember(form.passphrase, beginPin({ network, root }));
  if (!made.ok) throw new Error("keys could not be made");
  const { keys, secrets } = made.value;
  const signer = { privateKey: secrets.signing, verifyKey: secrets.verifyKey };
  const handle = form.handle.trim();
  const desk = await makeDesk([keys.recipient]);
  if (!desk.ok) throw new Error("a desk's key could not be made");
  const ids = { organisation: crypto.randomUUID(), desk: crypto.randomUUID(), member: crypto.randomUUID() };
  const kind = form.kind as Join["organisation"]["kind"];
  const body: Join = {
    ticket,
    organisation: { id: ids.organisation, name: form.organisation.trim(), kind },
    desk: { id: ids.desk, name: form.desk.trim(), ...desk.value },
    member: { id: ids.member, handle, name: form.name.trim(), keys },
    phone: form.phone.trim(),
    ...(await signFirst(ids, keys, desk.value.recipient, signer)),
  };
  const answer = await callWithWork<SignedIn>("/join", body);
  if (!answer.ok) return answer;
  // The invitation leaves the address, and the first thing to do is to say what the desk offers.
  history.replaceState(null, "", "/desk");
  location.hash = hrefOf({ page: "services" });
  const go = async (session: MemberSession) => {
    if (!(await hold(session, secrets))) return false;
    enter(session, handle);
    return true;
  };
  if (!(await comeIn(answer.value, go))) throw new Error("keys made a moment ago do not open");
  return null;
}

interface Ids {
  readonly organisation: string;
  readonly desk: string;
  readonly member: string;
}

/** The organisation's first statement, and the certificate of whoever founds it. */
async function signFirst(
  ids: Ids,
  { verifyKey, recipient }: MemberKeys,
  deskRecipient: string,
  signer: Signer,
): Promise<Pick<Join, "statement" | "certificate">> {
  const person: Subject = {
    ...{ id: ids.member, verifyKey, recipient, desks: [ids.desk], certificate: null },
    subject: "member",
    roles: ["coordinator", "administrator"],
  };
  const made = await nextPublication(
    { organisation: ids.organisation, last: null, people: [person] },
    {
      ...{ signer, now: new Date(), seen: null, confirmed: [ids.member] },
      desks: [{ desk: ids.desk, version: 1, recipient: deskRecipient }],
    },
  );
  const certificate = made.ok ? made.value.certificates[0] : undefined;
  if (!made.ok || made.value.statement === null || certificate === undefined)
    throw new Error("an organisation's first statement could not be signed");
  // The contract's types are the same shape, only not marked read-only.
  return { statement: made.value.statement, certificate } as unknown as Pick<Join, "statement" | "certificate">;
}
