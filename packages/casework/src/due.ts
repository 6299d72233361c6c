const minute = 60_000;

/**
 * Until when the first receiver has to answer. Counted from the server's receipt, so a phone's wrong clock cannot move it.
 * @param receivedAt ISO 8601, the server's clock
 * @param answerWithin minutes
 * @returns ISO 8601 UTC with milliseconds
 * @throws RangeError where `receivedAt` is no time
 */
export function dueAt(receivedAt: string, answerWithin: number): string {
  return new Date(Date.parse(receivedAt) + answerWithin * minute).toISOString();
}

/**
 * True once the time set has passed without an answer: from then on the fallback may read and answer. At the very moment
 * that it is due, the first receiver still holds it.
 * @param now milliseconds since 1970, the server's clock
 */
export function isPassedOn(receivedAt: string, answerWithin: number, answered: boolean, now: number): boolean {
  return !answered && now > Date.parse(receivedAt) + answerWithin * minute;
}
