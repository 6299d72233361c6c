import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { IndicatorList } from "../../packages/identification/src/list.ts";
import { folder } from "./build.ts";
import { check } from "./check.ts";
import { expectedKeys } from "./check-texts.ts";
import { compileList } from "./compile.ts";
import { assemble, checkShapes, readFiles } from "./read.ts";

const files = readFiles(folder);
const knowledge = assemble(files);
const list = compileList(knowledge);

it("is in shape and holds together", () => {
  expect(checkShapes(files, folder)).toEqual([]);
  expect(check(knowledge)).toEqual([]);
});

it("has the survey's 67 indicators, by dimension", () => {
  const count = (dimension: string) => list.indicators.filter((sign) => sign.dimension === dimension).length;
  expect(list.dimensions.map(({ id }) => [id, count(id)])).toEqual([
    ["deceptive-recruitment", 10],
    ["coercive-recruitment", 10],
    ["recruitment-by-abuse-of-vulnerability", 16],
    ["exploitation", 9],
    ["coercion-at-destination", 15],
    ["abuse-of-vulnerability-at-destination", 7],
  ]);
});

it("gives each dimension the role its rules count", () => {
  const roles: Record<string, string> = {
    exploitation: "condition",
    "coercion-at-destination": "control",
    "deceptive-recruitment": "deception",
  };
  for (const sign of list.indicators.filter(({ dimension }) => dimension !== undefined)) {
    const role = roles[sign.dimension ?? ""];
    if (role !== undefined) expect(sign.roles, sign.id).toContain(role);
    expect(sign.vulnerability, sign.id).toBe(sign.dimension?.includes("abuse-of-vulnerability"));
  }
});

it("lets a group description raise nothing by itself", () => {
  const group = list.indicators.filter((sign) => sign.roles.includes("group"));
  expect(group.map((sign) => sign.id)).toContain("vulnerability.personal");
  for (const sign of group) {
    expect(sign.roles, sign.id).toEqual(["group"]);
    expect(sign.direct, sign.id).toBe(false);
  }
});

it("covers the forms, situations and guards that the interface promises", () => {
  const ids = (values: readonly { readonly id: string }[]) => values.map(({ id }) => id);
  for (const form of ["sexual", "forced-labour", "servitude", "organs", "begging", "criminal-activities"]) {
    expect(ids(list.forms)).toContain(form);
  }
  expect(list.acts).toEqual(["recruited", "transported", "transferred", "harboured", "received"]);
  expect(knowledge.means).toHaveLength(7);
  expect(list.situations).toHaveLength(20);
  const statements = ["refuses-help", "could-leave", "better-off", "consented", "fears-return"];
  expect(ids(list.statements).slice(0, statements.length)).toEqual(statements);
  expect(ids(list.rules)).toEqual([
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P6",
    "Q1",
    "Q2",
    "Q3",
    "Q4",
    "N0",
    "E-act",
    "E-means",
    "E-purpose",
  ]);
});

it("opens every situation with ten to twelve signs, some of them telling by themselves", () => {
  const direct = new Set(list.indicators.filter((sign) => sign.direct).map((sign) => sign.id));
  for (const { id, signs, childSigns } of list.situations) {
    expect(childSigns, `${id}: children are met here too`).toBeDefined();
    for (const short of [signs.slice(0, 12), (childSigns ?? signs).slice(0, 12)]) {
      expect(short.length, id).toBeGreaterThanOrEqual(10);
      expect(
        short.some((sign) => direct.has(sign)),
        id,
      ).toBe(true);
    }
    expect(signs.length, id).toBeGreaterThanOrEqual(20);
    expect(signs.length, id).toBeLessThanOrEqual(45);
  }
});

it("gives a sign the sections and roles of every list that names it", () => {
  const sign = (id: string) => list.indicators.find((indicator) => indicator.id === id);
  expect(sign("coercion.documents")?.sections).toEqual(["VI.4", "VI.1", "VI.2.1", "Annex I", "Annex II"]);
  expect(sign("coercion.confinement")?.roles).toEqual(["control", "after"]);
});

it("has a text in English for every id, and more than a handful of them", () => {
  expect(expectedKeys(knowledge).size).toBeGreaterThan(500);
});

it("has compiled what lies in the folder", () => {
  const compiled = JSON.parse(readFileSync(join(folder, "dist/list.json"), "utf8")) as IndicatorList;
  expect(compiled).toEqual(JSON.parse(JSON.stringify(list)));
});

it("offers at most about five things to do at once, safety first", () => {
  const orders = list.actions.map((action) => action.order);
  expect(orders).toEqual([...orders].sort((a, b) => a - b));
  for (const result of ["presumed", "potential", "none"] as const) {
    for (const child of [true, false]) {
      const plain = list.actions.filter(({ when }) => {
        const asked = when.guard !== undefined || when.form !== undefined || when.sign !== undefined;
        return !asked && (when.result?.includes(result) ?? true) && (when.child ?? child) === child;
      });
      expect(plain.length, `${result} ${child}`).toBeGreaterThanOrEqual(5);
      expect(plain.length, `${result} ${child}`).toBeLessThanOrEqual(6);
      expect(plain[0]?.id).toBe("danger-now");
    }
  }
});
