import { describe, expect, it } from "vitest";
import { folder } from "./build.ts";
import type { Knowledge, SignFile, Texts } from "./knowledge.ts";
import { checkShapes, type Files } from "./read.ts";
import { faults, file, spoilt } from "./spoilt.ts";

const texts = (files: Files, name: string) =>
  file<{ texts: Record<string, string> }>(files, `languages/en/${name}.yaml`).texts;
const firstSign = (files: Files) => {
  const sign = file<SignFile>(files, "indicators/delphi.yaml").groups[0]?.indicators[0];
  if (sign === undefined) throw new Error("no sign to spoil");
  return sign;
};

describe("a planted fault is found", () => {
  it("a file of another shape, an unknown key, a file no schema knows", () => {
    const shapes = (spoil: (files: Files) => void) => checkShapes(spoilt(spoil), folder).join("\n");
    expect(shapes((files) => (files["rules.yaml"] = { rules: "P1" }))).toContain("rules.yaml/rules: must be array");
    expect(shapes((files) => Object.assign(firstSign(files), { nationality: "x" }))).toContain("(nationality)");
    expect(shapes((files) => (files["notes.yaml"] = {}))).toContain("notes.yaml: no schema");
    expect(
      shapes((files) => (file<{ reflectionDays: number }>(files, "countries/default.yaml").reflectionDays = 29)),
    ).toContain("must be >= 30");
  });

  it("an id that is there twice", () => {
    expect(faults((files) => (firstSign(files).id = "deception.contract"))).toContain(
      "sign deception.contract is there twice",
    );
  });

  it("a sign, guard, form or section that does not exist", () => {
    type Situations = Pick<Knowledge, "situations">;
    type Studies = { persons: { input: { present: string[] } }[] };
    expect(
      faults((files) => file<Situations>(files, "situations.yaml").situations[0]?.signs.push("no.such")),
    ).toContain("situation worksite (adult) names an unknown sign: no.such");
    expect(
      faults((files) => file<Pick<Knowledge, "forms">>(files, "forms.yaml").forms[0]?.guards.push("none-such")),
    ).toContain("form sexual names an unknown guard: none-such");
    expect(faults((files) => Object.assign(firstSign(files), { sections: ["VII.9"] }))).toContain(
      "deception.job names an unknown section: VII.9",
    );
    expect(
      faults((files) => file<Studies>(files, "cases/ukraine.yaml").persons[0]?.input.present.push("no.such")),
    ).toContain("case ukraine names an unknown sign: no.such");
  });

  it("a children's sign at the top of an adult's list", () => {
    type Situations = Pick<Knowledge, "situations">;
    expect(
      faults((files) => file<Situations>(files, "situations.yaml").situations[0]?.signs.unshift("child.begs-watched")),
    ).toContain("situation worksite (adult) opens with signs of another age: child.begs-watched");
  });

  it("a sign file that the list leaves out", () => {
    expect(faults((files) => file<{ indicators: string[] }>(files, "list.yaml").indicators.pop())).toContain(
      "leaves out risk",
    );
  });

  it("a missing text, an orphaned one, one in the wrong file, a broken message", () => {
    expect(faults((files) => delete texts(files, "signs")["sign.deception.job"])).toContain(
      "no text for sign.deception.job",
    );
    expect(faults((files) => (texts(files, "signs")["sign.gone"] = "Gone"))).toContain("nothing asks for sign.gone");
    expect(faults((files) => (texts(files, "forms")["field.title"] = "Title"))).toContain(
      "field.title does not belong in this file",
    );
    expect(faults((files) => (texts(files, "guidance")["rule.P1"] = "{n, plural, one {"))).toContain(
      "rule.P1 is no ICU message",
    );
  });

  it("a sign that speaks of who somebody is, words that label, a text too long to read", () => {
    const label = (text: string) => faults((files) => (texts(files, "signs")["sign.deception.job"] = text));
    expect(label("Belongs to an ethnic minority")).toContain("speaks of who somebody is");
    expect(label("Has an unusual nationality")).toContain("speaks of who somebody is");
    expect(label("Religion")).toContain("speaks of who somebody is");
    expect(label("Is an illegal")).toContain("labels a person");
    expect(label("x".repeat(61))).toContain("61 characters");
    expect(faults((files) => (texts(files, "guidance")["action.danger-now"] = "word ".repeat(26).trim()))).toContain(
      "a sentence of 26 words",
    );
  });

  it("a text another language has and nobody asks for", () => {
    const orphan: Texts = { status: "machine-draft", texts: { "sign.gone": "Weg" } };
    const found = faults((files) => {
      files["languages/de/language.yaml"] = { name: "Deutsch", direction: "ltr" };
      files["languages/de/signs.yaml"] = orphan;
    });
    expect(found).toContain("languages/de/signs.yaml: nothing asks for sign.gone");
  });
});
