import { describe, expect, test } from "vitest";
import { form, judge } from "./support/cases.ts";
import { quiet, signsWhere } from "./support/list.ts";

const [papers = ""] = signsWhere((sign) => sign.roles.includes("doubtful-papers"));

describe("who is treated as a child", () => {
  test("under 18, or unsure and says so", () => {
    expect(judge({ age: "child" }).treatAsChild).toBe(true);
    expect(judge({ age: "unsure-claims-child" }).treatAsChild).toBe(true);
    expect(judge({ age: "unsure" }).treatAsChild).toBe(false);
    expect(judge({ age: "adult" }).treatAsChild).toBe(false);
  });

  test("unsure with doubtful papers; an adult with doubtful papers is not", () => {
    expect(judge({ age: "unsure", present: [papers] }).treatAsChild).toBe(true);
    expect(judge({ age: "unsure", absent: [papers] }).treatAsChild).toBe(false);
    expect(judge({ age: "adult", present: [papers] }).treatAsChild).toBe(false);
  });

  test("the guard says so where the age is presumed, not where it is known", () => {
    expect(judge({ age: "unsure-claims-child" }).guards).toContain("treat-as-child");
    expect(judge({ age: "unsure", present: [papers] }).guards).toContain("treat-as-child");
    expect(judge({ age: "child" }).guards).not.toContain("treat-as-child");
  });
});

describe("what changes for a child", () => {
  test("means are not required", () => {
    expect(judge({ age: "child", present: ["coercion.documents"] }).means).toBe("not-required");
    expect(judge({ age: "unsure", present: [papers] }).means).toBe("not-required");
  });

  test("a form seen or said and happening is a purpose", () => {
    expect(judge({ age: "child", form: form("begging", "seen", "happening") }).purpose).toBe("exploited");
    expect(judge({ age: "child", form: form("begging", "seen") }).purpose).toBe("not-yet");
    expect(judge({ age: "adult", form: form("begging", "seen", "happening") }).purpose).toBe("not-yet");
  });

  test("some signs are direct for a child only, also where doubtful papers make her one", () => {
    const [id = ""] = signsWhere((sign) => sign.directFor === "child" && sign.elements.includes("purpose"));
    expect(judge({ age: "adult", present: [id] })).toMatchObject({ result: "potential", purpose: "not-yet" });
    expect(judge({ age: "child", present: [id] })).toMatchObject({ result: "presumed", purpose: "exploited" });
    const presumed = judge({ age: "unsure", present: [id, papers] });
    expect(presumed).toMatchObject({ result: "presumed", purpose: "exploited" });
    expect(presumed.reasons).toContainEqual({ rule: "P1", indicator: id, section: "IV.3" });
  });

  test("the child's lists are read", () => {
    expect(judge({ age: "child", form: form("begging", "seen") }).delphi.list).toBe("child-labour");
    expect(judge({ age: "child", form: form("sexual", "seen") }).delphi.list).toBe("child-sexual");
  });
});

test("signs that do not suit the age are not looked for", () => {
  const adults = new Set(signsWhere((sign) => !sign.ages.includes("child"), 0));
  const children = new Set(signsWhere((sign) => !sign.ages.includes("adult")));
  expect(judge({ age: "child" }).lookNext.filter((id) => adults.has(id))).toEqual([]);
  expect(judge({ age: "adult" }).lookNext.filter((id) => children.has(id))).toEqual([]);
});

test("an indirect sign is as indirect for a child", () => {
  const [id = ""] = signsWhere(quiet("risk"));
  expect(judge({ age: "child", present: [id] }).result).toBe("potential");
});
