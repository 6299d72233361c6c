import type { InboxLine } from "@threshold/contract";

const urgencyOrder = { now: 0, today: 1, usual: 2 } as const;
const never = "9999";
const open = (line: InboxLine) => line.status === "waiting" || line.status === "passed-on";

/** What needs an answer first: open before answered, danger now before the rest, then what is due first; of one's own what is due next. */
export function inOrder(lines: readonly InboxLine[]): InboxLine[] {
  return [...lines].sort(
    (a, b) =>
      Number(open(b)) - Number(open(a)) ||
      (open(a) ? urgencyOrder[a.urgency] - urgencyOrder[b.urgency] : 0) ||
      (open(a) ? a.due.localeCompare(b.due) : (a.nextDue ?? never).localeCompare(b.nextDue ?? never)) ||
      b.receivedAt.localeCompare(a.receivedAt) ||
      a.entry.localeCompare(b.entry),
  );
}

/** A reference as people type it: any case, with or without dashes and spaces. */
const bare = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, "");

/** Lines whose reference holds what was typed; everything where nothing was typed. */
export function matching(lines: readonly InboxLine[], typed: string): InboxLine[] {
  const wanted = bare(typed);
  return wanted === "" ? [...lines] : lines.filter((line) => bare(line.reference).includes(wanted));
}

/** Entries that were not there before; none where nothing was known yet, so that opening the page announces nothing. */
export function arrived(known: ReadonlySet<string> | null, lines: readonly InboxLine[]): InboxLine[] {
  return known === null ? [] : lines.filter((line) => !known.has(line.entry));
}
