/** Why a record stands in the timeline and changed nothing, or not all that it says. */
export type CareFlag =
  /** Fewer days of reflection than the least: the least counts. */
  | "too-few-days"
  /** An extension that ends no later than what stood already. */
  | "shortens-nothing"
  /** Another one counts that was written without knowledge of this one. */
  | "overtaken"
  /** Of a reflection period that was not begun, or was over. */
  | "no-period"
  /** Closed while somebody worked on: the case stays open. */
  | "others-worked"
  /** Closed while a step of a child's case was open and no reason named for it: the case stays open. */
  | "child-step-open"
  /** Written to a case that its author knew to be closed: it counts, and the case stays closed. */
  | "after-closing"
  /** Opened again where nothing was closed. */
  | "not-closed"
  /** Passed on without knowing that the person took that back: the taking back counts. */
  | "taken-back-aside"
  /** Passed on as by a yes, where its author knew of none for this service. */
  | "no-yes";
