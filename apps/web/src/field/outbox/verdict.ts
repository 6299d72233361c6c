import type { Answered } from "../../shared/api.ts";
import type { Waiting } from "./database.ts";

/** `needless`: there is nothing to take back. `later`: too early to say so. */
export type Verdict = "arrived" | "again" | "later" | "needless" | "refused";

/** Milliseconds after which a try without an answer can no longer arrive: longer than a call is waited for. */
const settled = 30_000;

/**
 * What an answer means for a row that waits. Only the server's receipt for this very entry counts as arrived. A refusal counts
 * only where our own server named it (a hotel's sign-in page answers 403 too), and never for a missing permission, since
 * the phone may be connected again, nor for a wait or a time-out.
 * @param now milliseconds since 1970, this phone's clock
 */
export function verdict(
  answered: Answered<{ readonly entry: string } | null>,
  row: Pick<Waiting, "kind" | "entry" | "triedAt">,
  now: number,
): Verdict {
  if (answered.ok) return answered.value?.entry === row.entry ? "arrived" : "again";
  const { status, problem } = answered;
  if (row.kind === "withdrawn") {
    // Somebody else took it back before.
    if (problem === "already-answered") return "arrived";
    if (problem === "parent-unknown" && row.triedAt !== null)
      return now - Date.parse(row.triedAt) > settled ? "needless" : "later";
  }
  const ours = problem !== "internal" && problem !== "unavailable" && problem !== "no-network";
  const passing = status === 401 || status === 408 || status === 425 || status === 429;
  return ours && status >= 400 && status < 500 && !passing ? "refused" : "again";
}
