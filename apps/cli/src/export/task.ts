export const FORMATS = ["xlsform", "fhir", "htcds"] as const;
export type Format = (typeof FORMATS)[number];

/** What was asked for on the command line. */
export interface Task {
  readonly format: Format;
  /** A situation, or a file. */
  readonly what: string | null;
  readonly out: string;
  readonly basis: string | null;
  readonly recipient: string | null;
  readonly back: boolean;
  readonly force: boolean;
}
