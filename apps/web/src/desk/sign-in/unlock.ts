import type { Kdf, MemberSession, SignedIn } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { callWithWork } from "../../shared/work.ts";
import { hold } from "../keys.ts";
import { enter, stage } from "../session.ts";
import type { Trouble } from "../words.ts";

/** What kept somebody out: something the server said, or what this browser refused. */
export type Refusal = { readonly trouble: Trouble } | { readonly own: "weak" | "bundle" };

/**
 * Signs in and opens the keys. The passphrase stays in this browser: one half of what is derived from it signs in, the other
 * opens the member's bundle.
 * @returns null once signed in, or where the second factor is asked next
 */
export async function signIn(handle: string, passphrase: string): Promise<Refusal | null> {
  const kdf = await callWithWork<Kdf>("/sign-in/start", { handle });
  if (!kdf.ok) return { trouble: kdf };
  const { derive, openMember } = await import("@threshold/sealing/passphrase");
  const derived = await derive(passphrase, kdf.value);
  if (!derived.ok) return { own: "weak" };
  const { proof, unlock } = derived.value;
  const answer = await callWithWork<SignedIn>("/sign-in", { handle, proof });
  if (!answer.ok) return { trouble: answer };
  const go = async (session: MemberSession) => {
    const secrets = await openMember(session.bundle, unlock);
    if (!secrets.ok || !(await hold(session, secrets.value, unlock))) return false;
    enter(session, handle);
    return true;
  };
  return (await comeIn(answer.value, go)) ? null : { own: "bundle" };
}

/**
 * Goes on with what the server said to a right passphrase, or to new keys: in, or to the second factor first.
 * @param go opens the keys, and shows the Desk
 * @returns false where the keys did not open
 */
export async function comeIn(answer: SignedIn, go: (session: MemberSession) => Promise<boolean>): Promise<boolean> {
  if (!("half" in answer)) return go(answer);
  stage.value = { at: "factor", half: answer, go };
  return true;
}

/** The second factor was proven: asks for the whole session, and goes on. */
export async function afterFactor(go: (session: MemberSession) => Promise<boolean>): Promise<Refusal | null> {
  const session = await call<MemberSession>("/session");
  if (!session.ok) return { trouble: session };
  return (await go(session.value)) ? null : { own: "bundle" };
}
