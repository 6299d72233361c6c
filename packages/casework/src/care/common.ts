/** What every record has. */
export interface Common {
  readonly v: 1;
  /** When it happened, ISO 8601 UTC to the second: at the author's desk, or before, where it is entered later. */
  readonly at: string;
}
