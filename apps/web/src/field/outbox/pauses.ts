const first = 5_000;
const longest = 60_000;

/** Milliseconds after which to look again where another tab is sending. */
export const lookAgain = 2_000;

/**
 * Milliseconds until the next try while the app is open: doubling from five seconds to a minute, never giving up.
 * @param failures tries in a row without an answer
 * @param retryAfter seconds the server asked for, if it did
 * @param chance 0 to 1, so that many phones do not come back in the same moment
 */
export function pause(failures: number, retryAfter: number | null, chance: number): number {
  const grown = Math.min(longest, first * 2 ** Math.min(Math.max(failures - 1, 0), 16));
  return Math.max(Math.round(grown * (0.75 + chance / 2)), (retryAfter ?? 0) * 1000);
}
