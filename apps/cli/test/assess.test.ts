import { describe, expect, test } from "vitest";
import { file, threshold } from "./support/threshold.ts";

interface Answer {
  readonly id: string | null;
  readonly result: string;
}
const answers = (out: string): Answer[] => JSON.parse(out) as Answer[];

describe("assess FILE --json", () => {
  test("answers one case with the whole contract", () => {
    const path = file("one.json", {
      id: "invented-1",
      age: "adult",
      form: { id: "forced-labour", basis: "seen", stage: "happening" },
      act: ["recruited"],
      present: ["coercion.documents", "exploitation.hours"],
      absent: ["coercion.violence"],
      used: ["vulnerability.economic"],
      claims: false,
      statements: ["refuses-help"],
      offence: true,
      supervised: false,
    });
    const { code, out, errors } = threshold(["assess", path, "--json"]);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    expect(answers(out)).toEqual([
      expect.objectContaining({
        id: "invented-1",
        result: "presumed",
        act: "supported",
        means: "supported",
        purpose: "exploited",
        delphi: expect.objectContaining({ list: "adult-labour", positive: [], class: "no-trafficking-class" }),
        treatAsChild: false,
        reasons: expect.arrayContaining([{ rule: "P1", indicator: "coercion.documents", section: "IV.3" }]),
        guards: ["non-punishment", "myth-refuses-help"],
        do: expect.arrayContaining([expect.any(String)]),
        lookNext: [],
      }),
    ]);
  });

  test("answers an array in its order; missing keys mean unknown", () => {
    const path = file("many.json", [{ id: "a", claims: true }, {}, { id: "c", act: ["recruited"] }]);
    const { code, out } = threshold(["assess", "--json", path]);
    expect(code).toBe(0);
    expect(answers(out).map(({ id, result }) => [id, result])).toEqual([
      ["a", "presumed"],
      [null, "none"],
      ["c", "potential"],
    ]);
  });

  test("reads standard input, accepts a byte-order mark, and an empty array", () => {
    expect(answers(threshold(["assess", "-", "--json"], '\u{feff}{"id":"x"}').out)).toMatchObject([{ id: "x" }]);
    const empty = threshold(["assess", file("empty.json", []), "--json"]);
    expect([empty.code, empty.out, empty.errors]).toEqual([0, "[]\n", []]);
  });
});

describe("a case that cannot be read", () => {
  test("is named with field and nearest id; the others are still answered", () => {
    const path = file("mixed.json", [
      { id: "good-1", claims: true },
      { id: "bad", present: ["coercion.violence", "coercion.debt-bondage", "coercion.document"], claims: "yes" },
      { present: [], nationality: "invented" },
      { id: "good-2" },
    ]);
    const { code, out, errors } = threshold(["assess", path, "--json"]);
    expect(code).toBe(2);
    expect(answers(out).map(({ id }) => id)).toEqual(["good-1", "good-2"]);
    expect(errors).toHaveLength(3);
    expect(errors[0]).toBe(
      'case "bad" (number 2): present[2]: "coercion.document" is not a known id. The nearest is coercion.documents.',
    );
    expect(errors[1]).toMatch(/^case "bad" \(number 2\): claims: .*string.*boolean/);
    expect(errors[2]).toMatch(/^case number 3: nationality: /);
    expect(errors.join()).not.toContain("invented");
  });

  test("is one line for one fault, even where its texts hold line breaks and steering characters", () => {
    const path = file("hostile.json", { id: "a\nb\u001b[31m", present: ["x\r\ny\u001b]0;z\u0007"], "q\nr": 1 });
    const { code, out, errors } = threshold(["assess", path, "--json"]);
    expect([code, out]).toEqual([2, "[]\n"]);
    expect(errors).toHaveLength(2);
    for (const line of errors) {
      expect(line).toMatch(/^case "a\\u\{a\}b\\u\{1b\}\[31m" /);
      expect(line).not.toMatch(/\p{Cc}/u);
    }
  });

  test.each([["5"], ["null"], ['"text"'], ["[[]]"]])("is told where the file holds %s", (content) => {
    const { code, out, errors } = threshold(["assess", file("odd.json", content), "--json"]);
    expect([code, out]).toEqual([2, "[]\n"]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^case number 1: .*object/);
  });
});

describe("a file that cannot be read", () => {
  test("broken JSON: line and column, and nothing of its text", () => {
    const path = file("broken.json", '[\n  { "id": "secret-name",\n    "age": adult }\n]');
    const { code, out, errors } = threshold(["assess", path, "--json"]);
    expect([code, out]).toEqual([2, "[]\n"]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("line 3, column 12");
    expect(errors[0]).not.toContain("secret-name");
  });

  test.each([
    ["missing", "no-such-file.json", /no file/],
    ["a folder", ".", /folder/],
  ])("%s", (_what, path, sentence) => {
    const { code, out, errors } = threshold(["assess", path, "--json"]);
    expect([code, out]).toEqual([2, "[]\n"]);
    expect(errors).toEqual([expect.stringMatching(sentence)]);
    expect(threshold(["assess", path]).out).toBe("");
  });

  test("an empty file, and one that is not UTF-8", () => {
    expect(threshold(["assess", file("void.json", "")]).errors).toEqual([expect.stringContaining("line 1, column 1")]);
    const { code, errors } = threshold(["assess", file("latin.json", Uint8Array.of(0x22, 0xe9, 0x22))]);
    expect(code).toBe(2);
    expect(errors).toEqual([expect.stringContaining("UTF-8")]);
  });
});

describe("assess FILE", () => {
  test("speaks in sentences", () => {
    const path = file("plain.json", [
      {
        id: "invented-2",
        age: "unsure-claims-child",
        form: { id: "begging", basis: "seen" },
        present: ["coercion.violence"],
      },
      { act: ["recruited"], statements: ["could-leave"] },
    ]);
    const { code, out, errors } = threshold(["assess", path]);
    expect([code, errors]).toEqual([0, []]);
    expect(out).toMatch(/^invented-2\n {2}There is reason/);
    expect(out).toMatch(/- Forced begging\. .+ \(P5, section II\.2\)/);
    expect(out).toMatch(/- .+\. .+ \(P1, section IV\.3\)/);
    expect(out).toContain("Case 2\n");
    expect(out.trimEnd().split("\n").at(-1)).toContain("note for help");
    // Ids are for programs: none is left where a sentence should stand.
    expect(out).not.toMatch(/coercion\.|myth-|not-yet|child-labour|undefined|null/);
  });

  test("answers the good cases and complains about the others", () => {
    const { code, out, errors } = threshold(["assess", file("half.json", [{ id: "good" }, { id: "bad", age: 3 }])]);
    expect(code).toBe(2);
    expect(out).toMatch(/^good\n/);
    expect(errors).toHaveLength(1);
  });
});

test.each([[[]], [["a.json", "b.json"]], [["a.json", "--jsn"]]])("assess %j is told how it is used", (args) => {
  const { code, out, errors } = threshold(["assess", ...args]);
  expect([code, out]).toEqual([2, ""]);
  expect(errors.at(-1)).toContain("npx threshold assess FILE");
});
