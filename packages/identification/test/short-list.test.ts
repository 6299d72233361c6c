import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIRST, type IndicatorList, type Met, shortList } from "../src/index.ts";
import { ids, list } from "./support/list.ts";

const signs = new Map(list.indicators.map((sign) => [sign.id, sign]));
const situations = list.situations.map(({ id }) => id);
const ages = ["adult", "child", "unsure", "unsure-claims-child"] as const;
const communities = ["source", "transit", "destination", null] as const;

const anyMet: fc.Arbitrary<Met> = fc.record({
  situation: fc.constantFrom(...situations, null, "no-such-place"),
  age: fc.constantFrom(...ages),
  form: fc.constantFrom(null, "no-such-form", ...list.forms.map(({ id }) => id)),
  community: fc.constantFrom(...communities),
});
const met = (situation: string | null, more: Partial<Met> = {}): Met => ({ situation, age: "adult", ...more });
const everything = (given: Met): string[] => {
  const { first, rest } = shortList(list, given);
  return [...first, ...rest];
};

describe("a short list", () => {
  test("opens with twelve at most, names no sign twice and loses none that suits the age", () => {
    fc.assert(
      fc.property(anyMet, (given) => {
        const { first } = shortList(list, given);
        expect(first.length).toBeLessThanOrEqual(FIRST);
        expect(first.length).toBeGreaterThanOrEqual(8);
        const offered = everything(given);
        expect(new Set(offered).size).toBe(offered.length);
        const fits = (id: string): boolean =>
          given.age === "unsure" || signs.get(id)?.ages.includes(given.age === "adult" ? "adult" : "child") === true;
        expect(offered.toSorted()).toEqual(ids.filter(fits).toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  test("holds the same signs whatever the form and the community", () => {
    fc.assert(
      fc.property(anyMet, anyMet, (given, other) => {
        const changed = { ...given, form: other.form ?? null, community: other.community ?? null };
        expect(everything(changed).toSorted()).toEqual(everything(given).toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test.each(situations)(
    "of %s opens with the situation's own signs in their order where nothing more is known",
    (situation) => {
      const { signs: own = [], childSigns } = list.situations.find(({ id }) => id === situation) ?? {};
      const opening = (named: readonly string[], age: "adult" | "child") =>
        named.filter((id) => signs.get(id)?.ages.includes(age)).slice(0, FIRST);
      expect(shortList(list, met(situation)).first).toEqual(opening(own, "adult"));
      expect(shortList(list, met(situation, { age: "child" })).first).toEqual(
        opening([...new Set([...(childSigns ?? []), ...own])], "child"),
      );
    },
  );

  test("without a situation offers the whole list in its order", () => {
    for (const situation of [null, "no-such-place"]) {
      expect(everything(met(situation, { age: "unsure" }))).toEqual(ids);
      expect(shortList(list, met(situation, { age: "unsure" })).first).toHaveLength(FIRST);
    }
  });

  test("moves a sign by as many places as its moves say together, and no further", () => {
    const [situation = ""] = situations;
    const plain = everything(met(situation));
    const [a, b, c, d, e, f, g, h, ...others] = plain;
    const move = (sign: string | undefined, up: number) => ({
      id: `${sign}-${up}`,
      when: {},
      which: { sign: [sign ?? ""] },
      up,
      sections: ["V.3"],
    });
    const moves = [move(h, 3), move(h, 1), move(d, -2)];
    const { first, rest } = shortList({ ...list, orders: { elsewhere: 30, moves } }, met(situation));
    // The eighth shares the fourth place, which is empty by then; the fourth shares the sixth and stays before who was there.
    expect([...first, ...rest]).toEqual([a, b, c, h, e, d, f, g, ...others]);
  });

  test("keeps each situation's order where a list has no orders", () => {
    const { orders: _gone, ...plain } = list;
    for (const situation of situations) {
      const known = { form: "organs", community: "source" } as const;
      expect(shortList(plain as IndicatorList, met(situation, known))).toEqual(
        shortList(plain as IndicatorList, met(situation)),
      );
    }
  });
});

describe("on the real list the order changes", () => {
  const averagePlace = (given: Met, wanted: readonly string[]): number => {
    const offered = everything(given);
    const places = wanted.flatMap((id) => (offered.includes(id) ? offered.indexOf(id) : []));
    return places.reduce((sum, one) => sum + one, 0) / places.length;
  };
  const place = (given: Met, id: string): number => everything(given).indexOf(id);

  test("with the age: a child on the street is asked about other things than an adult", () => {
    const adult = shortList(list, met("street")).first;
    const child = shortList(list, met("street", { age: "child" })).first;
    expect(child.filter((id) => adult.includes(id)).length).toBeLessThan(FIRST / 2);
  });

  test("with the form: a sign written for organs opens a doctor's visit once organs are the form", () => {
    const forOrgans = list.indicators.filter(({ forms }) => forms.includes("organs")).map(({ id }) => id);
    expect(forOrgans.length).toBeGreaterThan(0);
    const plain = met("health-visit");
    const known = met("health-visit", { form: "organs" });
    for (const id of forOrgans) expect(place(known, id)).toBeLessThan(place(plain, id));
    expect(shortList(list, known).first).toEqual(expect.arrayContaining(forOrgans.slice(0, 3)));
  });

  test("with the form: bad conditions come sooner for forced labour than for sexual exploitation", () => {
    const conditions = list.indicators.filter(({ roles }) => roles.includes("condition")).map(({ id }) => id);
    for (const situation of ["private-home", "worksite", "custody"]) {
      const at = (form: string) => averagePlace(met(situation, { form }), conditions);
      expect(at("forced-labour"), situation).toBeLessThan(at("sexual"));
    }
  });

  test("with the community, in every situation: each kind has its phase further up than the others have it", () => {
    const matters = { source: "recruitment", transit: "transfer", destination: "exploitation" } as const;
    for (const situation of situations) {
      for (const [kind, phase] of Object.entries(matters)) {
        const inPhase = list.indicators.filter((sign) => sign.phase === phase).map(({ id }) => id);
        const at = (community: (typeof communities)[number]) => averagePlace(met(situation, { community }), inPhase);
        const own = at(kind as keyof typeof matters);
        for (const other of communities) {
          if (other !== kind) expect(own, `${situation}: ${kind} beside ${other}`).toBeLessThan(at(other));
        }
      }
    }
  });

  test("with the community, in what opens first: the same crime scene or chat, read where people leave and where they arrive", () => {
    for (const situation of ["online", "other-crime"]) {
      const opening = (community: (typeof communities)[number], phase: string) =>
        shortList(list, met(situation, { community })).first.filter((id) => signs.get(id)?.phase === phase).length;
      expect(opening("source", "recruitment"), situation).toBeGreaterThan(opening("destination", "recruitment"));
      expect(opening("destination", "exploitation"), situation).toBeGreaterThan(opening("source", "exploitation"));
    }
    const journey = (community: (typeof communities)[number]) =>
      shortList(list, met("lodging", { community })).first.filter((id) => signs.get(id)?.phase === "transfer").length;
    expect(journey("transit")).toBeGreaterThan(journey("destination"));
  });
});
