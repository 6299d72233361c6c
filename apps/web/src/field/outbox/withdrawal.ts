import type { DeskAddress, Withdrawn } from "@threshold/casework";
import type { SentRow, Waiting } from "./database.ts";

export interface Withdrawing {
  /** UUIDv7 of the new entry. */
  readonly id: string;
  readonly case: string;
  /** Id of the entry that referred it: all that this phone knows of the case. */
  readonly referral: string;
  /** Device id, and its next number. */
  readonly author: string;
  readonly seq: number;
  /** ISO 8601 UTC to the second. */
  readonly at: string;
  readonly sender: DeskAddress;
}

/** The envelope that takes a referral back. It has no sealed part: why the person changed her mind is nobody's business. */
export function buildWithdrawal({ referral, ...given }: Withdrawing): Withdrawn {
  return { v: 1, kind: "withdrawn", ...given, parents: [referral], parts: [] };
}

/** Whether the server may have this referral although no receipt came. A refusal says that it has not. */
export function mayHaveArrived(row: Pick<Waiting, "triedAt" | "refused">): boolean {
  return row.triedAt !== null && row.refused === null;
}

/** How a sent referral stands with the person's change of mind. */
export type Change = "taken-back" | "waits" | "refused" | "possible" | "by-phone";

/**
 * @param waiting everything that waits on this phone
 * @param connected whether this phone can sign
 */
export function changeOf(
  row: Pick<SentRow, "reference" | "status" | "ids">,
  waiting: readonly Pick<Waiting, "reference" | "kind" | "refused">[],
  connected: boolean,
): Change {
  if (row.status === "withdrawn") return "taken-back";
  const own = waiting.find((one) => one.kind === "withdrawn" && one.reference === row.reference);
  if (own !== undefined) return own.refused === null ? "waits" : "refused";
  return row.ids !== null && connected ? "possible" : "by-phone";
}
