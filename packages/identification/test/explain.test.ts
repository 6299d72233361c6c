import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assessment, assess, type CaseInput, explain, inWords, type Sentence } from "../src/index.ts";
import { anyCase, anyCloseCase, anyQuietCase, caseOf, form } from "./support/cases.ts";
import { ids, list, quiet, signsWhere } from "./support/list.ts";
import { placeholders, words } from "./support/words.ts";

const kinds = [
  ["any case", anyCase],
  ["a case without direct signs", anyQuietCase],
  ["a case with no direct sign left", anyCloseCase],
] as const;
const parts = ["result", "act", "means", "purpose"] as const;

/** What differs between two assessments, in the words that a sentence has for it. */
function changed(now: Assessment, then: Assessment): string[] {
  return parts.flatMap((part) => {
    if (now[part] === then[part]) return [];
    return part === "result" ? `result-short.${then.result}` : `explain.to.${part}.${then[part]}`;
  });
}
const keysOf = (value: Sentence["values"][string] | undefined): string[] => (Array.isArray(value) ? [...value] : []);
const idsIn = (value: Sentence["values"][string] | undefined): string[] =>
  keysOf(value).map((key) => key.slice(key.indexOf(".") + 1));
const all = (input: CaseInput): Sentence[] => Object.values(explain(list, input)).flat();
const say = (sentence: Sentence): string => inWords(sentence, words, "en");

