/**
 * What is out of the ordinary about an entry. A flagged entry is always kept and shown; `idle` ones have no effect on
 * the state. The README's table says when each is set.
 */
export const flags = {
  /** Two different envelopes carry this id. */
  forked: { idle: false },
  /** The one of two forked envelopes that is not followed. */
  "set-aside": { idle: true },
  /** Another entry of this author has the same number. */
  "seq-twice": { idle: false },
  /** It names an entry that is not here (yet). */
  "parent-missing": { idle: false },
  /** Entries name each other in a circle; this one was taken first. */
  loop: { idle: false },
  /** It belongs to another case. */
  "other-case": { idle: true },
  /** A kind, a version or a shape that this program does not know. */
  "unknown-kind": { idle: true },
  /** The case has its referral already. */
  "second-referral": { idle: true },
  /** Written by a desk that has no part in it. */
  "not-permitted": { idle: true },
  /** By the fallback, or about it, before its turn. */
  "too-early": { idle: true },
  /** Written by somebody who knew that it was answered already. */
  "already-answered": { idle: true },
  /** Another entry, made without knowing this one, counts before it. */
  overtaken: { idle: true },
  /** Made without knowing that the person's choice was withdrawn. */
  late: { idle: true },
  /** Made although its author knew of the withdrawal. */
  "after-withdrawal": { idle: true },
  /** It opens an entry that has no story here. */
  "of-unknown": { idle: true },
} as const satisfies Record<string, { idle: boolean }>;

export type Flag = keyof typeof flags;

/** True where an entry with these flags has no effect on the state. */
export function isIdle(set: Iterable<Flag>): boolean {
  for (const flag of set) if (flags[flag].idle) return true;
  return false;
}
