import { expect, test } from "vitest";
import { form, judge } from "./support/cases.ts";
import { list } from "./support/list.ts";

test("non-punishment: an offence is recorded, or a form that brings one", () => {
  expect(judge({ offence: true }).guards).toEqual(["non-punishment"]);
  expect(judge({ form: form("criminal-activities", "suspected") }).guards).toEqual(["non-punishment"]);
  expect(judge({ form: form("begging", "suspected") }).guards).toEqual([]);
});

test.each([
  ["refuses-help", "myth-refuses-help"],
  ["could-leave", "myth-could-leave"],
  ["better-off", "myth-better-off"],
  ["consented", "consent-irrelevant"],
  ["fears-return", "asylum"],
])("the statement %s has the guard %s", (statement, guard) => {
  expect(judge({ statements: [statement] }).guards).toEqual([guard]);
});

test("labour-rights: exploitative conditions without means", () => {
  expect(judge({ present: ["exploitation.wage-manipulation"] }).guards).toEqual(["labour-rights"]);
  expect(judge({ present: ["exploitation.hours"] }).guards).toEqual(["labour-rights"]);
  expect(judge({ present: ["exploitation.hours", "coercion.documents"] }).guards).toEqual([]);
  expect(judge({ age: "child", present: ["exploitation.hours"] }).guards).toEqual([]);
  expect(judge({ present: ["coercion.forced-lies"] }).guards).toEqual([]);
});

test("supervised: not alone, or the companion interprets", () => {
  expect(judge({ supervised: true }).guards).toEqual(["supervised"]);
});

test("nothing known, no guard", () => {
  expect(judge().guards).toEqual([]);
});

test("many guards come in the list's order, each once", () => {
  const { guards } = judge({
    age: "unsure-claims-child",
    offence: true,
    supervised: true,
    form: form("criminal-activities", "said"),
    statements: ["fears-return", "consented", "consented"],
  });
  const holding = ["non-punishment", "treat-as-child", "supervised", "asylum", "consent-irrelevant"];
  expect(guards).toEqual(list.guards.map(({ id }) => id).filter((id) => holding.includes(id)));
});
