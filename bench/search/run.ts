import { readFileSync } from "node:fs";
import { type NameTables, termsOf } from "@threshold/casework/names";
import { makeIdentity, open } from "@threshold/sealing";
import { markerOf, readRecords, sealSegment } from "@threshold/sealing/content";
import { layersOf, type OpenSegment, standing } from "../../apps/web/src/desk/search/layers.ts";
import { find } from "../../apps/web/src/desk/search/match.ts";
import { inventedPeople } from "./people.ts";

const count = 10_000;
const asked = 200;
/** A segment that the desk's browser has put together holds about so many. */
const inSegment = 2500;
const tables: NameTables = JSON.parse(
  readFileSync(new URL("../../knowledge/dist/names.json", import.meta.url), "utf8"),
);
const milliseconds = (from: number): number => performance.now() - from;
const middle = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** A desk with ten thousand people: the index's size, opening it, and finding somebody in it. */
export async function searching(): Promise<string[]> {
  const desk = await makeIdentity();
  const marker = await markerOf(desk.secret);
  const people = inventedPeople(count);
  const keys = (person: (typeof people)[number]) => termsOf(person, tables).map(({ kind, text }) => `${kind} ${text}`);
  const cases = people.map(() => crypto.randomUUID() as string);
  const records = [];
  for (const [at, person] of people.entries())
    records.push({ case: cases[at] ?? "", marks: await marker.marks(keys(person)) });
  const sealed: Uint8Array[] = [];
  for (let at = 0; at < count; at += inSegment) {
    const segment = await sealSegment(records.slice(at, at + inSegment), desk.recipient);
    if (!segment.ok) throw new Error(segment.why);
    sealed.push(segment.value);
  }
  const bytes = sealed.reduce((sum, one) => sum + one.length, 0);
  const opening = performance.now();
  const segments: OpenSegment[] = [];
  for (const [n, one] of sealed.entries()) {
    const opened = await open(one, [desk.secret]);
    const read = opened.ok ? readRecords(opened.value) : null;
    segments.push({ id: String(n), version: 1, size: one.length, records: read ?? [], damaged: read === null });
  }
  const layers = layersOf(standing(segments));
  const opened = milliseconds(opening);
  const times: number[] = [];
  const hits: number[] = [];
  let found = 0;
  for (let n = 0; n < asked; n += 1) {
    const at = (n * 97) % count;
    const [name = ""] = people[at]?.names ?? [];
    const from = performance.now();
    const terms = termsOf({ names: [name], birth: null, documents: [] }, tables);
    const marks = await marker.marks(terms.map(({ kind, text }) => `${kind} ${text}`));
    const { hits: result } = find(
      new Map(layers.map((layer) => [layer, terms.map((term, k) => ({ term, mark: marks[k] ?? -1 }))])),
    );
    times.push(milliseconds(from));
    hits.push(result.length);
    if (result.some((hit) => hit.case === cases[at])) found += 1;
  }
  const marks = records.reduce((sum, one) => sum + new Set(one.marks).size, 0);
  return [
    `  ${count} people, ${(marks / count).toFixed(0)} marks each: ${(bytes / 2 ** 20).toFixed(1)} MiB sealed in ${sealed.length} segments`,
    `  opened and laid out in ${opened.toFixed(0)} ms`,
    `  a name found in ${middle(times).toFixed(1)} ms (half of ${asked}), ${Math.max(...times).toFixed(0)} ms at most; ${found} of ${asked} found, ${middle(hits)} cases shown`,
  ];
}
