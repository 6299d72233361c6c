/** What a member's row says of whether she works here now. */
export interface Away {
  readonly leave_since: Date | null;
  /** Last day of the leave (UTC); null: until somebody ends it. */
  readonly leave_until: string | null;
  readonly left_at: Date | null;
}

/** `left` is for good. The function find_standing of migration 0005 says the same. */
export function standingOf({ leave_since, leave_until, left_at }: Away, now: Date): "here" | "on-leave" | "left" {
  if (left_at !== null) return "left";
  if (leave_since === null || leave_since > now) return "here";
  return leave_until === null || now.toISOString().slice(0, 10) <= leave_until ? "on-leave" : "here";
}
