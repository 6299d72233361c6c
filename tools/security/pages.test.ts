import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8");

/** Cells of each row of a page's tables, heads and rules left out. */
function rows(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("|") && !/^\|[ |:-]+\|?$/.test(line));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Every "`path` › words" of a text. */
function places(text: string): { readonly path: string; readonly words: string }[] {
  return [...text.matchAll(/`([^`\s]+)` › ([^|;\n]+)/g)].map(([, path = "", words = ""]) => ({
    path,
    words: words.trim(),
  }));
}

/** One line for each place that is not where a page says. */
function missing(text: string): string[] {
  return places(text).flatMap(({ path, words }) => {
    if (!existsSync(`${root}/${path}`)) return [`${path} is not there`];
    return words.length >= 6 && read(path).includes(words) ? [] : [`${path} has no ${JSON.stringify(words)}`];
  });
}

const between = (text: string, from: string, to: string | undefined): string =>
  text.slice(text.indexOf(`## ${from}`), to === undefined ? undefined : text.indexOf(`## ${to}`));

/** How many requirements of levels 1 and 2 each section has, in ASVS 5.0.0. */
const sections: Readonly<Record<string, number>> = {
  ...{
    "1.1": 2,
    "1.2": 9,
    "1.3": 11,
    "1.4": 3,
    "1.5": 2,
    "2.1": 3,
    "2.2": 3,
    "2.3": 4,
    "2.4": 1,
    "3.2": 2,
    "3.3": 4,
    "3.4": 6,
  },
  ...{
    "3.5": 5,
    "3.7": 2,
    "4.1": 3,
    "4.2": 1,
    "4.3": 2,
    "4.4": 4,
    "5.1": 1,
    "5.2": 3,
    "5.3": 2,
    "5.4": 3,
    "6.1": 3,
    "6.2": 12,
  },
  ...{
    "6.3": 4,
    "6.4": 4,
    "6.5": 5,
    "6.6": 3,
    "6.8": 4,
    "7.1": 3,
    "7.2": 4,
    "7.3": 2,
    "7.4": 5,
    "7.5": 2,
    "7.6": 2,
    "8.1": 2,
  },
  ...{
    "8.2": 3,
    "8.3": 1,
    "8.4": 1,
    "9.1": 3,
    "9.2": 4,
    "10.1": 2,
    "10.2": 2,
    "10.3": 4,
    "10.4": 11,
    "10.5": 5,
    "10.6": 2,
  },
  ...{
    "10.7": 3,
    "11.1": 2,
    "11.2": 3,
    "11.3": 3,
    "11.4": 4,
    "11.5": 1,
    "11.6": 1,
    "12.1": 3,
    "12.2": 2,
    "12.3": 4,
    "13.1": 1,
  },
  ...{
    "13.2": 5,
    "13.3": 2,
    "13.4": 5,
    "14.1": 2,
    "14.2": 4,
    "14.3": 3,
    "15.1": 3,
    "15.2": 3,
    "15.3": 7,
    "16.1": 1,
    "16.2": 5,
  },
  ...{ "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2 },
};
/** Of level 3: what the project's anchors name. */
const named = ["8.4.2", "14.2.6", "14.2.7", "14.2.8"];

describe("docs/security/asvs.md", () => {
  const page = read("docs/security/asvs.md");
  const lines = rows(page).filter(([no]) => /^\d+\.\d+\.\d+$/.test(no ?? ""));
  const [counted = [], counted3 = []] = rows(page).filter(([name]) => /^Level/.test(name ?? ""));

  it("has a line for each requirement of levels 1 and 2, once", () => {
    const found: Record<string, number> = {};
    for (const [no = "", level] of lines) {
      const section = no.split(".").slice(0, 2).join(".");
      if (level !== "3") found[section] = (found[section] ?? 0) + 1;
    }
    expect(found).toEqual(sections);
    expect(new Set(lines.map(([no]) => no)).size).toBe(lines.length);
    expect(lines.map(([no]) => no)).toEqual(expect.arrayContaining(named));
  });

  it("names for all that is held a test that is there, and says how for what is not", () => {
    const wrong = lines.flatMap(([no = "", , , held = "", how = "", shown = ""]) => {
      if (held === "yes" && shown === "" && how === "" && !quiet.includes(no))
        return [`${no}: held, and neither how nor a test`];
      if (["part", "no"].includes(held) && how === "") return [`${no}: why not whole?`];
      return [];
    });
    expect(wrong).toEqual([]);
    expect(missing(page)).toEqual([]);
    expect(places(page).length).toBe(lines.filter((line) => line[5] !== "").length);
  });

  it("counts them right", () => {
    const states = ["yes", "part", "host", "no", "none here"];
    const count = (levels: string[]) => {
      const some = lines.filter(([, level = ""]) => levels.includes(level));
      return [...states.map((state) => some.filter((line) => line[3] === state).length), some.length].map(String);
    };
    expect(counted.slice(1)).toEqual(count(["1", "2"]));
    expect(counted3.slice(1)).toEqual(count(["3"]));
    expect(lines.filter((line) => !states.includes(line[3] ?? ""))).toEqual([]);
    console.log(`ASVS 5.0, levels 1 and 2: ${states.map((state, at) => `${counted[at + 1]} ${state}`).join(", ")}`);
  });
});
/** Held by there being nothing of the kind. */
const quiet = ["3.7.1"];

describe("docs/security/inventory.md", () => {
  const page = read("docs/security/inventory.md");
  const holds = (from: string, to: string | undefined, least: number) => {
    const part = between(page, from, to);
    expect(missing(part)).toEqual([]);
    expect(places(part).length).toBeGreaterThanOrEqual(least);
  };
  it("every limit stands in the code where it says", () => holds("Limits", "Keys", 14));
  it("every key is made where it says", () => holds("Keys", "Logs", 8));
  it("every log is written where it says", () => holds("Logs", "Connections", 3));
  it("every connection is made where it says", () => holds("Connections", undefined, 3));
});

describe("docs/threat-model.md", () => {
  const page = read("docs/threat-model.md");
  it("names every test that shows it: every test that the threat model names is there", () => {
    expect(missing(page)).toEqual([]);
    const lines = rows(between(page, "What the loss of each part gives away", "Insiders")).slice(1);
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) expect(places(`| ${line.at(-1)} |`).length, line[0]).toBeGreaterThan(0);
  });
});

describe("the check of these pages", () => {
  it("falls where a test was renamed, a file is gone, or nothing is named", () => {
    expect(missing("| a | `tools/security/pages.test.ts` › the check of these pages |")).toEqual([]);
    expect(missing(`| a | \`tools/security/pages.test.ts\` › no such ${"name"} at all |`)).toHaveLength(1);
    expect(missing("| a | `tools/security/none.test.ts` › x |")).toHaveLength(1);
    expect(places("| `a.ts` › one; `b.ts` › two |")).toEqual([
      { path: "a.ts", words: "one" },
      { path: "b.ts", words: "two" },
    ]);
  });
});
