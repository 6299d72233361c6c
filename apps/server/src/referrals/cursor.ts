import { isUuid } from "@threshold/casework";
import type { Box, ListRow } from "./list.store.ts";

/** Where a page ended: what its last line is sorted by, and its case. */
export interface Cursor {
  /** Urgency as a number, or whether it is closed; empty where the box has no such order. */
  readonly first: string;
  /** A moment, or a calendar day. */
  readonly second: string;
  readonly case: string;
}

const urgency = { now: "0", today: "1", usual: "2" } as const;
/** After every day there is. */
const never = "9999-12-31";
const shapes: Readonly<Record<Box, RegExp>> = {
  waiting: /^([012])~(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(\S{36})$/,
  mine: /^(true|false)~(\d{4}-\d\d-\d\d)~(\S{36})$/,
  all: /^()~(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(\S{36})$/,
};

/** The cursor behind this row, as text for an address. */
export function cursorAfter(box: Box, row: ListRow): string {
  const keys = {
    waiting: () => [urgency[row.urgency], row.due.toISOString()],
    mine: () => [String(row.closed === true), row.next_due ?? never],
    all: () => ["", row.received_at.toISOString()],
  };
  return [...keys[box](), row.case_id].join("~");
}

/** Reads one of this box; null where it is none. */
export function readCursor(box: Box, text: string): Cursor | null {
  const [, first, second, id] = shapes[box].exec(text) ?? [];
  if (first === undefined || second === undefined || id === undefined || !isUuid(id)) return null;
  return box !== "mine" && Number.isNaN(Date.parse(second)) ? null : { first, second, case: id };
}
