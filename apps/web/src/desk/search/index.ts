import { signal } from "@preact/signals";
import type { PersonNote } from "@threshold/casework";
import type { NewSegment, SegmentBytes, SegmentLine, Segments } from "@threshold/contract";
import type { IndexRecord } from "@threshold/sealing/content";
import { type Answered, call } from "../../shared/api.ts";
import { markersOf, openForDesk } from "../keys.ts";
import { current } from "../session.ts";
import { deskAt } from "../trust/trust.ts";
import { layersOf, type OpenSegment, standing } from "./layers.ts";
import { type Asked, find, type Hits, type Layer } from "./match.ts";
import { keyOf, termsOfPerson } from "./terms.ts";
import { tidyOf } from "./tidy.ts";

/** The index of one desk, opened: in memory while signed in, and nowhere else. */
interface Held {
  readonly desk: string;
  readonly segments: readonly OpenSegment[];
  readonly layers: readonly Layer[];
}
const held = signal<ReadonlyMap<string, Held>>(new Map());

export function forgetIndex(): void {
  held.value = new Map();
}

/** How many are fetched side by side. */
const atOnce = 6;
const ok = { ok: true, value: null, status: 200 } as const;

/** Gets what is new in a desk's index and opens it. */
export async function loadIndex(desk: string): Promise<Answered<null>> {
  const lines = await call<Segments>(`/desks/${desk}/index`);
  if (!lines.ok) return lines;
  const known = new Map(
    held
      .peek()
      .get(desk)
      ?.segments.map((one) => [one.id, one]),
  );
  // What could not be opened is asked for again: a line that broke, or a server that lied, may have been the reason.
  const fresh = lines.value.segments.filter((line) => known.get(line.id)?.damaged !== false);
  for (let at = 0; at < fresh.length; at += atOnce) {
    const answers = await Promise.all(fresh.slice(at, at + atOnce).map((line) => fetched(desk, line)));
    for (const answer of answers) {
      if (answer.ok) known.set(answer.value.id, answer.value);
      // Put together with others by a colleague meanwhile: the next look has those.
      else if (answer.problem !== "not-found") return answer;
    }
  }
  keep(
    desk,
    lines.value.segments.flatMap((line) => known.get(line.id) ?? []),
  );
  return ok;
}

async function fetched(desk: string, line: SegmentLine): Promise<Answered<OpenSegment>> {
  const answer = await call<SegmentBytes>(`/desks/${desk}/index/${line.id}`);
  if (!answer.ok) return answer;
  const records = await opened(answer.value.bytes);
  return { ...answer, value: { ...line, records: records ?? [], damaged: records === null } };
}

async function opened(sealed: string): Promise<readonly IndexRecord[] | null> {
  const { readRecords } = await import("@threshold/sealing/content");
  const bytes = await openForDesk(sealed);
  return bytes === null ? null : readRecords(bytes);
}

function keep(desk: string, segments: readonly OpenSegment[]): void {
  const layers = layersOf(standing(segments));
  held.value = new Map([...held.peek(), [desk, { desk, segments, layers }]]);
}

export interface Found extends Hits {
  /** How many cases were looked through. */
  readonly of: number;
  /** Parts of the index that could not be opened. */
  readonly damaged: number;
}

/** Looks for a person in all loaded indexes. Nothing of what is asked leaves this browser. */
export async function search(person: PersonNote): Promise<Found> {
  const terms = await termsOfPerson(person);
  const asked = new Map<Layer, Asked[]>();
  for (const { desk, layers } of held.peek().values()) {
    const markers = await markersOf(desk);
    for (const layer of layers) {
      const marks = (await markers.get(layer.version)?.marks(terms.map(keyOf))) ?? [];
      asked.set(
        layer,
        terms.map((term, at) => ({ term, mark: marks[at] ?? -1 })),
      );
    }
  }
  const all = [...held.peek().values()];
  return {
    ...find(asked),
    of: new Set(all.flatMap(({ layers }) => layers.flatMap(({ cases }) => cases))).size,
    damaged: all.flatMap(({ segments }) => segments).filter((one) => one.damaged).length,
  };
}

