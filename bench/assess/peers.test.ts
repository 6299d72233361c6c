import { assess } from "@threshold/identification";
import { describe, expect, it } from "vitest";
import { delphiList, randomCases, type Verdict } from "./cases.ts";
import { jsonRules } from "./json-rules.ts";
import { surveyRules } from "./survey.ts";

// The bench compares ten thousand cases; these few keep the three from drifting apart between benches.
describe("the engines that the bench compares", () => {
  const list = delphiList();
  const cases = randomCases(list, 300, 7);
  const verdicts = cases.map((input): Verdict => {
    const { result, act, means, purpose } = assess(list, input);
    return { result, act, means, purpose };
  });

  it("are given cases of every kind", () => {
    const reached = (key: keyof Verdict) => new Set(verdicts.map((verdict) => verdict[key])).size;
    expect({ result: 3, act: 2, means: 3, purpose: 3 }).toEqual({
      result: reached("result"),
      act: reached("act"),
      means: reached("means"),
      purpose: reached("purpose"),
    });
    expect(randomCases(list, 300, 7)).toEqual(cases);
    expect(randomCases(list, 300, 8)).not.toEqual(cases);
  });

  it("agree: json-rules-engine", async () => {
    const ask = jsonRules(list);
    for (const [index, input] of cases.entries())
      expect(await ask(input), JSON.stringify(input)).toEqual(verdicts[index]);
  });

  it("agree: survey-core", () => {
    const ask = surveyRules(list);
    for (const [index, input] of cases.entries()) expect(ask(input), JSON.stringify(input)).toEqual(verdicts[index]);
  });
});
