import type { Submission } from "@threshold/contract";
import type { SentRow, Waiting } from "./database.ts";

/** Rows as the first version of the phone's storage kept them. */
export type FirstWaiting = Omit<Waiting, "kind" | "case" | "referral" | "triedAt">;
export type FirstSent = Omit<SentRow, "ids">;

/** A waiting row of the first version. Whether it was tried was not written down, so it counts as tried. */
export function waitingOfFirst(row: FirstWaiting): Waiting {
  const { envelope } = JSON.parse(row.submission) as Submission;
  return { ...row, kind: "referred", case: envelope.case, referral: row.entry, triedAt: row.createdAt };
}

/** A sent row of the first version: without its ids it can be taken back by phone only. */
export function sentOfFirst(row: FirstSent): SentRow {
  return { ...row, ids: null };
}
