import type { InboxLine } from "@threshold/contract";

export type Box = "waiting" | "mine" | "all";

const urgencyOrder = { now: 0, today: 1, usual: 2 } as const;
const never = "9999";
const open = (line: InboxLine) => line.status === "waiting" || line.status === "passed-on";

/** Lines of a box: all of them are of everything that came. */
export const inBox = (lines: Iterable<InboxLine>, box: Box): InboxLine[] =>
  [...lines].filter((line) => box === "all" || line.box === box);

/**
 * What needs an answer first: open before answered, danger now before the rest, then what is due first; of one's own what is due next, closed
 * cases last.
 */
export function inOrder(lines: readonly InboxLine[]): InboxLine[] {
  return [...lines].sort(
    (a, b) =>
      Number(open(b)) - Number(open(a)) ||
      (open(a) ? urgencyOrder[a.urgency] - urgencyOrder[b.urgency] : 0) ||
      Number(a.closed) - Number(b.closed) ||
      (open(a) ? text(a.due, b.due) : text(a.nextDue ?? never, b.nextDue ?? never)) ||
      byNewest(a, b),
  );
}

export const newestFirst = (lines: readonly InboxLine[]): InboxLine[] => [...lines].sort(byNewest);

/** For whoever is there alone at night: children before anybody else, then danger now, what waits for an answer, what is due first. */
export function nightOrder(lines: readonly InboxLine[]): InboxLine[] {
  const danger = (line: InboxLine) => open(line) && line.urgency === "now";
  return inOrder(lines).sort(
    (a, b) =>
      Number(b.child) - Number(a.child) ||
      Number(danger(b)) - Number(danger(a)) ||
      Number(b.box === "waiting") - Number(a.box === "waiting"),
  );
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byNewest = (a: InboxLine, b: InboxLine): number => text(b.receivedAt, a.receivedAt) || text(a.entry, b.entry);

/** A reference as people type it: any case, with or without dashes and spaces. */
const bare = (typed: string) => typed.toUpperCase().replace(/[^0-9A-Z]/g, "");

/** Lines whose reference holds what was typed; everything where nothing was typed. */
export function matching(lines: readonly InboxLine[], typed: string): InboxLine[] {
  const wanted = bare(typed);
  return wanted === "" ? [...lines] : lines.filter((line) => bare(line.reference).includes(wanted));
}

/** Entries that were not there before; none where nothing was known yet, so that opening the page announces nothing. */
export function arrived(known: ReadonlySet<string> | null, lines: readonly InboxLine[]): InboxLine[] {
  return known === null ? [] : lines.filter((line) => !known.has(line.entry));
}
