import { readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { file, threshold } from "./support/threshold.ts";

interface Answer {
  readonly id: string | null;
  readonly result: string;
  readonly explanation?: readonly string[];
}
const lines = (text: string): Answer[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Answer);
const three = '{"id":"a","claims":true}\r\n\r\n{"age":"child"}\n{"id":"c","act":["recruited"]}';

describe("what a file holds is told", () => {
  test.each([
    ["cases.jsonl", three, []],
    ["cases.ndjson", three, []],
    ["cases.json", three, []],
    ["cases", `\u{feff}${three}`, []],
    ["cases.txt", three, ["--from", "jsonl"]],
  ])("%s is JSON Lines: one answer a line", (name, content, options) => {
    const { code, out, errors } = threshold(["assess", file(name, content), ...options]);
    expect([code, errors]).toEqual([0, ["3 cases judged, 0 rows not taken."]]);
    expect(lines(out)).toMatchObject([
      { id: "a", result: "presumed" },
      { id: null, result: "none", line: 3 },
      { id: "c", result: "potential" },
    ]);
    // A case with an id of its own has the contract of `assess` and nothing else.
    expect(lines(out)[0]).not.toHaveProperty("line");
  });

  test("one case alone, or laid out over many lines, is JSON: it is answered in sentences", () => {
    for (const content of ['{"id":"a","claims":true}\n', '{\n  "id": "a",\n  "claims": true\n}']) {
      const { code, out, errors } = threshold(["assess", "-"], content);
      expect([code, errors]).toEqual([0, []]);
      expect(out).toMatch(/^a\n {2}There is reason/);
    }
  });

  test("UTF-16 is no format of ours", () => {
    const { code, errors } = threshold(["assess", file("wide.csv", Buffer.from("\ufeffid\n1\n", "utf16le"))]);
    expect([code, errors]).toEqual([2, [expect.stringContaining("UTF-8")]]);
  });

  test("one JSON text that is too large to be held is told how to become JSON Lines", () => {
    const large = file("large.json", `[${`"${"x".repeat(1 << 20)}",`.repeat(65)}1]`);
    const { code, out, errors } = threshold(["assess", large]);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toEqual([expect.stringMatching(/more than 64 MB .*JSON Lines/)]);
  });
});

describe("answers", () => {
  test("as one JSON array, byte for byte what one JSON text gives", () => {
    const json = `[${three.trim().split(/\s+/).join(",")}]`;
    const whole = threshold(["assess", file("whole.json", json), "--json"]).out;
    expect(threshold(["assess", file("three.jsonl", three), "--to", "json"]).out).toBe(whole);
    expect(whole).toBe(`${JSON.stringify(JSON.parse(whole), null, 2)}\n`);
  });

  test("go to a file that only its owner may read; its ending tells how", () => {
    const path = file("three.jsonl", three);
    const out = path.replace("three.jsonl", "answers.csv");
    const done = threshold(["assess", path, "--out", out]);
    expect([done.code, done.out]).toEqual([0, ""]);
    expect(readFileSync(out, "utf8")).toMatch(/^line,id,result,[^\n]+\r\n1,a,presumed,/);
    if (process.platform !== "win32") expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test("never over the file that is read, or twice to one file", () => {
    const path = file("source.jsonl", three);
    for (const options of [
      ["--out", path],
      ["--rejects", path],
      ["--out", "x.csv", "--rejects", "x.csv"],
    ]) {
      const { code, errors } = threshold(["assess", path, ...options]);
      expect([code, errors[0]]).toEqual([2, expect.stringContaining("named twice")]);
    }
    expect(readFileSync(path, "utf8")).toBe(three);
  });

  test("come with plain sentences where they are asked for", () => {
    const { out } = threshold(["assess", file("three.jsonl", three), "--explain"]);
    for (const { explanation = [] } of lines(out)) {
      expect(explanation.length).toBeGreaterThan(1);
      for (const sentence of explanation) expect(sentence).toMatch(/^\p{Lu}.{15,}[.)]$/u);
    }
    const text = threshold(["assess", file("three.jsonl", three), "--explain", "--to", "text"]).out;
    expect(text).toMatch(
      /\n {2}Why\n {4}- .+\n(.*\n)* {2}What is missing\n {4}- (.*\n)* {2}What would change it\n {4}- /,
    );
    for (const sentence of lines(out)[2]?.explanation ?? []) expect(text).toContain(`    - ${sentence}\n`);
  });

  test("speak the language that is asked for, and name those there are", () => {
    const path = file("three.jsonl", three);
    const spoken = threshold(["assess", path, "--to", "text", "--language", "ar-XB"]);
    expect(spoken.out).toContain("\u202Ereason\u202C");
    expect(spoken.errors[0]).toContain("\u202Ejudged");
    const { code, errors } = threshold(["assess", path, "--language", "tlh"]);
    expect([code, errors[0]]).toEqual([2, expect.stringMatching(/^--language takes one of en, ar-XB.*, not "tlh"\.$/)]);
  });
});

const long = "x".repeat(10 << 20);
const odd = [
  Buffer.from(`{"id":"good-1"}\n{"id":"bad" "age"}\n5\n{"id":"long","x":"é\\t${long}"}\n`),
  Buffer.concat([Buffer.from('{"id":"'), Buffer.of(0xe9, 0x80), Buffer.from('"}\n')]),
  Buffer.from('{"id":"good-2","nationality":"invented"}\n{"id":"é"}\n{"id":"half","present":["coercion.doc'),
];

test("lines that cannot be taken: judged around, counted, and kept to the byte", () => {
  const rejects = file("rejects.jsonl", "");
  const { code, out, errors } = threshold(["assess", file("odd.jsonl", Buffer.concat(odd)), "--rejects", rejects]);
  expect(code).toBe(2);
  expect(lines(out).map(({ id }) => id)).toEqual(["good-1", "é"]);
  expect(errors).toEqual([
    "2 cases judged, 6 rows not taken.",
    "  Not whole JSON: 2",
    "    line 2: the line is not whole JSON: it breaks at character 13. Mend it there.",
    "    line 8: the line is not whole JSON: it breaks at character 38. Mend it there.",
    "  A value of the wrong type: 1",
    expect.stringMatching(/^ {4}line 3: .*object/),
    "  Longer than 1 MB: 1",
    "    line 4: the row is longer than 1 MB. Look for a quote or a line break that is missing.",
    "  Not text in UTF-8: 1",
    "    line 5: the row is not text in UTF-8. Save the file as UTF-8.",
    "  A field that a case does not have: 1",
    '    line 6 (case "good-2"): nationality: a case has no such field, so it was not read.',
    `The rows that were not taken are in ${rejects}, each with the reason.`,
  ]);
  const kept = readFileSync(rejects, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(kept.map(({ line, row }) => [line, row])).toEqual([
    [2, '{"id":"bad" "age"}'],
    [3, "5"],
    [4, `{"id":"long","x":"é\\t${long}"}`],
    [5, '{"id":"é\u0080"}'],
    [6, '{"id":"good-2","nationality":"invented"}'],
    [8, '{"id":"half","present":["coercion.doc'],
  ]);
  expect(kept[4].problems).toEqual([
    { column: "nationality", code: "unknown-field", reason: "a case has no such field, so it was not read." },
  ]);
});

test("a long line in a rejects file of CSV, and rows of JSON Lines there, stay whole", () => {
  const rejects = file("rejects.csv", "");
  const path = file("long.jsonl", `${JSON.stringify({ id: `"${long}` })}\n{}}\n`);
  expect(threshold(["assess", path, "--rejects", rejects]).code).toBe(2);
  const [header, first, second] = readFileSync(rejects, "utf8").split("\r\n");
  expect(header).toBe("rejected.line,rejected.column,rejected.reason,rejected.row");
  expect(first?.endsWith(`,"${JSON.stringify({ id: `"${long}` }).replaceAll('"', '""')}"`)).toBe(true);
  expect(second).toMatch(/^2,,.*,\{\}\}$/);
});
