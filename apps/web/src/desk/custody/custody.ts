import { signal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { Custody } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { current, ended, stage } from "../session.ts";
import type { Trouble } from "../words.ts";

/** How desks' keys are kept against loss, and who asks for them; null before it was asked for. */
export const custody = signal<Custody | null>(null);

export async function loadCustody(): Promise<Trouble | null> {
  const answer = await call<Custody>("/custody");
  if (answer.ok) custody.value = answer.value;
  else if (answer.problem === "not-signed-in") ended();
  return answer.ok ? null : answer;
}

export function forgetCustody(): void {
  custody.value = null;
}

/**
 * Brings custody up to date as far as this member can by herself: shares made anew after a desk's key or a custodian changed, and her own
 * shares opened once, to know that they are good. After signing in, and after each new key of a desk.
 */
export async function keepCustody(): Promise<Trouble | null> {
  const { member } = current();
  const trouble = await loadCustody();
  if (trouble !== null || custody.value === null) return trouble;
  const { renewSets } = await import("./renew.ts");
  const { openOwnShares } = await import("./shares.ts");
  let changed = false;
  if (can(member.roles, "keep-custody")) changed = await renewSets(custody.value);
  if (can(member.roles, "hold-share")) changed = (await openOwnShares(custody.value)) || changed;
  return changed && stage.peek().at === "in" ? loadCustody() : null;
}

/** Sends one change and shows what came of it. */
export async function change(path: string, method: "POST" | "PUT", body?: unknown): Promise<Trouble | null> {
  const answer = await call<unknown>(path, body === undefined ? { method } : { method, body });
  if (!answer.ok && answer.problem === "not-signed-in") ended();
  if (!answer.ok) return answer;
  return keepCustody();
}
