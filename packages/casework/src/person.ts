/** Who a person is, as told: sealed to the case's key (`noted`), and by it the desk finds her again. */
export interface PersonNote {
  readonly v: 1;
  /** Every name she is known by, in whatever script, the one she goes by first. */
  readonly names: readonly string[];
  /** `1998-03-12`, `1998-03` or `1998`; null where nobody knows. */
  readonly birth: string | null;
  /** Numbers of papers, as they stand there. */
  readonly documents: readonly string[];
  /** What she looks like, for a missing report; left out by older programs. */
  readonly description?: string;
  /** Entry of the file that is her photo for a missing report; null or left out where none was chosen. */
  readonly photo?: string | null;
}
