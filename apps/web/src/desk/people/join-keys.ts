import type { FoundInvitation, JoinAsMember, MemberSession, SignedIn } from "@threshold/contract";
import { makeMember } from "@threshold/sealing/passphrase";
import { beginPin, checkCodeMark, codeBinding, codeTicket } from "@threshold/sealing/trust";
import { callWithWork } from "../../shared/work.ts";
import { hold } from "../keys.ts";
import { hrefOf } from "../route.ts";
import { enter } from "../session.ts";
import { comeIn } from "../sign-in/unlock.ts";
import type { Trouble } from "../words.ts";

/** `root`: the server shows another network than the one the inviting browser meant. */
export type JoinTrouble = Trouble | { readonly problem: "root" };
type Looked = { readonly ok: true; readonly found: FoundInvitation } | (JoinTrouble & { readonly ok: false });

/** Looks at an invitation; nothing is used up. The server gets what stands for the code, never the code. */
export async function look(code: string): Promise<Looked> {
  const answer = await callWithWork<FoundInvitation>("/members/join/start", { ticket: await codeTicket(code) });
  if (!answer.ok) return answer;
  const { organisation, code: shown } = answer.value;
  const { network, root, mark } = shown;
  const meant = await checkCodeMark(code, { network, root, organisation: organisation.id, desk: null }, mark);
  return meant ? { ok: true, found: answer.value } : { ok: false, problem: "root" };
}

/** Makes her keys, bound to the code, and comes in. @returns null once in, or where the second factor is asked next */
export async function joinWith(
  code: string,
  { handle, code: { network, root } }: FoundInvitation,
  passphrase: string,
): Promise<Trouble | null> {
  const made = await makeMember(passphrase, beginPin({ network, root }));
  if (!made.ok) throw new Error("keys could not be made");
  const { keys, secrets } = made.value;
  const [ticket, binding] = await Promise.all([codeTicket(code), codeBinding(code, keys)]);
  const body: JoinAsMember = { ticket, keys, binding };
  const answer = await callWithWork<SignedIn>("/members/join", body);
  if (!answer.ok) return answer;
  // The code leaves the address.
  history.replaceState(null, "", `/desk${hrefOf({ page: "inbox" })}`);
  const go = async (session: MemberSession) => {
    if (!(await hold(session, secrets))) return false;
    enter(session, handle);
    return true;
  };
  if (!(await comeIn(answer.value, go))) throw new Error("keys made a moment ago do not open");
  return null;
}
