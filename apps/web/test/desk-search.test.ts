import { readFileSync } from "node:fs";
import type { PersonNote } from "@threshold/casework";
import { type NameTables, termsOf } from "@threshold/casework/names";
import { makeIdentity } from "@threshold/sealing";
import { type Marker, markerOf } from "@threshold/sealing/content";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { inventedPeople } from "../../../bench/search/people.ts";
import { readBirth } from "../src/desk/attachments/birth.ts";
import { layersOf, type OpenSegment, standing } from "../src/desk/search/layers.ts";
import { type Asked, find, type Hit, type Layer } from "../src/desk/search/match.ts";
import { tidyOf } from "../src/desk/search/tidy.ts";

const tables: NameTables = JSON.parse(
  readFileSync(new URL("../../../knowledge/dist/names.json", import.meta.url), "utf8"),
);
let marker: Marker;
let other: Marker;
beforeAll(async () => {
  const [one, two] = await Promise.all([makeIdentity(), makeIdentity()]);
  [marker, other] = await Promise.all([markerOf(one.secret), markerOf(two.secret)]);
});

const person = (names: string[], rest: Partial<PersonNote> = {}): PersonNote => ({
  ...{ v: 1, birth: null, documents: [] },
  names,
  ...rest,
});
const keysOf = (one: PersonNote) => termsOf(one, tables).map(({ kind, text }) => `${kind} ${text}`);
const recordOf = async (id: string, one: PersonNote, by = marker) => ({
  case: id,
  marks: await by.marks(keysOf(one)),
});
const segment = (records: OpenSegment["records"], rest: Partial<OpenSegment> = {}): OpenSegment => ({
  ...{ id: crypto.randomUUID(), version: 1, size: 8192, damaged: false },
  records,
  ...rest,
});
async function search(
  layers: readonly Layer[],
  one: PersonNote,
  by: (version: number) => Marker,
): Promise<readonly Hit[]> {
  const terms = termsOf(one, tables);
  const asked = new Map<Layer, Asked[]>();
  for (const layer of layers) {
    const marks = await by(layer.version).marks(terms.map(({ kind, text }) => `${kind} ${text}`));
    asked.set(
      layer,
      terms.map((term, at) => ({ term, mark: marks[at] ?? -1 })),
    );
  }
  return find(asked).hits;
}
const casesOf = (hits: readonly Hit[]) => hits.map((hit) => hit.case);

describe("finding a person in a desk's index", () => {
  const [yulia, other_, fatima] = ["a", "b", "c"].map((n) => `${n.repeat(8)}-1111-4111-8111-111111111111`) as [
    string,
    string,
    string,
  ];
  let layers: Layer[];
  beforeAll(async () => {
    layers = layersOf(
      standing([
        segment([
          await recordOf(yulia, person(["Юлія Коваленко", "Yulka"], { birth: "1998-03-12", documents: ["FB 123456"] })),
          await recordOf(other_, person(["Юлія Шевчук"], { birth: "1998-07-01" })),
        ]),
        segment([await recordOf(fatima, person(["فاطمة الزهراء"], { birth: "2001" }))]),
      ]),
    );
  });
  const ask = (one: PersonNote) => search(layers, one, () => marker);

  it("by any name, in any script, the surest first", async () => {
    expect(casesOf(await ask(person(["Yuliia"])))).toEqual([yulia, other_]);
    expect(casesOf(await ask(person(["Kovalenko Julija"])))).toEqual([yulia]);
    expect(casesOf(await ask(person(["Yulka"])))).toContain(yulia);
    expect(casesOf(await ask(person(["Fatima Zahra"])))).toEqual([fatima]);
    expect((await ask(person(["Юлія Коваленко"])))[0]?.how).toEqual(["name"]);
    expect((await ask(person(["Fatima"])))[0]?.how).toEqual(["sound"]);
  });

  it("only where every word fits", async () => {
    expect(await ask(person(["Юлія Бондар"]))).toEqual([]);
    expect(await ask(person(["Petronella"]))).toEqual([]);
  });

  it("by a document or a day of birth alone, whatever else was typed", async () => {
    expect(casesOf(await ask(person([], { documents: ["fb-123456"] })))).toEqual([yulia]);
    expect(casesOf(await ask(person(["Someone Else"], { documents: ["FB123456"] })))).toEqual([yulia]);
    expect(casesOf(await ask(person([], { birth: "1998-03-12" })))).toEqual([yulia]);
    expect((await ask(person(["Юлія"], { birth: "1998-03-12" })))[0]).toMatchObject({
      case: yulia,
      how: ["name", "birth"],
    });
  });

  it("by a year only where nothing else is asked", async () => {
    expect(casesOf(await ask(person([], { birth: "1998" }))).sort()).toEqual([yulia, other_]);
    expect(await ask(person(["Petronella"], { birth: "1998" }))).toEqual([]);
  });

  it("says where more fit than are shown", async () => {
    const many = (n: number) =>
      Promise.all(Array.from({ length: n }, (_, at) => recordOf(uuidOf(at), person(["Yulka"]))));
    for (const [n, more] of [
      [20, false],
      [21, true],
    ] as const) {
      const [layer] = layersOf(standing([segment(await many(n))]));
      if (layer === undefined) throw new Error("no layer");
      const terms = termsOf(person(["Yulka"]), tables);
      const marks = await marker.marks(terms.map(({ kind, text }) => `${kind} ${text}`));
      const found = find(new Map([[layer, terms.map((term, at) => ({ term, mark: marks[at] ?? -1 }))]]));
      expect([found.hits.length, found.more]).toEqual([20, more]);
    }
  });

  it("not with another desk's key", async () => {
    expect(await search(layers, person(["Юлія Коваленко"]), () => other)).toEqual([]);
  });
});

