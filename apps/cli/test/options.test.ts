import { expect, test } from "vitest";
import { readChoice, readOptions } from "../src/options.ts";
import { openWords } from "../src/words.ts";

const words = await openWords();
const known = { port: "text", data: "text", demo: "switch" } as const;

test.each([
  [[], {}],
  [["--port", "1", "--demo"], { port: "1", demo: "on" }],
  [["--port=1", "--data=a b", "--port", "2"], { port: "2", data: "a b" }],
  [["--data", "-"], { data: "-" }],
])("%j is read", (args, given) => {
  expect(readOptions(words, args, known)).toEqual({ ok: true, given, names: [] });
});

test.each([
  [["--port"], "--port needs a value behind it."],
  [["--port="], "--port needs a value behind it."],
  [["--port", "--demo"], "--port needs a value behind it."],
  [["--demo=yes"], "--demo takes no value."],
  [["--demo", "yes"], '"yes" stands alone: it belongs to no option.'],
  [["--", "--demo"], '"--demo" stands alone: it belongs to no option.'],
  [["--no-demo"], 'There is no option "--no-demo".'],
  [["--constructor"], 'There is no option "--constructor".'],
  [["-p"], 'There is no option "-p".'],
])("%j is refused with one sentence", (args, why) => {
  expect(readOptions(words, args, known)).toEqual({ ok: false, why });
});

test("as many arguments may stand alone as are asked for", () => {
  const read = readOptions(words, ["--demo", "a.csv", "--port", "1", "-"], known, 2);
  expect(read).toEqual({ ok: true, given: { demo: "on", port: "1" }, names: ["a.csv", "-"] });
  expect(readOptions(words, ["a", "b"], known, 1)).toEqual({
    ok: false,
    why: '"b" stands alone: it belongs to no option.',
  });
});

test("one of a few values, or a sentence that names them", () => {
  expect(readChoice(words, "--age", "child", ["adult", "child"])).toEqual({ ok: true, value: "child" });
  expect(readChoice(words, "--age", undefined, ["adult", "child"])).toEqual({ ok: true, value: null });
  expect(readChoice(words, "--age", "old", ["adult", "child"])).toEqual({
    ok: false,
    why: '--age takes one of adult, child, not "old".',
  });
});
