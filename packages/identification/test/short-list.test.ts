import { describe, expect, test } from "vitest";
import { FIRST, shortList } from "../src/index.ts";
import { ids, list } from "./support/list.ts";

const agesOf = new Map(list.indicators.map(({ id, ages }) => [id, ages]));
const situations = list.situations.map(({ id }) => id);

describe.each(situations)("the short list of %s", (situation) => {
  test.each(["adult", "child", "unsure", "unsure-claims-child"] as const)("age %s", (age) => {
    const { first, rest } = shortList(list, situation, age);
    expect(first.length).toBeGreaterThanOrEqual(8);
    expect(first.length).toBeLessThanOrEqual(FIRST);
    const all = [...first, ...rest];
    expect(new Set(all).size).toBe(all.length);
    const fits = (id: string): boolean =>
      age === "unsure" || agesOf.get(id)?.includes(age === "adult" ? "adult" : "child") === true;
    expect(all.toSorted()).toEqual(ids.filter(fits).toSorted());
  });

  test("opens with the situation's own signs in their order", () => {
    const { signs = [] } = list.situations.find(({ id }) => id === situation) ?? {};
    const fitting = signs.filter((id) => agesOf.get(id)?.includes("adult"));
    expect(shortList(list, situation, "adult").first).toEqual(fitting.slice(0, FIRST));
  });
});

test("a child has her own order where the situation gives one", () => {
  const own = list.situations.filter(({ childSigns }) => childSigns !== undefined);
  expect(own.length).toBeGreaterThan(0);
  for (const { id, childSigns = [] } of own) {
    expect(shortList(list, id, "child").first).toEqual(
      childSigns.filter((sign) => agesOf.get(sign)?.includes("child")).slice(0, FIRST),
    );
  }
});

test("without a situation the whole list is offered", () => {
  for (const situation of [null, "no-such-place"]) {
    const { first, rest } = shortList(list, situation, "unsure");
    expect([...first, ...rest]).toEqual(ids);
    expect(first).toHaveLength(FIRST);
  }
});
