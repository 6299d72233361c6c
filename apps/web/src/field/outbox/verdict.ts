import type { Answered } from "../../shared/api.ts";

export type Verdict = "arrived" | "again" | "refused";

/**
 * What an answer means for a referral that waits. Only the server's receipt for this very entry counts as arrived. A refusal counts
 * only where our own server named it (a hotel's sign-in page answers 403 too), and never for a missing permission, since
 * the phone may be connected again, nor for a wait or a time-out.
 */
export function verdict(answered: Answered<{ readonly entry: string } | null>, entry: string): Verdict {
  if (answered.ok) return answered.value?.entry === entry ? "arrived" : "again";
  const { status, problem } = answered;
  const ours = problem !== "internal" && problem !== "unavailable" && problem !== "no-network";
  const passing = status === 401 || status === 408 || status === 425 || status === 429;
  return ours && status >= 400 && status < 500 && !passing ? "refused" : "again";
}