it("of 500 invented people each is found by each of her names, and few others are shown", async () => {
  const people = inventedPeople(500, 7);
  const records = await Promise.all(people.map((one, at) => recordOf(uuidOf(at), one)));
  const layers = layersOf(standing([segment(records)]));
  let shown = 0;
  for (const [at, one] of people.entries()) {
    const hits = await search(layers, person([one.names[0] ?? ""]), () => marker);
    expect(casesOf(hits)).toContain(uuidOf(at));
    shown += hits.length;
  }
  expect(shown / people.length).toBeLessThan(3);
});
const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

describe("what is kept of a case", () => {
  const [one, two] = [uuidOf(1), uuidOf(2)];
  const kept = (segments: readonly OpenSegment[]) =>
    [...standing(segments)].flatMap(([version, cases]) =>
      [...cases].map(([id, marks]) => [version, id, [...marks].sort()] as const),
    );

  it("is all that was added since it was last forgotten, under any key", () => {
    const add = (id: string, marks: number[], version = 1) => segment([{ case: id, marks }], { version });
    expect(kept([add(one, [1, 2]), add(one, [2, 3])])).toEqual([[1, one, [1, 2, 3]]]);
    expect(kept([add(one, [1]), add(two, [9]), add(one, [], 2)])).toEqual([[1, two, [9]]]);
    expect(kept([add(one, [1]), add(one, []), add(one, [4], 2)])).toEqual([[2, one, [4]]]);
  });

  it("is the same after small segments were put together, however often", () => {
    const step = fc.record({
      id: fc.constantFrom(one, two, uuidOf(3)),
      marks: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), fc.nat(20), (steps, rotation) => {
        let segments: OpenSegment[] = [];
        const all: OpenSegment[] = [];
        for (const [at, { id, marks }] of steps.entries()) {
          const made = segment([{ case: id, marks }], { version: at < rotation ? 1 : 2 });
          all.push(made);
          segments.push(made);
          const plan = tidyOf(segments);
          if (plan === null) continue;
          const version = segments.at(-1)?.version ?? 0;
          segments = [
            ...segments.filter((other) => !plan.replaces.includes(other.id)),
            segment(plan.records, { version }),
          ];
        }
        expect(kept(segments).sort()).toEqual(kept(all).sort());
        if (steps.length >= 32) expect(segments.length).toBeLessThan(steps.length);
      }),
    );
  });

  it("leaves alone what could not be opened, and what an older key made", () => {
    const small = (rest: Partial<OpenSegment> = {}) => segment([{ case: one, marks: [1] }], rest);
    const row = Array.from({ length: 15 }, () => small());
    expect(tidyOf(row)).toBeNull();
    expect(tidyOf([...row, small()])?.replaces).toHaveLength(16);
    expect(tidyOf([...row, small({ version: 2 })])).toBeNull();
    expect(tidyOf([...row, small({ damaged: true }), ...row])).toBeNull();
  });
});

describe("a day of birth as it is typed", () => {
  it.each([
    ["1998-03-12", "1998-03-12"],
    ["12.3.1998", "1998-03-12"],
    ["12/03/1998", "1998-03-12"],
    [" 1998 ", "1998"],
    ["1998-3", "1998-03"],
    ["", null],
    ["31.2.1998", undefined],
    ["12.13.1998", undefined],
    ["in spring", undefined],
  ])("%s", (typed, read) => {
    expect(readBirth(typed)).toBe(read);
  });
});
