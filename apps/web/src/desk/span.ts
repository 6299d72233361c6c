/** A sentence of the language file with its numbers; the words stay in the language file. */
export interface Sentence {
  readonly id: string;
  readonly values?: Readonly<Record<string, number>>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A length of time in one unit that a person would say: minutes below two hours, hours below two days, then days.
 * @param ms length in milliseconds; its sign is left out
 */
export function spanOf(ms: number): Sentence {
  const length = Math.abs(ms);
  if (length < minute) return { id: "desk.span.moment" };
  if (length < 2 * hour) return { id: "desk.span.minutes", values: { n: Math.floor(length / minute) } };
  if (length < 2 * day) return { id: "desk.span.hours", values: { n: Math.floor(length / hour) } };
  return { id: "desk.span.days", values: { n: Math.floor(length / day) } };
}

/**
 * Whether a time is ahead or past, by the server's clock: this computer's own may be wrong.
 * @param due ISO 8601
 * @param now ISO 8601, of the same clock
 */
export function dueAt(due: string, now: string): { readonly past: boolean; readonly span: Sentence } {
  const left = Date.parse(due) - Date.parse(now);
  return { past: left < 0, span: spanOf(left) };
}

/** How long ago something was; never negative, since a clock that runs ahead says nothing useful. */
export function since(at: string, now: string): Sentence {
  return spanOf(Math.max(0, Date.parse(now) - Date.parse(at)));
}
