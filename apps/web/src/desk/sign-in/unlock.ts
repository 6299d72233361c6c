import type { Kdf, MemberSession } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { hold } from "../keys.ts";
import { enter } from "../session.ts";
import type { Trouble } from "../words.ts";

/** What kept somebody out: something the server said, or what this browser refused. */
export type Refusal = { readonly trouble: Trouble } | { readonly own: "weak" | "bundle" };

/**
 * Signs in and opens the keys. The passphrase stays in this browser: one half of what is derived from it signs in, the other
 * opens the member's bundle.
 * @returns null once signed in
 */
export async function signIn(handle: string, passphrase: string): Promise<Refusal | null> {
  const kdf = await call<Kdf>("/sign-in/start", { method: "POST", body: { handle } });
  if (!kdf.ok) return { trouble: kdf };
  const { derive, openMember } = await import("@threshold/sealing/passphrase");
  const derived = await derive(passphrase, kdf.value);
  if (!derived.ok) return { own: "weak" };
  const session = await call<MemberSession>("/sign-in", {
    method: "POST",
    body: { handle, proof: derived.value.proof },
  });
  if (!session.ok) return { trouble: session };
  const secrets = await openMember(session.value.bundle, derived.value.unlock);
  if (!secrets.ok || !(await hold(session.value, secrets.value))) return { own: "bundle" };
  enter(session.value, handle);
  return null;
}
