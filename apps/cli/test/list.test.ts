import { shortList } from "@threshold/identification";
import { describe, expect, test } from "vitest";
import { openWords } from "../src/words.ts";
import { list } from "./support/list.ts";
import { threshold } from "./support/threshold.ts";

const { say } = await openWords();
const [situation] = list.situations.map(({ id }) => id);
if (situation === undefined) throw new Error("no situation");

test("list alone shows every situation", () => {
  const { code, out, errors } = threshold(["list"]);
  expect([code, errors]).toEqual([0, []]);
  expect(out).toContain(`List ${list.version}\n`);
  for (const { id } of list.situations) expect(out).toMatch(new RegExp(`^ {2}${id} +${say(`situation.${id}`)}$`, "m"));
  const json = JSON.parse(threshold(["list", "--json"]).out);
  expect(json.situations.map(({ id }: { id: string }) => id)).toEqual(list.situations.map(({ id }) => id));
});

describe("list SITUATION", () => {
  const { first, rest } = shortList(list, { situation, age: "unsure" });

  test("shows the twelve signs that open first, with what they are, their sections and ids", () => {
    const { code, out, errors } = threshold(["list", situation]);
    expect([code, errors]).toEqual([0, []]);
    const shown = out.match(/^ +\d+\. .+\n {6}.+$/gm) ?? [];
    expect(shown).toHaveLength(12);
    for (const [index, id] of first.entries()) {
      const sign = list.indicators.find((one) => one.id === id);
      expect(shown[index]).toContain(`${index + 1}. ${say(`sign.${id}`)}\n`);
      expect(shown[index]).toMatch(
        new RegExp(`\\n +(in)?direct.* · ${sign?.phase} · section ${sign?.sections.join(", ")} · ${id}$`),
      );
    }
    expect(out).toContain(`${rest.length} further signs: --all shows them.`);
  });

  test("--all adds every other sign, none twice", () => {
    const { out } = threshold(["list", situation, "--all"]);
    const ids = [...out.matchAll(/ · (\S+)$/gm)].map(([, id]) => id);
    expect(ids).toEqual([...first, ...rest]);
    expect(new Set(ids).size).toBe(list.indicators.length);
  });

  test("age, form and community order it as the engine does", () => {
    for (const met of [
      { age: "child", form: "begging", community: "source" },
      { age: "adult", form: "forced-labour", community: "destination" },
    ] as const) {
      const options = Object.entries(met).flatMap(([name, value]) => [`--${name}`, value]);
      const json = JSON.parse(threshold(["list", situation, "--json", "--all", ...options]).out);
      const ids = (signs: readonly { id: string }[]) => signs.map(({ id }) => id);
      expect({ first: ids(json.first), rest: ids(json.rest) }).toEqual(shortList(list, { situation, ...met }));
      expect(json).toMatchObject({ version: list.version, situation, ...met });
      expect(json.first[0]).toMatchObject({ words: say(`sign.${json.first[0].id}`), sections: expect.any(Array) });
    }
  });
});

test.each([
  [[`${situation}s`], `There is no situation "${situation}s". The nearest is ${situation}.`],
  [[situation, "--form", "forced-labor"], 'There is no form "forced-labor". The nearest is forced-labour.'],
  [[situation, "--age", "old"], '--age takes one of adult, child, unsure, not "old".'],
  [[situation, "--community", "home"], '--community takes one of source, transit, destination, not "home".'],
  [[situation, "more"], '"more" stands alone: it belongs to no option.'],
])("%j is answered with one sentence, exit code 2", (args, sentence) => {
  const { code, out, errors } = threshold(["list", ...args]);
  expect([code, out]).toEqual([2, ""]);
  expect(errors[0]).toContain(sentence);
  expect(errors.at(-1)).toContain("npx threshold list [SITUATION]");
});

test("every phase and directness of the list has its word", () => {
  const { code, out } = threshold(["list", "--all", "--language", "ar-XB"]);
  expect(code).toBe(0);
  expect(out.match(/ · \S+$/gm)).toHaveLength(list.indicators.length);
});
