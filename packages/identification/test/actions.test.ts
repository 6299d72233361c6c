import { describe, expect, test } from "vitest";
import { type Action, assess, type CaseInput } from "../src/index.ts";
import { caseOf, form, judge } from "./support/cases.ts";
import { list } from "./support/list.ts";

/** What is to be done where the list has these actions only. */
function done(actions: readonly Pick<Action, "id" | "order" | "when">[], known: Partial<CaseInput>): readonly string[] {
  return assess({ ...list, actions: actions.map((action) => ({ ...action, sections: [] })) }, caseOf(known)).do;
}
const one = (when: Action["when"]) => [{ id: "it", order: 1, when }];

describe("a condition", () => {
  test("result: any of those named", () => {
    const actions = one({ result: ["presumed", "potential"] });
    expect(done(actions, { claims: true })).toEqual(["it"]);
    expect(done(actions, { act: ["recruited"] })).toEqual(["it"]);
    expect(done(actions, {})).toEqual([]);
  });

  test("child: yes or no", () => {
    expect(done(one({ child: true }), { age: "unsure-claims-child" })).toEqual(["it"]);
    expect(done(one({ child: true }), {})).toEqual([]);
    expect(done(one({ child: false }), {})).toEqual(["it"]);
    expect(done(one({ child: false }), { age: "child" })).toEqual([]);
  });

  test("guard: any of those named", () => {
    const actions = one({ guard: ["supervised", "asylum"] });
    expect(done(actions, { supervised: true })).toEqual(["it"]);
    expect(done(actions, { offence: true })).toEqual([]);
  });

  test("form and sign: any of those named", () => {
    expect(done(one({ form: ["organs"] }), { form: form("organs", "suspected") })).toEqual(["it"]);
    expect(done(one({ form: ["organs"] }), { form: form("sexual", "seen") })).toEqual([]);
    expect(done(one({ form: ["organs"] }), {})).toEqual([]);
    expect(done(one({ sign: ["coercion.violence"] }), { present: ["coercion.violence"] })).toEqual(["it"]);
    expect(done(one({ sign: ["coercion.violence"] }), { absent: ["coercion.violence"] })).toEqual([]);
  });

  test("all conditions given must hold", () => {
    const actions = one({ child: true, result: ["presumed"] });
    expect(done(actions, { age: "child", claims: true })).toEqual(["it"]);
    expect(done(actions, { age: "child" })).toEqual([]);
    expect(done(actions, { claims: true })).toEqual([]);
  });
});

test("actions come by their order", () => {
  const actions = [
    { id: "last", order: 30, when: {} },
    { id: "first", order: 1, when: {} },
    { id: "also-first", order: 1, when: {} },
  ];
  expect(done(actions, {})).toEqual(["first", "also-first", "last"]);
});

test("on the real list every result has something to do, safety first", () => {
  const order = new Map(list.actions.map((action) => [action.id, action.order]));
  for (const known of [{}, { act: ["recruited"] }, { claims: true }, { age: "child", claims: true }] as const) {
    const orders = judge(known).do.map((id) => order.get(id) ?? Number.NaN);
    expect(orders.length).toBeGreaterThan(0);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
  }
});
