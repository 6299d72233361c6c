import { describe, expect, test } from "vitest";
import { assess } from "../src/index.ts";
import { caseOf, form, judge } from "./support/cases.ts";
import { list, signsWhere } from "./support/list.ts";

describe("act", () => {
  test("by a given act", () => {
    expect(judge({ act: ["harboured"] }).act).toBe("supported");
    expect(judge().act).toBe("not-yet");
  });

  test("by a sign whose elements include it", () => {
    const { act, elements } = judge({ present: ["deception.job", "coercion.documents"] });
    expect(act).toBe("supported");
    expect(elements.act).toEqual(["deception.job"]);
  });
});

describe("means", () => {
  test("by a direct sign of means", () => {
    const { means, elements } = judge({ present: ["coercion.documents", "exploitation.hours"] });
    expect(means).toBe("supported");
    expect(elements.means).toEqual(["coercion.documents"]);
  });

  test("by an abused vulnerability, and not by one that nobody used", () => {
    expect(judge({ present: ["vulnerability.past"] }).means).toBe("not-yet");
    const { means, elements } = judge({ used: ["vulnerability.past"] });
    expect(means).toBe("supported");
    expect(elements.means).toEqual(["vulnerability.past"]);
  });

  test("by what describes a group, once somebody used it", () => {
    const [id = ""] = signsWhere((sign) => sign.roles.includes("group") && sign.vulnerability);
    expect(judge({ present: [id] }).means).toBe("not-yet");
    expect(judge({ used: [id] })).toMatchObject({ result: "presumed", means: "supported" });
  });
});

describe("purpose: exploited", () => {
  test("by a purpose-direct sign", () => {
    const { purpose, elements } = judge({ present: ["exploitation.hours"] });
    expect(purpose).toBe("exploited");
    expect(elements.purpose).toEqual(["exploitation.hours"]);
  });

  test("by two signs of exploitative conditions, or one with a labour form seen or said", () => {
    const two = ["exploitation.wage-manipulation", "exploitation.social-protection"];
    expect(judge({ present: two }).purpose).toBe("exploited");
    const [one = ""] = two;
    expect(judge({ present: [one] }).purpose).toBe("not-yet");
    const labour = judge({ present: [one], form: form("servitude", "said") });
    expect(labour.purpose).toBe("exploited");
    expect(labour.elements.purpose).toEqual([one]);
    expect(judge({ present: [one], form: form("servitude", "suspected") }).purpose).toBe("not-yet");
    expect(judge({ present: [one], form: form("organs", "seen") }).purpose).toBe("not-yet");
  });

  test("by coercion at destination with a form seen or said and happening", () => {
    const present = ["coercion.documents"];
    const { purpose, elements } = judge({ present, form: form("sexual", "seen", "happening") });
    expect(purpose).toBe("exploited");
    expect(elements.purpose).toEqual(present);
    expect(judge({ present, form: form("sexual", "seen") }).purpose).toBe("not-yet");
    expect(judge({ present, form: form("sexual", "suspected", "happening") }).purpose).toBe("not-yet");
    expect(judge({ present, form: form("sexual", "seen", "intended") }).purpose).toBe("intended");
    expect(judge({ present: ["deception.job"], form: form("sexual", "seen", "happening") }).purpose).toBe("not-yet");
  });
});

describe("purpose: intended", () => {
  test("by a form seen or said and intended", () => {
    expect(judge({ form: form("organs", "said", "intended") }).purpose).toBe("intended");
    expect(judge({ form: form("organs", "suspected", "intended") }).purpose).toBe("not-yet");
  });

  test("signs support it only where their rule holds", () => {
    const present = ["coercion.documents", "deception.job", "exploitation.wage-manipulation"];
    expect(judge({ present }).elements.purpose).toEqual([]);
    expect(judge({ present, form: form("organs", "seen", "intended") }).elements.purpose).toEqual([]);
    expect(judge({ present, form: form("organs", "seen", "happening") }).elements.purpose).toEqual([
      "coercion.documents",
    ]);
  });

  test("by a form suspected with deception at recruitment", () => {
    const { purpose, elements } = judge({ present: ["deception.job"], form: form("sexual", "suspected") });
    expect(purpose).toBe("intended");
    expect(elements.purpose).toEqual(["deception.job"]);
    expect(judge({ present: ["deception.job"] }).purpose).toBe("not-yet");
    expect(judge({ present: ["recruitment-coercion.violence"], form: form("sexual", "suspected") }).purpose).toBe(
      "not-yet",
    );
  });
});

test("what only describes a group supports nothing, whatever else a list says of it", () => {
  const [sign] = list.indicators;
  if (sign === undefined) throw new Error("the list is empty");
  const roles = ["group", "condition", "after", "control", "deception", "risk", "doubtful-papers"] as const;
  const group = {
    ...sign,
    id: "group",
    direct: true,
    elements: ["act", "means", "purpose"],
    roles,
    vulnerability: true,
  } as const;
  const own = { ...list, indicators: [group] };
  const age = "unsure";
  const known = caseOf({ age, form: form("forced-labour", "suspected", "happening") });
  expect(assess(own, { ...known, present: ["group"] })).toMatchObject({
    ...assess(own, known),
    delphi: expect.anything(),
    lookNext: [],
    elements: { act: [], means: [], purpose: [] },
  });
  expect(assess(own, { ...known, used: ["group"] })).toMatchObject({
    result: "presumed",
    elements: { act: ["group"], means: ["group"], purpose: ["group"] },
  });
});
