import { describe, expect, test } from "vitest";
import { assess } from "../src/index.ts";
import { caseOf, form, judge, rulesOf } from "./support/cases.ts";
import { list, quiet, signsWhere } from "./support/list.ts";

const after = signsWhere(quiet("after"), 2);
const [risk = ""] = signsWhere(quiet("risk"));
const [group = ""] = signsWhere((sign) => sign.roles.includes("group"));
const condition = "exploitation.wage-manipulation";
const secondCondition = "exploitation.social-protection";

describe("presumed victim", () => {
  test("P1: one direct sign is enough", () => {
    const { result, reasons } = judge({ present: ["coercion.documents"] });
    expect(result).toBe("presumed");
    expect(reasons).toEqual([{ rule: "P1", indicator: "coercion.documents", section: "IV.3" }]);
  });

  test("P1: a vulnerability is direct once somebody used it, and not before", () => {
    expect(judge({ present: ["vulnerability.economic"] }).result).toBe("potential");
    const { result, reasons } = judge({ used: ["vulnerability.economic"] });
    expect(result).toBe("presumed");
    expect(reasons).toEqual([{ rule: "P1", indicator: "vulnerability.economic", section: "IV.3" }]);
  });

  test("P2: her own word is enough", () => {
    const { result, reasons } = judge({ claims: true });
    expect(result).toBe("presumed");
    expect(reasons).toEqual([{ rule: "P2", indicator: null, section: "IV.3", fact: "claim" }]);
  });

  test("P3: two signs of exploitative conditions", () => {
    const { result, reasons } = judge({ present: [condition, secondCondition] });
    expect(result).toBe("presumed");
    expect(reasons).toEqual([
      { rule: "P3", indicator: secondCondition, section: "VI.2.1" },
      { rule: "P3", indicator: condition, section: "VI.2.1" },
    ]);
  });

  test.each(["seen", "said"] as const)("P3: one sign of exploitative conditions with a labour form %s", (basis) => {
    const assessment = judge({ present: [condition], form: form("forced-labour", basis, "happening") });
    expect(assessment.result).toBe("presumed");
    expect(rulesOf(assessment)).toEqual(["P3"]);
  });

  test("P3 does not hold with one sign alone, a suspected labour form, or a form that is no labour form", () => {
    expect(judge({ present: [condition] }).result).toBe("potential");
    expect(judge({ present: [condition], form: form("forced-labour", "suspected") }).result).toBe("potential");
    expect(judge({ present: [condition], form: form("organs", "seen", "happening") }).result).toBe("potential");
  });

  test("P4: two signs met on the spot, after exploitation or on return; one is not enough", () => {
    const assessment = judge({ present: after.slice(0, 2) });
    expect(assessment.result).toBe("presumed");
    expect(assessment.reasons.map(({ rule, indicator }) => [rule, indicator])).toEqual(
      after.slice(0, 2).map((id) => ["P4", id]),
    );
    expect(judge({ present: after.slice(0, 1) }).result).toBe("potential");
  });

  test.each(["child", "unsure-claims-child"] as const)("P5: age %s with a form seen or said", (age) => {
    for (const basis of ["seen", "said"] as const) {
      const { result, reasons } = judge({ age, form: form("begging", basis) });
      expect(result).toBe("presumed");
      expect(reasons).toEqual([{ rule: "P5", indicator: null, section: "II.2", fact: "form:begging" }]);
    }
    expect(judge({ age, form: form("begging", "suspected") }).result).toBe("potential");
  });

  test("P5 is for children: an adult with a form seen is a potential victim", () => {
    expect(judge({ form: form("begging", "seen", "happening") }).result).toBe("potential");
    expect(judge({ age: "unsure", form: form("begging", "seen", "happening") }).result).toBe("potential");
  });

  test("P6: an act with a form intended, seen or said", () => {
    const { result, reasons } = judge({ act: ["recruited"], form: form("sexual", "said", "intended") });
    expect(result).toBe("presumed");
    expect(reasons.map(({ rule, fact }) => [rule, fact])).toEqual([
      ["P6", "form:sexual"],
      ["P6", "act:recruited"],
    ]);
  });

  test("P6 does not hold without the act, the intention, or a basis", () => {
    expect(judge({ form: form("sexual", "said", "intended") }).result).toBe("potential");
    expect(judge({ act: ["recruited"], form: form("sexual", "said", "happening") }).result).toBe("potential");
    expect(judge({ act: ["recruited"], form: form("sexual", "suspected", "intended") }).result).toBe("potential");
  });

  test("every rule that holds is given, and what no rule names is not left without a word", () => {
    const assessment = judge({ claims: true, present: ["coercion.documents", condition, risk] });
    expect(rulesOf(assessment)).toEqual(["P1", "P2", "Q1", "Q2"]);
    expect(assessment.reasons.map(({ indicator }) => indicator)).toEqual(["coercion.documents", null, risk, condition]);
  });
});