describe.each(kinds)("explaining %s", (_name, cases) => {
  const holds = (check: (input: CaseInput, now: Assessment) => void): void => {
    fc.assert(
      fc.property(cases, (input) => {
        check(input, assess(list, input));
      }),
      { numRuns: 300 },
    );
  };

  test("has words for every sentence, each filled with exactly what it asks for", () => {
    holds((input) => {
      for (const sentence of all(input)) {
        expect(new Set(placeholders(sentence.key)), sentence.key).toEqual(new Set(Object.keys(sentence.values)));
        for (const value of Object.values(sentence.values).flat()) {
          if (typeof value === "string" && !value.startsWith("=")) placeholders(value);
        }
        expect(say(sentence)).not.toMatch(/undefined|=|\{/);
      }
    });
  });

  test("gives a reason for every rule of the result, with all that was noticed and its section", () => {
    holds((input, { reasons, result }) => {
      const { why } = explain(list, input);
      if (result === "none")
        return expect(why.map(({ key }) => key)).toEqual(["explain.why.nothing", "explain.why.later"]);
      const rules = [...new Set(reasons.map(({ rule }) => rule))];
      expect(why.map(({ values }) => values.rule)).toEqual(rules.map((rule) => `rule.${rule}`));
      const noticed = why.flatMap(({ values }) => idsIn(values.noticed));
      for (const { indicator, fact } of reasons) {
        if (indicator !== null) expect(noticed).toContain(indicator);
        else if (fact !== "claim") expect(noticed).toContain(fact?.split(":")[1]);
      }
      for (const { values } of why) {
        const rule = list.rules.find(({ id }) => `rule.${id}` === values.rule);
        expect(values.section).toBe(`=${rule?.section}`);
      }
    });
  });

  test("says what is missing exactly where nothing supports an element yet, with signs that would", () => {
    holds((input, now) => {
      const { missing } = explain(list, input);
      for (const element of ["act", "means", "purpose"] as const) {
        const keys = missing.filter(({ values }) => values.element === `element.${element}`).map(({ key }) => key);
        const first = { "not-yet": `explain.missing.${element}`, "not-required": "explain.missing.not-needed" };
        const expected = first[now[element] as keyof typeof first];
        expect(keys[0]).toBe(expected);
        if (expected === undefined) expect(keys).toEqual([]);
      }
      for (const { key, values } of missing.filter(({ key }) => key === "explain.missing.signs")) {
        const signs = idsIn(values.signs);
        expect(signs.length, key).toBeGreaterThan(0);
        expect(signs.length).toBeLessThanOrEqual(3);
        const element = String(values.element).slice("element.".length) as "act" | "means" | "purpose";
        for (const sign of signs) {
          expect([...input.present, ...input.absent, ...input.used]).not.toContain(sign);
          const { ages, forms } = list.indicators.find(({ id }) => id === sign) ?? { ages: [], forms: [] };
          if (now.treatAsChild) expect(ages).toContain("child");
          else if (input.age === "adult") expect(ages).toContain("adult");
          if (input.form !== null && forms.length > 0) expect(forms).toContain(input.form.id);
          const then = assess(list, { ...input, present: [...input.present, sign] });
          expect(then[element]).not.toBe("not-yet");
        }
      }
    });
  });

  test("every observation it names changes what it says, found by judging again", () => {
    holds((input, now) => {
      for (const { key, values } of explain(list, input).change) {
        const to = keysOf(values.to);
        const then = (more: Partial<CaseInput>) => changed(now, assess(list, { ...input, ...more }));
        const given = input.form;
        if (key === "explain.change.signs") {
          for (const sign of idsIn(values.signs)) expect(then({ present: [...input.present, sign] })).toEqual(to);
        } else if (key === "explain.change.used") {
          for (const sign of idsIn(values.signs)) expect(then({ used: [...input.used, sign] })).toEqual(to);
        } else if (key === "explain.change.claim") {
          expect(then({ claims: true })).toEqual(to);
        } else if (key === "explain.change.form" && given !== null) {
          for (const basis of ["seen", "said"] as const) {
            const known = then({ form: { ...given, basis } });
            // A purpose read from deception and a suspicion may be open again; that is not called enough for anything.
            expect(known.filter((part) => part !== "explain.to.purpose.not-yet")).toEqual(to);
          }
        } else if (key === "explain.change.any-form") {
          for (const { id, ages } of list.forms) {
            if (!now.treatAsChild && input.age === "adult" && !ages.includes("adult")) continue;
            expect(then({ form: form(id, "seen") })).toEqual(expect.arrayContaining(to));
          }
        } else if (key === "explain.change.child") {
          expect(then({ age: "child" })).toEqual(to);
        } else if (key === "explain.change.act") {
          for (const act of idsIn(values.acts)) expect(then({ act: [act] })).toEqual(to);
        } else {
          expect(values.to, key).toBeUndefined();
          continue;
        }
        expect(to.length, key).toBeGreaterThan(0);
      }
    });
  });

  test("names the signs to look at next, and says that nothing would change it only where nothing would", () => {
    holds((input, now) => {
      const { change } = explain(list, input);
      const named = change.flatMap(({ key, values }) => (key === "explain.change.signs" ? idsIn(values.signs) : []));
      expect(named.toSorted()).toEqual([...now.lookNext].sort());
      const keys = change.map(({ key }) => key);
      if (!keys.includes("explain.change.settled")) return;
      for (const sign of ids) {
        expect(changed(now, assess(list, { ...input, present: [...input.present, sign] }))).toEqual([]);
      }
    });
  });

  test("order and repetition never matter, and nothing given is changed", () => {
    holds((input) => {
      const before = structuredClone(input);
      const twice = (values: readonly string[]) => [...values, ...values].reverse();
      const again = {
        ...input,
        act: twice(input.act),
        present: twice(input.present),
        absent: twice(input.absent),
        used: twice(input.used),
        statements: twice(input.statements),
      };
      expect(explain(list, again)).toEqual(explain(list, input));
      expect(input).toEqual(before);
    });
  });
});

test("answers what it does not know with the sentences for nothing noticed", () => {
  const strange = caseOf({
    present: ["no.such-sign"],
    used: ["nor-this"],
    act: ["nor-that"],
    form: form("none-such", "seen"),
  });
  expect(explain(list, strange)).toEqual(explain(list, caseOf()));
});

describe("in words", () => {
  const sentences = (input: Partial<CaseInput>): string[] => all(caseOf(input)).map(say);
  const [risk = ""] = signsWhere(quiet("risk"));
  const [group = ""] = signsWhere(quiet("group"));
  const [abusable = ""] = signsWhere((sign) => sign.vulnerability && !sign.direct && sign.roles.length === 0);

  test("nothing noticed is met with warmth, and never with a no", () => {
    const said = sentences({}).join(" ");
    expect(said).toContain(words("rule.N0"));
    expect(said).toContain("second or third meeting");
    expect(said).not.toMatch(/not a victim|no victim/i);
  });

  test("a sign is named with its rule and section", () => {
    expect(sentences({ present: [risk] })).toContain(
      `Noted: “${words(`sign.${risk}`)}”. ${words("rule.Q1")} (Section Preface)`,
    );
  });

  test("the person's own word stands alone", () => {
    expect(sentences({ claims: true })).toContain(`${words("rule.P2")} (Section IV.3)`);
  });

  test("a child is told from an adult", () => {
    const notNeeded = words("explain.missing.not-needed", { element: "Means", section: "II.2" });
    expect(sentences({ age: "child", present: [risk] })).toContain(notNeeded);
    expect(sentences({ age: "adult", present: [risk] })).not.toContain(notNeeded);
  });

  test("what changes nothing is said where it was noted", () => {
    const said = sentences({ present: [risk, group], statements: ["could-leave"], offence: true });
    expect(said).toContain(words("explain.change.group", { signs: `“${words(`sign.${group}`)}”` }));
    expect(said).toContain(words("explain.change.statements", { statements: `“${words("statement.could-leave")}”` }));
    expect(said).toContain(words("explain.change.offence"));
    expect(said).toContain(words("explain.change.absent"));
  });

  test("a vulnerability says what it would mean if somebody used it", () => {
    expect(sentences({ present: [abusable] }).join(" ")).toContain("If somebody used this");
    expect(sentences({ present: [abusable], used: [abusable] }).join(" ")).not.toContain("If somebody used this");
  });

  test("everything supported needs nothing more", () => {
    const [whole = ""] = signsWhere(({ direct, elements }) => direct && elements.length === 3);
    const { missing, change } = explain(list, caseOf({ present: [whole] }));
    expect(missing).toEqual([]);
    expect(change.map(({ key }) => key)).toEqual(["explain.change.settled", "explain.change.absent"]);
  });

  test("a list is joined as its language does", () => {
    const sentence = { key: "k", values: { all: ["sign.a", "sign.b"], section: "=V.2", count: 2 } };
    const echo = (key: string, values: object = {}) =>
      key === "k" ? JSON.stringify(values) : (Object.values(values)[0] ?? key);
    expect(JSON.parse(inWords(sentence, echo, "en"))).toEqual({ all: "sign.a and sign.b", section: "V.2", count: 2 });
    expect(JSON.parse(inWords(sentence, echo, "de")).all).toBe("sign.a und sign.b");
  });
});
