import { assess, parse } from "@threshold/identification";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fromQuestionnaire, fromResponse, toCodeSystems, toQuestionnaire } from "../src/index.ts";
import { brokenRules, opened, shapeFaults } from "./support/fhir.ts";
import { caseFrom, filledIn } from "./support/form-cases.ts";
import { forms, list, one, two } from "./support/knowledge.ts";

type Json = Record<string, unknown>;
const asJson = (resource: unknown): Json => JSON.parse(JSON.stringify(resource)) as Json;
const questionnaire = (situation: string | null, languages = two): Json =>
  asJson(toQuestionnaire(list, languages, situation));

describe.each(forms)("the questionnaire %s", (situation) => {
  test("is in FHIR R5's shape and breaks none of its rules", () => {
    const made = questionnaire(situation);
    expect(shapeFaults(made)).toEqual([]);
    expect(brokenRules(made)).toEqual([]);
  });

  test("comes back with the same ids, words and answers", () => {
    const read = fromQuestionnaire(questionnaire(situation));
    const met = list.situations.find(({ id }) => id === situation);
    const signs = met === undefined ? list.indicators.map(({ id }) => id) : [...met.signs, ...(met.childSigns ?? [])];
    expect(read).toMatchObject({ id: situation ?? "catalogue", version: list.version });
    const asked = read?.questions.filter(({ id }) => id.includes(".")) ?? [];
    expect(asked.map(({ id }) => id).sort()).toEqual([...new Set(signs)].sort());
    for (const { id, texts, section } of asked) {
      expect(texts).toEqual(Object.fromEntries(two.map(({ tag, say }) => [tag, say(`sign.${id}`)])));
      expect(section).toBe(list.indicators.find((sign) => sign.id === id)?.sections[0]);
    }
    expect(read?.questions.find(({ id }) => id === "form")?.answers).toEqual(list.forms.map(({ id }) => id));
  });
});

