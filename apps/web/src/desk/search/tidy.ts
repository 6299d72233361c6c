import type { IndexRecord } from "@threshold/sealing/content";
import type { OpenSegment } from "./layers.ts";

const kib = 1024;
/** So many small ones become one; and then so many of those. What comes out is never longer than the server takes. */
const steps = [
  { count: 16, from: 0, below: 32 * kib },
  { count: 4, from: 32 * kib, below: 160 * kib },
] as const;
const mostBytes = 600 * kib;

/**
 * Which of the newest segments to put together, and what they hold. Only the last ones in a row and of one key: what a later
 * record takes back stays after what it takes back. Null where nothing is worth it.
 * @param segments the oldest first
 */
export function tidyOf(
  segments: readonly OpenSegment[],
): { readonly records: readonly IndexRecord[]; readonly replaces: readonly string[] } | null {
  const version = segments.at(-1)?.version;
  for (const { count, from, below } of steps) {
    const fits = ({ size, damaged, ...one }: OpenSegment) =>
      one.version === version && size >= from && size < below && !damaged;
    const row = lastInARow(segments, fits);
    if (row.length < count) continue;
    return { records: together(row), replaces: row.map((one) => one.id) };
  }
  return null;
}

function lastInARow(segments: readonly OpenSegment[], fits: (one: OpenSegment) => boolean): OpenSegment[] {
  const row: OpenSegment[] = [];
  let bytes = 0;
  for (const one of [...segments].reverse()) {
    bytes += one.size;
    if (!fits(one) || bytes > mostBytes) break;
    row.unshift(one);
  }
  return row;
}

/** One record for each case; a case that was forgotten on the way says so first, since an earlier segment may still hold it. */
function together(row: readonly OpenSegment[]): IndexRecord[] {
  const forgotten = new Set<string>();
  const marks = new Map<string, Set<number>>();
  for (const record of row.flatMap((one) => one.records)) {
    if (record.marks.length === 0) {
      forgotten.add(record.case);
      marks.delete(record.case);
      continue;
    }
    const own = marks.get(record.case) ?? new Set();
    for (const mark of record.marks) own.add(mark);
    marks.set(record.case, own);
  }
  return [
    ...[...forgotten].map((id) => ({ case: id, marks: [] })),
    ...[...marks].map(([id, own]) => ({ case: id, marks: [...own] })),
  ];
}
