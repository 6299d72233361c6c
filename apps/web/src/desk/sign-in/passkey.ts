import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { call } from "../../shared/api.ts";
import type { Trouble } from "../words.ts";

/** What came of asking the browser for a passkey: done, something the server said, or the person or the device said no. */
export type PasskeyOutcome = { readonly ok: true } | { readonly ok: false; readonly why: Trouble | "device" };

/** Makes a passkey on this device, or on a key that is plugged in, and hands its public half in. @param name for its owner's own list */
export async function makePasskey(name: string): Promise<PasskeyOutcome> {
  const options = await call<PublicKeyCredentialCreationOptionsJSON>("/passkeys/ask", { method: "POST" });
  if (!options.ok) return { ok: false, why: options };
  const made = await startRegistration({ optionsJSON: options.value }).catch(() => null);
  if (made === null) return { ok: false, why: "device" };
  const kept = await call<unknown>("/passkeys", { method: "POST", body: { name, made: plain(made) } });
  return kept.ok ? { ok: true } : { ok: false, why: kept };
}

/** Proves the second factor with a passkey. */
export async function provePasskey(): Promise<PasskeyOutcome> {
  const options = await call<PublicKeyCredentialRequestOptionsJSON>("/passkeys/use/ask", { method: "POST" });
  if (!options.ok) return { ok: false, why: options };
  const used = await startAuthentication({ optionsJSON: options.value }).catch(() => null);
  if (used === null) return { ok: false, why: "device" };
  const proven = await call<unknown>("/passkeys/use", { method: "POST", body: plain(used) });
  return proven.ok ? { ok: true } : { ok: false, why: proven };
}

/** What extensions of the browser added is not sent: the server takes nothing of it. */
const plain = <T extends object>(answer: T): T => ({ ...answer, clientExtensionResults: {} });