test("a risk factor that a presuming rule names is not named again", () => {
  const [sign] = list.indicators;
  if (sign === undefined) throw new Error("the list is empty");
  const own = { ...list, indicators: [{ ...sign, roles: ["risk"] as const }] };
  expect(assess(own, caseOf({ present: [sign.id] })).reasons).toEqual([
    { rule: "P1", indicator: sign.id, section: "IV.3" },
  ]);
});

describe("potential victim", () => {
  test("Q1: a risk factor", () => {
    const { result, reasons } = judge({ present: [risk] });
    expect(result).toBe("potential");
    expect(reasons).toEqual([{ rule: "Q1", indicator: risk, section: "Preface" }]);
  });

  test("Q2: an indirect sign", () => {
    const { result, reasons } = judge({ present: ["recruitment-vulnerability.context"] });
    expect(result).toBe("potential");
    expect(reasons).toEqual([{ rule: "Q2", indicator: "recruitment-vulnerability.context", section: "V.2" }]);
  });

  test("Q3: a suspected form", () => {
    const { result, reasons } = judge({ form: form("sexual", "suspected") });
    expect(result).toBe("potential");
    expect(reasons).toEqual([{ rule: "Q3", indicator: null, section: "IV.1", fact: "form:sexual" }]);
  });

  test("Q4: an act, and never more by acts alone", () => {
    expect(judge({ act: ["transported"] }).reasons).toEqual([
      { rule: "Q4", indicator: null, section: "IV.1", fact: "act:transported" },
    ]);
    expect(judge({ act: list.acts }).result).toBe("potential");
  });
});

describe("no indication yet", () => {
  test("N0: where nothing is known", () => {
    const { result, reasons, lookNext } = judge();
    expect(result).toBe("none");
    expect(reasons).toEqual([]);
    expect(lookNext).toHaveLength(3);
  });

  test("N0: what only describes a group raises nothing and supports nothing", () => {
    const assessment = judge({ present: [group] });
    expect(assessment.result).toBe("none");
    expect(assessment.reasons).toEqual([]);
    expect(assessment.elements).toEqual({ act: [], means: [], purpose: [] });
  });

  test("N0: a statement, an offence or a companion is no indication, and what is absent is none", () => {
    const known = { statements: list.statements.map(({ id }) => id), offence: true, supervised: true };
    expect(judge({ ...known, absent: list.indicators.map(({ id }) => id) }).result).toBe("none");
  });
});

test("where a sign is named present and absent, present wins", () => {
  expect(judge({ present: ["coercion.documents"], absent: ["coercion.documents"] }).result).toBe("presumed");
  expect(judge({ used: ["vulnerability.economic"], absent: ["vulnerability.economic"] }).result).toBe("presumed");
});

test("a sign that was noticed and used is one sign", () => {
  const id = "vulnerability.economic";
  expect(judge({ present: [id], used: [id, id] })).toEqual(judge({ used: [id] }));
});

test("ids that the list does not know count for nothing", () => {
  const unknown = judge({
    present: ["no.such-sign"],
    used: ["nor.this"],
    act: ["flown"],
    form: form("other", "seen"),
    statements: ["x"],
  });
  expect(unknown).toEqual(judge());
});
