/** What does not fit; the command line has a sentence for each (`command.verify-why.<fault>`). */
export type Fault =
  | "entry-gone"
  | "entry-changed"
  | "entry-columns"
  | "entry-time"
  | "entry-signature"
  | "entry-parents"
  | "entry-courier"
  | "entry-certificate"
  | "entry-key"
  | "entry-unreceipted"
  | "receipt-missing"
  | "receipt-order"
  | "receipt-changed"
  | "receipt-signature"
  | "referral-headless"
  | "parts-count"
  | "part-gone"
  | "part-changed"
  | "part-erased"
  | "record-missing"
  | "record-order"
  | "record-changed"
  | "record-signature"
  | "statement-missing"
  | "statement-order"
  | "statement-changed"
  | "statement-signature"
  | "statement-root"
  | "statement-steward"
  | "statement-anchor"
  | "certificate-changed"
  | "certificate-signature"
  | "certificate-steward"
  | "head-signature"
  | "head-differs"
  | "head-ahead";

/** Which of a site's histories it is about. */
export type History = "arrivals" | "record" | "directory";

/** The first thing that does not fit. */
export interface Broken {
  readonly ok: false;
  readonly in: History;
  /** Place in that history; null for a row that it does not know. */
  readonly n: number | null;
  /** Id of the entry, organisation, member or phone; null for a place alone. */
  readonly about: string | null;
  readonly why: Fault;
  /** Name of the sealed part, where it is about one. */
  readonly part?: string;
  /** True where the whole rest was walked and fits: a part that is gone does not stand in the way of looking on. */
  readonly restFits?: true;
}
