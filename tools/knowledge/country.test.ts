import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { build, folder } from "./build.ts";
import { check } from "./check.ts";
import type { Country } from "./country.ts";
import { assemble, checkShapes, readFiles } from "./read.ts";

type Loose<T> = { -readonly [K in keyof T]: T[K] extends object ? Loose<T[K]> : T[K] };

const real = readFiles(folder);
/** Faults of the real files with one thing spoilt in the invented country. */
function faults(spoil: (country: Loose<Country>) => void): string {
  const files = structuredClone(real);
  spoil(files["countries/marovia.yaml"] as Loose<Country>);
  return [...checkShapes(files, folder), ...check(assemble(files))].join("\n");
}

describe("a planted fault in a country's file is found", () => {
  it("numbers the guidebook forbids, and numbers nobody could phone", () => {
    expect(faults((country) => (country.reflectionDays = 29))).toContain("must be >= 30");
    expect(faults((country) => (country.adultAge = 21))).toContain("must be equal to constant");
    expect(faults((country) => (country.emergency[0] = { id: "emergency", phone: "ask the desk" }))).toContain(
      "must match pattern",
    );
  });

  it("roles that are unknown, forgotten, or stand on both sides", () => {
    expect(faults((country) => (country.interview.may as string[]).push("wizard"))).toContain("unknown role wizard");
    expect(faults((country) => (country.interview.observe as string[]).pop())).toContain(
      "interview says nothing about union-officer",
    );
    expect(faults((country) => (country.interview.may as string[]).push("police-patrol"))).toContain(
      "interview says that police-patrol may ask, and that police-patrol may only observe",
    );
  });

  it("authorities, forms, languages and sections that do not exist", () => {
    expect(faults((country) => Object.assign(country.tell[0] ?? {}, { to: "nobody" }))).toContain(
      "unknown authority nobody",
    );
    expect(faults((country) => (country.stages.judicial = ["nobody"]))).toContain("unknown authority nobody");
    expect(faults((country) => (country.forms as string[]).push("none-such"))).toContain("unknown form none-such");
    expect(faults((country) => (country.languages as string[]).push("xx"))).toContain("unknown language xx");
  });

  it("texts that are missing or idle, and an invented country that hides it", () => {
    expect(faults((country) => delete country.texts.en?.["right.lawyer"])).toContain("no text for right.lawyer");
    expect(faults((country) => Object.assign(country.texts.fr ?? {}, { "right.gone": "Parti" }))).toContain(
      "nothing asks for right.gone (fr)",
    );
    expect(faults((country) => Object.assign(country.texts.en ?? {}, { name: "Marovia" }))).toContain(
      'an invented country has "invented" in its name',
    );
    expect(faults((country) => (country.invented = false))).toContain('an invented country has "invented" in its name');
    expect(faults((country) => (country.id = "elsewhere"))).toContain("the file is called marovia.yaml");
  });
});

describe("docs/how-to-add-a-country.md, followed step by step", () => {
  const page = readFileSync(fileURLToPath(new URL("../../docs/how-to-add-a-country.md", import.meta.url)), "utf8");
  const blocks = (kind: string) =>
    [...page.matchAll(new RegExp(`\`\`\`${kind}\n(.*?)\`\`\``, "gs"))].map(([, text]) => text ?? "");
  const copy = mkdtempSync(join(tmpdir(), "threshold-country-"));
  const read = (path: string) => JSON.parse(readFileSync(join(copy, "dist", path), "utf8")) as Country;

  beforeAll(() => {
    cpSync(folder, copy, { recursive: true, filter: (path) => basename(path) !== "dist" });
    const [, from = "", to = ""] = /cp knowledge\/(\S+) knowledge\/(\S+)/.exec(blocks("sh")[0] ?? "") ?? [];
    cpSync(join(copy, from), join(copy, to));
    const file = join(copy, to);
    const steps = blocks("yaml").map((text) => parse(text) as object);
    expect(steps.length).toBeGreaterThanOrEqual(6);
    writeFileSync(file, stringify(Object.assign({}, parse(readFileSync(file, "utf8")), ...steps)));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it("builds, and the build is for that country", () => {
    build(copy, "newland");
    expect(read("country.json")).toMatchObject({ id: "newland", reflectionDays: 40 });
    expect(read("country-list.json")).toMatchObject({ id: "newland", interview: { unsaid: "observe" } });
    expect(read("countries/default/country.json").id).toBe("default");
  });

  it("builds the neutral file where no country is named", () => {
    build(copy, "default");
    expect(read("country.json").id).toBe("default");
  });

  it("answers a country that does not exist with those that do", () => {
    expect(() => build(copy, "atlantis")).toThrow(
      /There is no country "atlantis"\. Known are: default, marovia, newland\./,
    );
  });

  it("speaks of every field that the schema knows", () => {
    const schema = JSON.parse(readFileSync(join(folder, "schemas/country.schema.json"), "utf8"));
    const told = new Set(blocks("yaml").flatMap((text) => Object.keys(parse(text))));
    for (const field of schema.required as string[])
      if (field !== "adultAge") expect([...told], field).toContain(field);
  });
});
