import type { CaseRecord, ForeignRecord } from "@threshold/casework/care";

/** Opened records by entry and sealed bytes: those never change, so each is opened once. Dropped with the keys. */
export const opened = new Map<string, CaseRecord | ForeignRecord>();

export function forgetCare(): void {
  opened.clear();
}
