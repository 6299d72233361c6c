import { describe, expect, it } from "vitest";
import { folder } from "./build.ts";
import { check } from "./check.ts";
import { type Offer, offerTexts } from "./check-offer.ts";
import { assemble, checkShapes, type Files, readFiles } from "./read.ts";

const files = readFiles(folder);
const knowledge = assemble(files);
const { offer } = knowledge;
const english = knowledge.languages.find(({ tag }) => tag === "en")?.files.offer?.texts ?? {};

type Loose<T> = { -readonly [K in keyof T]: T[K] extends object ? Loose<T[K]> : T[K] };
/** The real check with one thing spoilt; each fault that is planted must be found. */
function faults(spoil: (offer: Loose<Offer>, files: Files) => void): string {
  const copy = structuredClone(files);
  spoil(copy["offer.yaml"] as Loose<Offer>, copy);
  return [...checkShapes(copy, folder), ...check(assemble(copy))].join("\n");
}
const question = (of: Loose<Offer>, id: string) => {
  const found = of.questions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};

describe("the check of an offer", () => {
  it("asks what the guidebook names: employer, contract, papers, who pays, who holds documents, return", () => {
    const ids = offer.questions.map(({ id }) => id);
    for (const id of [
      "employer",
      "contract",
      "visa",
      "costs",
      "papers",
      "ticket",
      "arrival",
      "return",
      "told",
      "found",
    ])
      expect(ids).toContain(id);
  });

  it("asks at most twelve questions at once, for every kind of offer and age", () => {
    for (const kind of offer.kinds) {
      for (const age of ["adult", "child"] as const) {
        const first = offer.questions.filter((one) => one.kinds.includes(kind) && one.first.includes(age));
        expect(first.length, `${kind} ${age}`).toBeGreaterThanOrEqual(8);
        expect(first.length, `${kind} ${age}`).toBeLessThanOrEqual(12);
      }
    }
  });

  it("has words for every question, answer, piece of advice and line to take along", () => {
    const wanted = offerTexts(offer);
    expect(wanted.length).toBeGreaterThan(150);
    expect(wanted.filter((key) => english[`offer.${key}`] === undefined)).toEqual([]);
  });

  it("names no sign that only describes a group: such a sign raises nothing", () => {
    const group = new Set(
      Object.values(knowledge.signFiles).flatMap((file) =>
        file.groups.flatMap(({ roles, indicators }) =>
          indicators.filter((sign) => [...roles, ...(sign.roles ?? [])].includes("group")).map(({ id }) => id),
        ),
      ),
    );
    const named = offer.questions.flatMap(({ answers }) =>
      Object.values(answers).flatMap(({ signs = [], childSigns = [] }) => [...signs, ...childSigns]),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((sign) => group.has(sign))).toEqual([]);
  });
});

describe("a planted fault is found", () => {
  it("a sign that does not exist, or is for another age", () => {
    expect(faults((of) => (question(of, "employer").answers.worrying.signs = ["no.such"]))).toContain(
      "offer question employer (worrying) names an unknown sign: no.such",
    );
    expect(faults((of) => (question(of, "employer").answers.worrying.signs = ["child.alone"]))).toContain(
      "offer question employer (worrying) gives child.alone to another age: adult",
    );
  });

  it("a missing text, one nobody asks for, advice that does not exist, advice that nothing gives", () => {
    const drop = (key: string) =>
      faults((_, all) => delete (all["languages/en/offer.yaml"] as { texts: Record<string, string> }).texts[key]);
    expect(drop("offer.answer.papers.worrying")).toContain("no text for offer.answer.papers.worrying");
    expect(drop("offer.take.copies")).toContain("no text for offer.take.copies");
    expect(faults((of) => (question(of, "visa").answers.worrying.advice = ["none-such"]))).toContain(
      "names an unknown advice: none-such",
    );
    expect(faults((of) => of.advice.push("idle"))).toContain("no answer gives the advice idle");
  });

  it("a thirteenth question at once, the same question twice, an answer that is missing or says too little", () => {
    expect(
      faults((of) => {
        for (const id of ["met", "ticket"]) question(of, id).first = ["adult"];
      }),
    ).toContain("questions about work come first for this age: adult");
    expect(faults((of) => of.questions.push(structuredClone(question(of, "visa"))))).toContain(
      "offer question visa is there twice",
    );
    expect(
      faults((of) => Object.assign(question(of, "visa").answers, { clear: { signs: ["travel.aim-unclear"] } })),
    ).toContain("must NOT have additional properties (signs)");
    expect(faults((of) => Object.assign(question(of, "visa").answers, { "not-clear": {} }))).toContain(
      "must have required property 'advice'",
    );
  });

  it("help that no service can offer", () => {
    expect(faults((of) => of.help.adult.push("none-such"))).toContain(
      "offer.yaml names an unknown service purpose: none-such",
    );
  });
});

describe("the paper to take along", () => {
  const lines = [
    ...offer.take.parts.flatMap(({ id, items }) => [`part.${id}`, ...items.map((item) => item.id)]),
    "title",
    "numbers",
    "abroad",
  ].map((id) => english[`offer.take.${id}`] ?? "");

  it("is read by a nine-year-old: short sentences, short words, and nothing that labels", () => {
    for (const line of lines) {
      expect(line).not.toMatch(/victim|trafficking|exploit|police|\bsigns\b|\bcase\b|refer/i);
      for (const sentence of line.split(/(?<=[.!?:])\s+/)) {
        const words = sentence.split(/\s+/);
        expect(words.length, sentence).toBeLessThanOrEqual(14);
        expect(
          words.filter((word) => syllables(word) > 3),
          sentence,
        ).toEqual([]);
      }
    }
  });

  it("takes no more than about a minute and a half to read out where nothing was answered", () => {
    const always = offer.take.parts.flatMap(({ items }) =>
      items.filter(({ advice, ages }) => advice === undefined && ages === undefined),
    );
    const words = always.flatMap(({ id }) => (english[`offer.take.${id}`] ?? "").split(/\s+/));
    expect(words.length).toBeLessThanOrEqual(190);
    expect(always.length).toBeGreaterThanOrEqual(8);
  });
});

/** Good enough for plain English: runs of vowels, without a silent e at the end of a word or of "some". */
function syllables(word: string): number {
  return (
    word
      .toLowerCase()
      .replace(/[^a-z]/g, "")
      .replace(/e$|(?<=som)e/g, "")
      .match(/[aeiouy]+/g)?.length ?? 0
  );
}
