import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assess, parse } from "../src/index.ts";
import { list } from "./support/list.ts";

interface Study {
  readonly id: string;
  readonly section: string;
  readonly persons: readonly {
    readonly input: { readonly id: string };
    readonly expect: { readonly guards?: readonly string[] };
  }[];
}

const folder = new URL("../../../knowledge/dist/cases/", import.meta.url);
const studies = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Study);

test("the four case studies with persons in them are there", () => {
  expect(studies.map(({ section }) => section).toSorted()).toEqual(["V.2", "V.4.2", "V.4.2", "V.5"]);
});

describe.each(studies)("$id ($section): what a reader of the guidebook concludes", ({ persons }) => {
  test.each(persons)("$input.id", ({ input, expect: { guards, ...expected } }) => {
    const parsed = parse(list, input);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const assessment = assess(list, parsed.value);
    expect(assessment).toMatchObject(expected);
    if (guards !== undefined) expect(assessment.guards).toEqual(expect.arrayContaining([...guards]));
  });
});
