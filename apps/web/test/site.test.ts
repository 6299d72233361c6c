import { readFileSync } from "node:fs";
import type { SignSource } from "@threshold/casework";
import { assess, type CaseInput, type IndicatorList } from "@threshold/identification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer, empty, type Notes, toInput, withSource } from "../src/field/notes/notes.ts";
import { type Own, together, written } from "../src/field/notes/site.ts";

const file = new URL("../../../knowledge/dist/list.json", import.meta.url);
const list = JSON.parse(readFileSync(file, "utf8")) as IndicatorList;
const ids = list.indicators.map((sign) => sign.id);
const usable = list.indicators.filter((sign) => sign.vulnerability).map((sign) => sign.id);
const alone: Own = { notes: empty, not: [] };
const place: Notes = { ...empty, situation: "worksite" };

const source = fc.constantFrom<SignSource>("seen", "said", "said-by-other", "document", "not-there");
const form = fc.option(
  fc.record({
    id: fc.constantFrom(...list.forms.map((one) => one.id)),
    basis: fc.constantFrom("seen" as const, "said" as const, "suspected" as const),
    stage: fc.constantFrom("happening" as const, "intended" as const, null),
  }),
);
const acts = fc.uniqueArray(fc.constantFrom(...list.acts));
const signs = fc.dictionary(fc.constantFrom(...ids), source, { maxKeys: 8 });
const anyNotes: fc.Arbitrary<Notes> = fc
  .record({
    signs,
    form,
    act: acts,
    used: fc.uniqueArray(fc.constantFrom(...usable), { maxLength: 3 }),
    age: fc.constantFrom("adult" as const, "child" as const, "unsure" as const, "unsure-claims-child" as const, null),
    claims: fc.boolean(),
    offence: fc.boolean(),
    alone: fc.constantFrom("yes" as const, "no" as const, null),
  })
  .map((given) => {
    const there = given.used.filter((id) => given.signs[id] !== undefined && given.signs[id] !== "not-there");
    return { ...empty, ...given, used: there };
  });
const anySite: fc.Arbitrary<Notes> = anyNotes.map(({ signs, form, act, used }) => ({
  ...place,
  signs,
  form,
  act,
  used,
}));
/** What an officer does on the screen, one tap after the other. */
const tap: fc.Arbitrary<(notes: Notes) => Notes> = fc.oneof(
  fc.tuple(fc.constantFrom(...ids), fc.constantFrom("seen" as const, "said" as const, "not-there" as const)).map(
    ([id, given]) =>
      (notes: Notes) =>
        answer(notes, id, given),
  ),
  fc.tuple(fc.constantFrom(...ids), source).map(
    ([id, from]) =>
      (notes: Notes) =>
        withSource(notes, id, from),
  ),
  form.map((next) => (notes: Notes) => ({ ...notes, form: next })),
  acts.map((act) => (notes: Notes) => ({ ...notes, act })),
  fc.boolean().map((claims) => (notes: Notes) => ({ ...notes, claims })),
);
const sorted = (notes: Notes) => ({
  ...notes,
  signs: Object.fromEntries(Object.entries(notes.signs).sort()),
  used: [...notes.used].sort(),
  act: [...notes.act].sort(),
});
const own = (notes: Notes): Own => ({ notes, not: [] });
const results = ["none", "potential", "presumed"];

describe("a person with what holds for everybody", () => {
  test("is the person alone, the very same, where nothing was noted for everybody", () => {
    const notes = answer(empty, "a.one", "seen");
    expect(together(empty, own(notes))).toBe(notes);
  });

  test("is judged as one case with both: the union, written down by itself, gives the same assessment", () => {
    fc.assert(
      fc.property(anySite, anyNotes, (site, notes) => {
        const there = (from: Notes["signs"], id: string) => from[id] !== undefined && from[id] !== "not-there";
        const present = ids.filter((id) => (id in notes.signs ? there(notes.signs, id) : there(site.signs, id)));
        const absent = ids.filter((id) => (notes.signs[id] ?? site.signs[id]) === "not-there");
        const union: CaseInput = {
          id: null,
          age: notes.age ?? "unsure",
          form: notes.form ?? site.form,
          act: [...new Set([...notes.act, ...site.act])],
          present,
          absent,
          used: [...site.used, ...notes.used].filter((id) => present.includes(id)),
          claims: notes.claims,
          statements: [],
          offence: notes.offence,
          supervised: notes.alone === "no",
        };
        expect(assess(list, toInput(together(site, own(notes))))).toEqual(assess(list, union));
      }),
      { numRuns: 400 },
    );
  });

  test("more signs for everybody never lower anybody's result", () => {
    fc.assert(
      fc.property(anySite, anyNotes, signs, fc.array(tap, { maxLength: 4 }), (site, notes, more, taps) => {
        const person = taps.reduce((now, next) => written(site, now, next(together(site, now))), own(notes));
        const added = Object.fromEntries(Object.entries(more).filter(([, from]) => from !== "not-there"));
        const larger = { ...site, signs: { ...added, ...site.signs } };
        const of = (one: Notes) => results.indexOf(assess(list, toInput(together(one, person))).result);
        expect(of(larger)).toBeGreaterThanOrEqual(of(site));
      }),
      { numRuns: 400 },
    );
  });

  test("whatever is tapped for a person shows exactly so, and nobody else changes", () => {
    fc.assert(
      fc.property(anySite, anyNotes, fc.array(tap, { minLength: 1, maxLength: 8 }), (site, notes, taps) => {
        let person = own(notes);
        for (const next of taps) {
          const wanted = next(together(site, person));
          person = written(site, person, wanted);
          expect(sorted(together(site, person))).toEqual(sorted(wanted));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a sign of the site can be said not to be there for one, or left open, and comes back with a tap", () => {
    const site = { ...place, signs: { "a.one": "seen" as const } };
    const denied = written(site, alone, answer(together(site, alone), "a.one", "not-there"));
    expect(together(site, denied).signs).toEqual({ "a.one": "not-there" });
    expect(together(site, alone).signs).toEqual({ "a.one": "seen" });
    const open = written(site, alone, answer(together(site, alone), "a.one", "seen"));
    expect(together(site, open).signs).toEqual({});
    const again = written(site, open, answer(together(site, open), "a.one", "seen"));
    expect(together(site, again).signs).toEqual({ "a.one": "seen" });
  });

  test("what somebody used at the site does not count for one of whom it is not true", () => {
    const [id = ""] = usable;
    const site = { ...place, signs: { [id]: "seen" as const }, used: [id] };
    expect(together(site, alone).used).toEqual([id]);
    expect(together(site, own({ ...empty, signs: { [id]: "not-there" } })).used).toEqual([]);
  });

  test("goes on following the site in what nobody touched for this person", () => {
    const site = { ...place, signs: { "a.one": "seen" as const } };
    const person = written(site, alone, answer(together(site, alone), "a.two", "said"));
    const later = { ...site, signs: { "a.one": "document" as const, "a.three": "seen" as const } };
    expect(together(later, person).signs).toEqual({ "a.one": "document", "a.three": "seen", "a.two": "said" });
  });
});
