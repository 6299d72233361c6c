import type { TrustDraft } from "@threshold/contract";
import type { Changes, PublicationProblem } from "@threshold/sealing/trust";
import { type Answered, call } from "../../shared/api.ts";
import { signer } from "../keys.ts";
import { current, ended } from "../session.ts";
import { loadTrust, trust } from "./trust.ts";

/** What became of it: published, nothing to publish, what the server or the network said, or why it may not be signed. */
export type Published = Answered<unknown> | { readonly ok: false; readonly problem: PublicationProblem | "unchecked" };

/** What the organisation's keys are by the server's books, for a steward to look at before she signs any of it. */
export const fetchDraft = (): Promise<Answered<TrustDraft>> => call<TrustDraft>("/trust/draft");

/**
 * Signs what changes of this organisation's keys, on top of what this browser checked, and publishes it. Whatever `changes` does not
 * name stays as it was signed before.
 */
export async function publish(
  draft: TrustDraft,
  changes: Pick<Changes, "desks" | "confirmed" | "leaving">,
): Promise<Published> {
  const known = trust.value;
  if (known === null) return { ok: false, problem: "unchecked" };
  const { nextPublication } = await import("@threshold/sealing/trust");
  const { id } = current().organisation;
  if (draft.organisation !== id) return { ok: false, problem: "not-the-last" };
  const seen = known.pin.organisations[id] ?? null;
  const next = await nextPublication(draft, { ...changes, signer: signer(), now: new Date(), seen });
  if (!next.ok) return { ok: false, problem: next.why };
  if (next.value.statement === null && next.value.certificates.length === 0)
    return { ok: true, value: null, status: 200 };
  const answer = await call("/trust/organisation", { method: "POST", body: next.value });
  if (answer.ok) await loadTrust();
  else if (answer.problem === "not-signed-in") ended();
  return answer;
}
