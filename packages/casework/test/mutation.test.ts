import { expect, test } from "vitest";
import { allRules, policyOf } from "../src/policy.ts";
import { run } from "./model/run.ts";
import { section, table } from "./support/section.ts";

const page = new URL("../../../docs/access.md", import.meta.url);
const seed = 7;
const most = 30_000;

interface Mutant {
  readonly name: string;
  readonly says: string;
  readonly found: string;
}

/** Takes one rule out and lets the model look for what slips through. */
function without(name: string, says: string): Mutant {
  const rules = {
    writing: allRules.writing.filter((rule) => rule.name !== name),
    reading: allRules.reading.filter((rule) => rule.name !== name),
  };
  const { difference } = run(seed, most, policyOf(rules));
  return { name, says, found: difference === null ? "" : `step ${difference.step}: ${difference.what}` };
}

test("each rule taken out once: the model sees what it kept, and docs/access.md shows it", {
  timeout: 120_000,
}, async () => {
  const all = [...allRules.reading, ...allRules.writing];
  expect(new Set(all.map((rule) => rule.name)).size).toBe(all.length);
  const mutants = all.map(({ name, says }) => without(name, says));
  const rows = mutants.map(({ name, says, found }) => [`\`${name}\``, says, found]);
  const lines = table(["rule", "what it keeps", "taken out, the model sees"], rows);
  console.log(lines.join("\n"));
  expect(mutants.filter(({ found }) => found === "").map(({ name }) => name)).toEqual([]);
  const [now, due] = await section(page, "rules", lines);
  expect(now, "run with THRESHOLD_WRITE=1 to write the page").toBe(due);
});

test("with every rule in place the same walk shows no difference", () => {
  expect(run(seed, 3000, policyOf(allRules)).difference).toBeNull();
});
