import { call } from "../../shared/api.ts";
import type { Trouble } from "../words.ts";

/** Tells the window that waits that the agency's own sign-in came back in another. Nothing but that is said. */
const name = "threshold-second-factor";

/** What the agency's sign-in put into this page's address; null where this is no way back from there. */
export function wayBack(asked: URLSearchParams): { readonly answer: object | null } | null {
  const [code, state, iss] = ["code", "state", "iss"].map((key) => asked.get(key));
  if (state === null) return null;
  if (code !== null) return { answer: { code, state, ...(iss === null ? {} : { iss }) } };
  return asked.has("error") ? { answer: null } : null;
}

/** Hands in what came back. @param answer null where the agency's sign-in said no */
export async function handIn(answer: object | null): Promise<Trouble | null> {
  if (answer === null) return { problem: "factor-wrong", retryAfter: null };
  // The answer, whatever it is, tells this window what it needs to write in the session's name.
  await call<unknown>("/session");
  const proven = await call<unknown>("/provider", { method: "POST", body: answer });
  if (!proven.ok) return proven;
  const channel = new BroadcastChannel(name);
  channel.postMessage("proven");
  channel.close();
  return null;
}

/** Calls back once another window says that the second factor was proven there. @returns stops listening */
export function onProven(act: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = act;
  return () => channel.close();
}