/** Adds how a person can be found again, where the index does not have it yet. */
export async function remember(desk: string, id: string, person: PersonNote): Promise<Answered<null>> {
  return keepTerms(desk, id, (await termsOfPerson(person)).map(keyOf));
}

const groupKey = (code: string): string => `group ${code}`;

/** Adds that a case is put to a card of a group, as a mark among those of its names. */
export const rememberGroup = (desk: string, id: string, code: string): Promise<Answered<null>> =>
  keepTerms(desk, id, [groupKey(code)]);

/** Cases that the loaded indexes know by a group's code. A mark stays when a case is taken out of the group: its records say how it is now. */
export async function casesOfGroup(code: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { desk, layers } of held.peek().values()) {
    const markers = await markersOf(desk);
    for (const { version, marks, owners, cases } of layers) {
      const [mark = -1] = (await markers.get(version)?.marks([groupKey(code)])) ?? [];
      marks.forEach((one, at) => {
        const id = cases[owners[at] ?? -1];
        if (one === mark && id !== undefined) found.add(id);
      });
    }
  }
  return [...found];
}

async function keepTerms(desk: string, id: string, keys: readonly string[]): Promise<Answered<null>> {
  const loaded = await loadIndex(desk);
  const signed = deskAt({ organisation: current().organisation.id, desk });
  if (!loaded.ok || signed === null) return loaded;
  const marker = (await markersOf(desk)).get(signed.version);
  if (marker === undefined) return ok;
  const marks = [...new Set(await marker.marks([...keys]))];
  const kept = standing(held.peek().get(desk)?.segments ?? [])
    .get(signed.version)
    ?.get(id);
  if (marks.length === 0 || marks.every((mark) => kept?.includes(mark))) return ok;
  return add(desk, [{ case: id, marks }]);
}

/** Takes a case out of what can be found: it was taken back, or only a team works on it now. */
export async function forgetCase(desk: string, id: string): Promise<Answered<null>> {
  const loaded = await loadIndex(desk);
  if (!loaded.ok) return loaded;
  const kept = [...standing(held.peek().get(desk)?.segments ?? []).values()].some((cases) => cases.has(id));
  return kept ? add(desk, [{ case: id, marks: [] }]) : ok;
}

async function add(desk: string, records: readonly IndexRecord[]): Promise<Answered<null>> {
  const sent = await send(desk, records, []);
  if (!sent.ok) return sent;
  await tidy(desk);
  return ok;
}

/** Seals records for the desk and sends them, in place of segments that hold the same. */
async function send(
  desk: string,
  records: readonly IndexRecord[],
  replaces: readonly string[],
): Promise<Answered<unknown>> {
  const signed = deskAt({ organisation: current().organisation.id, desk });
  if (signed === null) return { ok: false, problem: "desk-unknown", status: 0, retryAfter: null };
  const { sealSegment } = await import("@threshold/sealing/content");
  const { toBase64 } = await import("@threshold/sealing");
  const sealed = await sealSegment(records, signed.recipient);
  if (!sealed.ok) throw new Error(`an index could not be sealed: ${sealed.why}`);
  const body: NewSegment = {
    id: crypto.randomUUID(),
    version: signed.version,
    bytes: toBase64(sealed.value),
    replaces: [...replaces],
  };
  const answer = await call(`/desks/${desk}/index`, { method: "POST", body });
  if (!answer.ok) return answer;
  const rest = (held.peek().get(desk)?.segments ?? []).filter((one) => !replaces.includes(one.id));
  const own = { id: body.id, version: body.version, size: sealed.value.length, records, damaged: false };
  keep(desk, [...rest, own]);
  return answer;
}

/** Many small segments become few: fewer to fetch, and nobody sees how many people came on one day. */
async function tidy(desk: string): Promise<void> {
  for (let steps = 0; steps < 2; steps += 1) {
    const step = tidyOf(held.peek().get(desk)?.segments ?? []);
    if (step === null || !(await send(desk, step.records, step.replaces)).ok) return;
  }
}
