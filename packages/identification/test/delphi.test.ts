import { describe, expect, test } from "vitest";
import { adultLabourClass, isPositive } from "../src/delphi.ts";
import { form, judge } from "./support/cases.ts";

describe("a dimension is positive", () => {
  test.each([
    [2, 0, 0],
    [1, 1, 0],
    [1, 0, 1],
    [0, 3, 0],
    [0, 2, 1],
    [5, 5, 5],
  ])("with %i strong, %i medium, %i weak", (strong, medium, weak) => {
    expect(isPositive({ strong, medium, weak })).toBe(true);
  });

  test.each([
    [0, 0, 0],
    [1, 0, 0],
    [0, 2, 0],
    [0, 1, 9],
    [0, 0, 9],
  ])("not with %i strong, %i medium, %i weak", (strong, medium, weak) => {
    expect(isPositive({ strong, medium, weak })).toBe(false);
  });
});

describe("the published classes of the adult labour list", () => {
  const [deceptive, coercive, abuse, exploitation, coercion] = [
    "deceptive-recruitment",
    "coercive-recruitment",
    "recruitment-by-abuse-of-vulnerability",
    "exploitation",
    "coercion-at-destination",
  ];
  test.each([
    [[], "no-trafficking-class"],
    [[abuse], "no-trafficking-class"],
    [[exploitation], "exploited-worker"],
    [[deceptive, exploitation], "deception-and-exploitation"],
    [[deceptive, exploitation, coercion], "trafficking-forced-labour"],
    [[coercive, exploitation, coercion], "trafficking-forced-labour"],
    [[deceptive], null],
    [[coercive], null],
    [[coercion], null],
    [[coercive, exploitation], null],
    [[exploitation, coercion], null],
    [[deceptive, coercion], null],
  ] as const)("%j: %s", (positive, expected) => {
    expect(adultLabourClass(positive)).toBe(expected);
  });
});

const labour = form("forced-labour", "seen", "happening");

describe("a case", () => {
  test("is read by its form's list, with the strengths of the data", () => {
    const { delphi } = judge({
      form: labour,
      present: ["deception.job", "deception.education", "exploitation.hours", "exploitation.pay", "coercion.documents"],
    });
    expect(delphi).toEqual({
      list: "adult-labour",
      positive: ["deceptive-recruitment", "exploitation"],
      touched: ["deceptive-recruitment", "exploitation", "coercion-at-destination"],
      class: "deception-and-exploitation",
    });
  });

  test("of forced labour has its class", () => {
    const present = ["coercion.documents", "coercion.violence", "exploitation.hours", "exploitation.pay"];
    const recruited = ["recruitment-coercion.violence", "recruitment-coercion.documents"];
    expect(judge({ form: labour, present }).delphi.class).toBeNull();
    expect(judge({ form: labour, present: [...present, ...recruited] }).delphi.class).toBe("trafficking-forced-labour");
  });

  test("of a child needs an act and exploitation", () => {
    const present = ["exploitation.hours", "exploitation.pay"];
    const child = { age: "child", form: labour } as const;
    expect(judge({ ...child, present }).delphi).toMatchObject({ list: "child-labour", class: null });
    expect(judge({ ...child, present, act: ["recruited"] }).delphi.class).toBe("child-act-and-exploitation");
    expect(judge({ ...child, act: ["recruited"] }).delphi.class).toBeNull();
  });

  test("an indicator without a strength in the child's list counts for none there", () => {
    const present = ["exploitation.social-protection", "exploitation.pay", "exploitation.labour-law"];
    expect(judge({ form: labour, present }).delphi.positive).toEqual(["exploitation"]);
    expect(judge({ form: labour, present, age: "child" }).delphi.positive).toEqual([]);
  });

  test("of sexual exploitation gets no verdict: there are no strengths", () => {
    const { delphi } = judge({ form: form("sexual", "seen"), present: ["coercion.documents", "coercion.violence"] });
    expect(delphi).toEqual({ list: "adult-sexual", positive: [], touched: ["coercion-at-destination"], class: null });
  });

  test("of a form without a list, or without a form, gets none", () => {
    const none = { list: null, positive: [], touched: ["coercion-at-destination"], class: null };
    const present = ["coercion.documents", "coercion.violence"];
    expect(judge({ form: form("organs", "seen"), present }).delphi).toEqual(none);
    expect(judge({ present }).delphi).toEqual(none);
  });

  test("never lowers the result", () => {
    const { result, delphi } = judge({ form: labour, present: ["coercion.documents"] });
    expect(delphi.class).toBe("no-trafficking-class");
    expect(result).toBe("presumed");
  });
});
