import type { CodeKept, IssuedCode, NewEnrolment, NewInvitation } from "@threshold/contract";
import { type Answered, call } from "../../shared/api.ts";
import { signer } from "../keys.ts";
import { current } from "../session.ts";
import type { Trouble } from "../words.ts";
import { deskKey, loadTrust, trust } from "./trust.ts";

/** `unchecked`: the signed directory is refused, or this desk is not in it, so that a code would promise what nobody can check. */
export type CodeTrouble = Trouble | { readonly problem: "unchecked" };
export type NewCode = { readonly ok: true; readonly value: IssuedCode } | (CodeTrouble & { readonly ok: false });

/** Makes a code for one phone of a desk. The server gets what stands for it; the code itself is on this screen and sealed to the desk. */
export async function newPhoneCode(desk: string): Promise<NewCode> {
  const { organisation } = current();
  return newCode({ organisation: organisation.id, desk }, async ({ code, ticket, mark }) => {
    const key = deskKey({ organisation: organisation.id, desk });
    if (key === null) return null;
    const { seal, toBase64 } = await import("@threshold/sealing");
    const { signCodeNote } = await import("@threshold/sealing/trust");
    const note = await signCodeNote({ organisation: organisation.id, desk, code }, signer());
    const sealed = await seal(note, [key]);
    if (!sealed.ok) return null;
    const body: NewEnrolment = { ticket, desk, mark, sealedCode: toBase64(sealed.value) };
    return call<CodeKept>("/enrolments", { method: "POST", body });
  });
}

/** Makes a code with which one organisation joins the network that this browser checked. */
export function newInvitationCode(): Promise<NewCode> {
  return newCode({ organisation: null, desk: null }, ({ ticket, mark }) => {
    const body: NewInvitation = { ticket, mark };
    return call<CodeKept>("/invitations", { method: "POST", body });
  });
}

interface Made {
  readonly code: string;
  readonly ticket: string;
  readonly mark: string;
}
type Where = { readonly organisation: string | null; readonly desk: string | null };

async function newCode(where: Where, send: (made: Made) => Promise<Answered<CodeKept> | null>): Promise<NewCode> {
  const trouble = await loadTrust();
  if (trouble !== null) return { ...trouble, ok: false };
  const known = trust.value;
  if (known === null) return { ok: false, problem: "unchecked" };
  const [{ makeCode }, { codeMark, codeTicket }] = await Promise.all([
    import("@threshold/sealing"),
    import("@threshold/sealing/trust"),
  ]);
  const code = makeCode();
  const { network, root } = known.pin;
  const [ticket, mark] = await Promise.all([codeTicket(code), codeMark(code, { network, root, ...where })]);
  const answer = await send({ code, ticket, mark });
  if (answer === null) return { ok: false, problem: "unchecked" };
  return answer.ok ? { ok: true, value: { code, expires: answer.value.expires } } : answer;
}
