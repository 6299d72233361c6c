import type { Kdf, MemberSession } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { callWithWork } from "../../shared/work.ts";
import type { Trouble } from "../words.ts";

/**
 * Changes the passphrase: the old one opens her secrets in this browser, the new one wraps them, and the server gets neither.
 * @returns null once it is done
 */
export async function changePassphrase(handle: string, old: string, fresh: string): Promise<Trouble | null> {
  const kdf = await callWithWork<Kdf>("/sign-in/start", { handle });
  if (!kdf.ok) return kdf;
  const session = await call<MemberSession>("/session");
  if (!session.ok) return session;
  const keys = await import("@threshold/sealing/passphrase");
  const derived = await keys.derive(old, kdf.value);
  if (!derived.ok) return wrong;
  const { proof, unlock } = derived.value;
  const changed = await keys.changePassphrase(session.value.bundle, unlock, fresh);
  if (!changed.ok) return wrong;
  const body = { proof, keys: changed.value };
  const answer = await call<unknown>("/own-sign-in/passphrase", { method: "POST", body });
  return answer.ok ? null : answer;
}

const wrong: Trouble = { problem: "wrong-passphrase", retryAfter: null };
