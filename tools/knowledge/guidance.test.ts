import { expect, it } from "vitest";
import { folder } from "./build.ts";
import { check } from "./check.ts";
import type { Guidance, GuidanceItem } from "./guidance.ts";
import { assemble, checkShapes, readFiles } from "./read.ts";

type Loose<T> = { -readonly [K in keyof T]: T[K] extends object ? Loose<T[K]> : T[K] };

const real = readFiles(folder);
/** Faults of the real files with one thing spoilt in the guidance. */
function faults(spoil: (guidance: Loose<Guidance>) => void): string {
  const files = structuredClone(real);
  spoil(files["guidance.yaml"] as Loose<Guidance>);
  return [...checkShapes(files, folder), ...check(assemble(files))].join("\n");
}
const first = (items: readonly GuidanceItem[]) => items[0] as Loose<GuidanceItem>;

it("finds a card for a situation, with a section or a term that does not exist", () => {
  expect(faults(({ cards }) => Object.assign(first(cards), { situations: ["moon"] }))).toContain(
    "guidance.yaml cards worksite-each-alone names an unknown situation: moon",
  );
  expect(faults(({ dont }) => Object.assign(first(dont), { sections: ["VII.9"] }))).toContain(
    "guidance.yaml dont ask-why-stayed names an unknown section: VII.9",
  );
  expect(faults(({ words }) => Object.assign(words, { "rule.P1": ["no-such"] }))).toContain(
    "guidance.yaml words rule.P1: no-such is not in the glossary",
  );
  expect(faults(({ words }) => Object.assign(words, { "rule.P99": ["coercion"] }))).toContain(
    "guidance.yaml words: there is no text rule.P99",
  );
  expect(faults((guidance) => (guidance.ageUnsure = "no-such"))).toContain("ageUnsure names an unknown guard: no-such");
});

it("finds a card that is there twice, and one without its words", () => {
  expect(faults(({ cards }) => cards.push(structuredClone(first(cards))))).toContain(
    "guidance.yaml cards: worksite-each-alone is there twice",
  );
  const found = faults(({ cards }) => cards.push({ id: "brand-new", sections: ["IV.1"] }));
  expect(found).toContain("no text for card.brand-new");
  expect(found).toContain("no text for card-detail.brand-new");
});

it("keeps nine rules for a child, six pieces of information, and five things at once", () => {
  expect(faults(({ childRules }) => childRules.pop())).toContain("must NOT have fewer than 9 items");
  expect(faults(({ information }) => information.pop())).toContain("must NOT have fewer than 6 items");
  expect(faults((guidance) => (guidance.atOnce = 6))).toContain("must be equal to constant");
});
