import { type Bytes, own } from "./bytes.ts";
import { bytesOfMark, type Mark } from "./index-marks.ts";
import type { Result } from "./result.ts";
import { type SealProblem, seal } from "./seal.ts";

/** By what a case is found again; without marks: no longer. */
export interface IndexRecord {
  /** UUID. */
  readonly case: string;
  readonly marks: readonly Mark[];
}

const magic = [0x74, 0x68, 0x69, 0x31];
const mostMarks = 4096;
const head = 16 + 2;
/** A segment of one person is as long as one of thirty. */
const step = 8192;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Seals records for a desk: `thi1`, a count of records, then for each the case (16 bytes), a count and its marks of 6 bytes, filled up with
 * zeros. Marks of one record are sorted, so that nobody sees which came from the same name.
 * @throws where a case is no UUID or has more than 4096 marks
 */
export async function sealSegment(
  given: readonly IndexRecord[],
  recipient: string,
): Promise<Result<Bytes, SealProblem>> {
  const records = given.map((one) => ({ case: one.case, marks: [...new Set(one.marks)].sort((a, b) => a - b) }));
  const length = 8 + records.reduce((sum, record) => sum + head + record.marks.length * bytesOfMark, 0);
  const bytes = new Uint8Array(Math.ceil(length / step) * step);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(4, records.length);
  let at = 8;
  for (const record of records) {
    if (!uuid.test(record.case) || record.marks.length > mostMarks) throw new Error("no such record can be kept");
    for (const [n, hex] of (record.case.replaceAll("-", "").match(/../g) ?? []).entries())
      bytes[at + n] = Number.parseInt(hex, 16);
    view.setUint16(at + 16, record.marks.length);
    at += head;
    for (const mark of record.marks) {
      view.setUint16(at, Math.floor(mark / 2 ** 32));
      view.setUint32(at + 2, mark % 2 ** 32);
      at += bytesOfMark;
    }
  }
  return seal(bytes, [recipient]);
}

/** Records of an opened segment; null where it is none. Never throws over its content. */
export function readRecords(opened: Uint8Array): IndexRecord[] | null {
  const bytes = own(opened);
  if (bytes.length < 8 || magic.some((byte, at) => bytes[at] !== byte)) return null;
  const view = new DataView(bytes.buffer);
  const records: IndexRecord[] = [];
  let at = 8;
  for (let left = view.getUint32(4); left > 0; left -= 1) {
    if (at + head > bytes.length) return null;
    const count = view.getUint16(at + 16);
    const end = at + head + count * bytesOfMark;
    if (end > bytes.length) return null;
    const of = uuidOf(bytes.subarray(at, at + 16));
    const marks: Mark[] = [];
    for (at += head; at < end; at += bytesOfMark) marks.push(view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2));
    records.push({ case: of, marks });
  }
  return records;
}

function uuidOf(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
