import type { BasisCode } from "@threshold/casework";
import type { CaseFile } from "./case-file.ts";

/** The grounds that there are. */
export const BASES = ["consent", "child", "unable", "danger", "duty-in-law"] as const satisfies readonly BasisCode[];

/** On what ground, and for whom, somebody wants to hand a case on. */
export interface Basis {
  readonly code: BasisCode;
  /** Id of the organisation that will read the file. */
  readonly recipient: string;
}

/** What may go: all that was chosen; what tells nothing about who the person is; nothing. */
export type Extent = "chosen" | "depersonalised" | "withdrawn";

/**
 * What of a case may go to a recipient (guidebook II.3, II.4). Whoever exports has to name the ground, and the case itself
 * has to hold it: the same code, for this recipient, with the person's own consent record where the ground is consent. Where
 * anything of that is missing, nothing goes that says who the person is.
 */
export function extentOf({ card, story, envelope }: CaseFile, basis: Basis | null): Extent {
  if (envelope.withdrawn === true) return "withdrawn";
  const held = envelope.basis;
  if (basis === null || held === undefined || held.code !== basis.code) return "depersonalised";
  if (!held.recipients.includes(basis.recipient)) return "depersonalised";
  const child = envelope.child === true || card.treatAsChild === true;
  const consents = story.consent?.recipients.includes(basis.recipient) === true;
  const holds = { consent: consents, child, unable: true, danger: true, "duty-in-law": true }[basis.code];
  return holds ? "chosen" : "depersonalised";
}