describe("a response", () => {
  const made = questionnaire(null, one);
  const questions = (fromQuestionnaire(made)?.questions ?? []).map(({ id, answers }) => ({
    id,
    answers: answers.map((answer) => ({ id: answer })),
    many: id === "act" || id === "statements",
  }));
  const system = (id: string): string => `https://threshold.invalid/fhir/CodeSystem/${id}`;
  const response = (items: readonly unknown[], id = "r1"): Json =>
    asJson({ resourceType: "QuestionnaireResponse", id, questionnaire: made.url, status: "completed", item: items });
  const answer = (linkId: string, ...codes: string[]) => ({
    linkId,
    answer: codes.map((code) => ({ valueCoding: { system: system("answer"), code } })),
  });

  test("to what was shown is judged as the same case is", () => {
    fc.assert(
      fc.property(filledIn(questions), (filled) => {
        const single = Object.fromEntries(Object.entries(filled).map(([id, [value = ""]]) => [id, value]));
        const links = opened(made, single);
        const items = Object.entries(filled).filter(([id]) => links.has(id));
        // As forms send them: inside their group, answers to one question together.
        const read = fromResponse(
          list,
          response([{ linkId: "group-signs", item: items.map(([id, codes]) => answer(id, ...codes)) }]),
        );
        if (!read.ok) throw new Error(JSON.stringify(read));
        const parsed = parse(list, read.input);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
        const { id: _, ...judged } = assess(list, parsed.value);
        const { id: __, ...wanted } = assess(list, caseFrom(filled));
        expect(judged).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it("passes over what is not ours, and says so", () => {
    const read = fromResponse(list, response([answer("age", "adult"), answer("blood-pressure", "high")]));
    expect(read).toMatchObject({ ok: true, input: { id: "r1", age: "adult" }, ignored: ["blood-pressure"] });
  });

  const [sign = ""] = list.indicators.map(({ id }) => id);
  it.each([
    ["an unknown answer", [answer(sign, "maybe")], { question: sign, given: "maybe" }],
    ["two answers where one is asked", [answer("age", "adult", "child")], { question: "age", given: "child" }],
    [
      "a code of somebody else's system",
      [{ linkId: sign, answer: [{ valueCoding: { system: "http://example.invalid", code: "present" } }] }],
      { question: sign, given: "present" },
    ],
    ["words instead of a code", [{ linkId: sign, answer: [{ valueString: "yes" }] }], { question: sign, given: "" }],
  ])("is refused for %s", (_what, items, fault) => {
    expect(fromResponse(list, response(items))).toEqual({ ok: false, code: "answers", faults: [fault] });
  });

  it.each([[null], [5], [[]], [{}], [{ resourceType: "Questionnaire" }]])("is not %j", (given) => {
    expect(fromResponse(list, given)).toMatchObject({ ok: false, code: "no-response" });
  });

  it("may be nested as deeply as a file can be", () => {
    let item: Json = answer("age", "child");
    for (let depth = 0; depth < 20_000; depth++) item = { linkId: "x", item: [item] };
    const deep = { resourceType: "QuestionnaireResponse", item: [item] };
    expect(fromResponse(list, deep)).toMatchObject({ ok: true, input: { age: "child" } });
  });
});

describe("enableWhen", () => {
  const made = questionnaire(null, one);
  const child = list.indicators.find(({ ages }) => ages.join() === "child")?.id ?? "";
  it.each([
    [{}, true, false],
    [{ age: "adult" }, false, false],
    [{ age: "child", form: "begging" }, true, true],
    [{ age: "unsure" }, true, false],
  ])("for %j: a child's sign %s, how a form is known %s", (answers, sign, basis) => {
    const links = opened(made, answers);
    expect([links.has(child), links.has("form-basis")]).toEqual([sign, basis]);
  });
});

describe("the code systems", () => {
  const systems = toCodeSystems(list, two);
  test("are in R5's shape, each code once", () => {
    for (const system of systems) {
      expect(shapeFaults(asJson(system)), system.id).toEqual([]);
      expect(new Set(system.concept.map(({ code }) => code)).size).toBe(system.count);
    }
  });

  test("hold every code that a questionnaire uses", () => {
    const known = new Set(systems.flatMap(({ url, concept }) => concept.map(({ code }) => `${url}|${code}`)));
    for (const situation of forms) {
      const used = [
        ...JSON.stringify(toQuestionnaire(list, one, situation)).matchAll(/"system":"([^"]+)","code":"([^"]+)"/g),
      ];
      expect(used.length).toBeGreaterThan(50);
      for (const [, system, code] of used) expect(known).toContain(`${system}|${code}`);
    }
  });
});

describe("the check of a questionnaire", () => {
  const changed = (change: (made: { item: Json[] } & Json) => void): Json => {
    const made = questionnaire(list.situations[0]?.id ?? "") as { item: Json[] } & Json;
    change(made);
    return made;
  };
  const first = (made: { item: Json[] }): Json => (made.item[2]?.item as Json[] | undefined)?.[0] ?? {};

  it.each([
    [
      "an element that R5 does not have",
      changed((made) => Object.assign(made, { colour: "blue" })),
      /colour is no element/,
    ],
    ["R4's type", changed((made) => Object.assign(first(made), { type: "choice" })), /not in its value set/],
    ["a list where one is asked", changed((made) => Object.assign(made, { title: ["a"] })), /title repeats: false/],
    ["one where a list is asked", changed((made) => Object.assign(first(made), { code: {} })), /code repeats: true/],
    ["a number as a text", changed((made) => Object.assign(made, { version: 1 })), /version is no string/],
    ["no linkId", changed((made) => Reflect.deleteProperty(first(made), "linkId")), /lacks linkId/],
    [
      "an unknown part of an extension",
      changed((made) => Object.assign(made, { _title: { extension: [{ url: "x", valueWords: "y" }] } })),
      /valueWords is no element/,
    ],
  ])("finds %s", (_what, made, fault) => {
    expect(shapeFaults(made).join("\n")).toMatch(fault);
  });

  it.each([
    ["que-0", changed((made) => Object.assign(made, { name: "no name" }))],
    ["que-1a", changed((made) => made.item.push({ linkId: "empty", type: "group", text: "x" }))],
    [
      "que-1c",
      changed((made) => Object.assign(made.item[0] ?? {}, { item: [{ linkId: "y", type: "display", text: "x" }] })),
    ],
    ["que-2", changed((made) => made.item.push({ linkId: "before", type: "display", text: "x" }))],
    ["que-3", changed((made) => Object.assign(made.item[0] ?? {}, { code: [{ system: "x", code: "y" }] }))],
    ["que-4", changed((made) => Object.assign(first(made), { answerValueSet: "x" }))],
    ["que-5", changed((made) => Object.assign(first(made), { type: "boolean" }))],
    ["que-6", changed((made) => Object.assign(made.item[0] ?? {}, { required: true }))],
    [
      "que-7",
      changed((made) =>
        Object.assign(first(made), { enableWhen: [{ question: "age", operator: "exists", answerString: "x" }] }),
      ),
    ],
    ["que-8", changed((made) => Object.assign(made.item[0] ?? {}, { initial: [{ valueString: "x" }] }))],
    ["que-11", changed((made) => Object.assign(first(made), { initial: [{ valueString: "x" }] }))],
    [
      "que-12",
      changed((made) =>
        Object.assign(first(made), {
          enableWhen: [
            { question: "age", operator: "exists", answerBoolean: true },
            { question: "form", operator: "exists", answerBoolean: true },
          ],
        }),
      ),
    ],
    ["que-15", changed((made) => Object.assign(first(made), { linkId: "x".repeat(256) }))],
    [
      "enableWhen names an item",
      changed((made) =>
        Object.assign(first(made), { enableWhen: [{ question: "nobody", operator: "exists", answerBoolean: true }] }),
      ),
    ],
    [
      "every answer has its code",
      changed((made) => Object.assign(first(made), { answerOption: [{ valueCoding: { code: "y" } }] })),
    ],
  ])("finds what breaks %s", (rule, made) => {
    expect(brokenRules(made)).toContain(rule);
  });
});
