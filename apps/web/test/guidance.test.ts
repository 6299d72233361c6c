import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fitting, type Item, mustTell, shownFirst, termsOf } from "../src/field/guidance/select.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../knowledge/dist/${name}.json`, import.meta.url), "utf8"));
const guidance = read("guidance") as {
  cards: Item[];
  childRules: Item[];
  information: Item[];
  atOnce: number;
  here: number;
  pinned: number;
};
const { situations, actions } = read("list") as {
  situations: { id: string }[];
  actions: { id: string; order: number; when: object }[];
};
const item = (id: string, more: Partial<Item> = {}): Item => ({ id, sections: ["IV.1"], ...more });
const limits = { atOnce: 5, here: 2, pinned: 10 };
const orders = (...all: number[]) => all.map((order, at) => ({ id: `a${at}`, order }));

test("an item holds where situation, result and age fit; what it leaves out holds everywhere", () => {
  const items = [
    item("everywhere"),
    item("street", { situations: ["street"] }),
    item("street-child", { situations: ["street"], ages: ["child"] }),
    item("presumed", { results: ["presumed"] }),
  ];
  const ids = (...[situation, result, child]: [string | null, "presumed" | "none", boolean]) =>
    fitting(items, { situation, result, child }).map(({ id }) => id);
  expect(ids(null, "none", false)).toEqual(["everywhere"]);
  expect(ids("street", "none", false)).toEqual(["street", "everywhere"]);
  expect(ids("street", "presumed", true)).toEqual(["street", "street-child", "everywhere", "presumed"]);
  expect(ids("worksite", "presumed", true)).toEqual(["everywhere", "presumed"]);
});

test("never more than five are shown first, and nothing is lost", () => {
  const cards = [
    item("h1", { situations: ["x"] }),
    item("h2", { situations: ["x"] }),
    item("h3", { situations: ["x"] }),
  ];
  for (let count = 0; count < 12; count += 1) {
    for (let pinned = 0; pinned <= count; pinned += 1) {
      const given = orders(...Array.from({ length: count }, (_, at) => (at < pinned ? 1 : 20)));
      const shown = shownFirst(given, cards, limits);
      expect(shown.actions.first.length + shown.cards.first.length).toBeLessThanOrEqual(5);
      expect([...shown.actions.first, ...shown.actions.more]).toEqual(given.map(({ id }) => id));
      expect([...shown.cards.first, ...shown.cards.more]).toEqual(cards);
      // Safety, and telling those who act, never makes room for a card.
      expect(shown.actions.first.length).toBeGreaterThanOrEqual(Math.min(pinned, 5));
    }
  }
});

test("a card that holds everywhere takes no place from an action", () => {
  const shown = shownFirst(orders(1, 11, 12, 13, 14, 15), [item("everywhere")], limits);
  expect(shown.actions.first).toHaveLength(5);
  expect(shown.cards).toEqual({ first: [], more: [item("everywhere")] });
});

test("every situation has a card of its own for every result and age", () => {
  for (const { id } of situations) {
    for (const result of ["presumed", "potential", "none"] as const) {
      for (const child of [true, false]) {
        const own = fitting(guidance.cards, { situation: id, result, child }).filter(({ situations }) => situations);
        expect(own.length, `${id} ${result} ${child ? "child" : "adult"}`).toBeGreaterThanOrEqual(1);
      }
    }
  }
});

test("with the real actions the first five hold safety and the call to those who act, and a card of the situation", () => {
  for (const child of [true, false]) {
    const plain = actions.filter(({ when }) => {
      const { result, child: age, ...more } = when as { result?: string[]; child?: boolean };
      return (result?.includes("presumed") ?? true) && (age ?? child) === child && Object.keys(more).length === 0;
    });
    const shown = shownFirst(
      plain,
      fitting(guidance.cards, { situation: "worksite", result: "presumed", child }),
      guidance,
    );
    expect(shown.actions.first.slice(0, 2)).toContain("danger-now");
    expect(shown.actions.first).toContain("call-specialised-unit");
    expect(shown.cards.first.length).toBeGreaterThanOrEqual(1);
    expect(shown.actions.first.length + shown.cards.first.length).toBe(5);
  }
});

test("nine rules for a child and six pieces of information", () => {
  expect(guidance.childRules).toHaveLength(9);
  expect(guidance.information).toHaveLength(6);
});

test("the terms of several texts come once each, in their order", () => {
  expect(termsOf({ a: ["x", "y"], b: ["y", "z"] }, ["a", "c", "b"])).toEqual(["x", "y", "z"]);
});

test("who must be told depends on result, age and form together", () => {
  const duties = [
    { id: "all", results: ["presumed"] as const },
    { id: "child", results: ["presumed", "potential"] as const, ages: ["child"] },
    { id: "organs", results: ["presumed"] as const, forms: ["organs"] },
  ];
  const ids = (result: "presumed" | "potential" | "none", child: boolean, form: string | null) =>
    mustTell(duties, { result, child, form }).map(({ id }) => id);
  expect(ids("presumed", false, null)).toEqual(["all"]);
  expect(ids("potential", true, "organs")).toEqual(["child"]);
  expect(ids("presumed", true, "organs")).toEqual(["all", "child", "organs"]);
  expect(ids("none", true, "organs")).toEqual([]);
});
