import { readFileSync } from "node:fs";
import { assess, type IndicatorList, type Result } from "@threshold/identification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer, empty, type Notes, present, toInput } from "../src/field/notes/notes.ts";
import {
  add,
  answerOffer,
  answersOf,
  isAdded,
  levelOf,
  outcomeOf,
  questionsOf,
  signsOf,
  takeAlong,
  takeOut,
  withKind,
} from "../src/field/offer/check.ts";
import { type Age, type Level, levels, type Offer, type Question } from "../src/field/offer/offer.ts";

const built = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../knowledge/dist/${name}.json`, import.meta.url), "utf8"));
const offer: Offer = built("offer");
const list: IndicatorList = built("list");

const question = (id: string): Question => {
  const found = offer.questions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};
const give = (notes: Notes, id: string, level: Level, age: Age = "adult") =>
  answerOffer(offer, notes, question(id), level, age);
const result = (notes: Notes): Result => assess(list, toInput(notes)).result;
const order = (notes: Notes) => ["none", "potential", "presumed"].indexOf(result(notes));

const adult: Notes = answer({ ...empty, age: "adult" }, "risk.job-seeker", "said");

describe("an answer", () => {
  test("that worries becomes a sign said by the person, and the engine's own rules judge it", () => {
    expect(result(adult)).toBe("potential");
    const taken = give(adult, "papers", "worrying");
    expect(taken.signs["recruitment-coercion.documents"]).toBe("said");
    expect(result(taken)).toBe("presumed");
    const online = give(adult, "met", "worrying");
    expect(present(online)).toContain("recruiter.online");
    expect(result(online)).toBe("potential");
  });

  test("is taken back by giving it again, with the sign it added and nothing else", () => {
    const back = give(give(adult, "papers", "worrying"), "papers", "worrying");
    expect(back.signs).toEqual(adult.signs);
    expect(levelOf(back.offer.answers, "papers")).toBeNull();
    expect(back.offer.added).toEqual({});
  });

  test("changed from worrying to clear takes its sign out", () => {
    expect(give(give(adult, "papers", "worrying"), "papers", "clear").signs).toEqual(adult.signs);
  });

  test("never changes what was noticed otherwise", () => {
    const seen = answer(adult, "recruitment-coercion.documents", "seen");
    const after = give(seen, "papers", "worrying");
    expect(after.signs["recruitment-coercion.documents"]).toBe("seen");
    expect(give(after, "papers", "worrying").signs["recruitment-coercion.documents"]).toBe("seen");
    // Said by the officer's own tap after the answer: theirs now, so it stays as they set it.
    const own = answer(give(adult, "papers", "worrying"), "recruitment-coercion.documents", "seen");
    expect(give(own, "papers", "worrying").signs["recruitment-coercion.documents"]).toBe("seen");
  });

  test("brings back a sign that had been said not to be there, and its absence with it when undone", () => {
    const absent = answer(adult, "recruitment-coercion.documents", "not-there");
    const after = give(absent, "papers", "worrying");
    expect(result(after)).toBe("presumed");
    expect(give(after, "papers", "worrying").signs["recruitment-coercion.documents"]).toBe("not-there");
  });

  test("keeps a sign that another answer stands for too", () => {
    const both = give(give(withKind(adult, "marriage"), "partner", "worrying"), "met", "worrying");
    expect(present(give(both, "met", "worrying"))).toContain("recruiter.online");
    expect(present(give(give(both, "met", "worrying"), "partner", "worrying"))).not.toContain("recruiter.online");
  });

  test("leaves its sign out where the officer takes it out, and stays itself", () => {
    const out = takeOut(give(adult, "papers", "worrying"), "recruitment-coercion.documents");
    expect(levelOf(out.offer.answers, "papers")).toBe("worrying");
    expect(present(out)).not.toContain("recruitment-coercion.documents");
    expect(isAdded(out, "recruitment-coercion.documents")).toBe(false);
    expect(isAdded(add(out, "recruitment-coercion.documents"), "recruitment-coercion.documents")).toBe(true);
  });

  test("of a child stands for a child's signs", () => {
    const child = { ...adult, age: "child" } as const;
    expect(present(give(child, "arrival", "worrying", "child"))).toContain("child.unknown-meets");
    expect(present(give(adult, "arrival", "worrying"))).toContain("recruiter.handover");
    // The age was set after the answer: taking it back still takes back what it added.
    const grown = give({ ...give(adult, "arrival", "worrying"), age: "child" }, "arrival", "worrying", "child");
    expect(grown.signs).toEqual(adult.signs);
  });

  test("that is clear says of no sign that it is not there", () => {
    for (const one of offer.questions) {
      expect(answerOffer(offer, adult, one, "clear", "adult").signs, one.id).toEqual(adult.signs);
    }
  });
});

const anyAnswer = fc.record({ question: fc.constantFrom(...offer.questions), level: fc.constantFrom(...levels) });
const anyAge = fc.constantFrom<Age>("adult", "child");
const anyNotes = fc
  .record({
    age: fc.constantFrom("adult", "child", "unsure", "unsure-claims-child", null),
    signs: fc.array(
      fc.tuple(
        fc.constantFrom(...list.indicators.map(({ id }) => id)),
        fc.constantFrom("seen", "said", "said-by-other", "document", "not-there"),
      ),
      { maxLength: 6 },
    ),
    claims: fc.boolean(),
  })
  .map(({ age, signs, claims }) => ({ ...empty, age, claims, signs: Object.fromEntries(signs) }) as Notes);

describe("whatever is answered", () => {
  test("a worrying answer never lowers the result", () => {
    fc.assert(
      fc.property(
        anyNotes,
        fc.array(anyAnswer, { maxLength: 8 }),
        fc.constantFrom(...offer.questions),
        anyAge,
        (notes, before, last, age) => {
          const answered = before
            .filter(({ question: one }) => one.id !== last.id)
            .reduce((now, one) => answerOffer(offer, now, one.question, one.level, age), notes);
          expect(order(answerOffer(offer, answered, last, "worrying", age))).toBeGreaterThanOrEqual(order(answered));
        },
      ),
    );
  });

  test("no answer makes the result lower than it was without the check", () => {
    fc.assert(
      fc.property(anyNotes, fc.array(anyAnswer, { maxLength: 12 }), anyAge, (notes, answers, age) => {
        const after = answers.reduce((now, one) => answerOffer(offer, now, one.question, one.level, age), notes);
        expect(order(after)).toBeGreaterThanOrEqual(order(notes));
      }),
    );
  });

  test("taking every answer back leaves the notes as they were", () => {
    fc.assert(
      fc.property(anyNotes, fc.array(anyAnswer, { maxLength: 12 }), anyAge, (notes, answers, age) => {
        const after = answers.reduce((now, one) => answerOffer(offer, now, one.question, one.level, age), notes);
        const back = offer.questions.reduce((now, one) => {
          const level = levelOf(now.offer.answers, one.id);
          return level === null ? now : answerOffer(offer, now, one, level, age);
        }, after);
        expect(back.signs).toEqual(notes.signs);
        expect(outcomeOf(offer, back.offer.answers, age)).toMatchObject({ fine: [], clearUp: [], warnings: [] });
      }),
    );
  });
});

test("at most twelve questions are asked at once; one that was answered never disappears", () => {
  for (const kind of offer.kinds) {
    for (const age of ["adult", "child"] as const) {
      const { first, more } = questionsOf(offer, age, { kind });
      expect(first.length).toBeLessThanOrEqual(12);
      expect(first.filter((one) => more.includes(one))).toEqual([]);
    }
  }
  const { first, more } = questionsOf(offer, "adult", { kind: "marriage", employer: "worrying" });
  expect([...first, ...more].map(({ id }) => id)).toContain("employer");
  expect(questionsOf(offer, "child", {}).first.map(({ id }) => id)).toContain("guardian");
  expect(questionsOf(offer, "adult", {}).first.map(({ id }) => id)).not.toContain("guardian");
});

test("the outcome is words in the order of the questions: fine, to clear up, a warning", () => {
  const answered = give(give(give(adult, "return", "worrying"), "visa", "not-clear"), "employer", "clear");
  const { fine, clearUp, warnings, leftOut } = outcomeOf(offer, answered.offer.answers, "adult");
  expect([fine, clearUp, warnings].map((some) => some.map(({ id }) => id))).toEqual([
    ["employer"],
    ["visa"],
    ["return"],
  ]);
  expect(leftOut).toBe(9);
  expect(result(answered)).toBe("potential");
});

describe("what the person takes along", () => {
  const ids = (notes: Notes, age: Age = "adult") =>
    takeAlong(offer, notes.offer.answers, age).flatMap(({ items }) => items.map(({ id }) => id));

  test("is chosen by the answers", () => {
    expect(ids(adult)).toEqual(
      expect.arrayContaining(["copies", "code-word", "own-papers", "embassy", "rights", "come-back"]),
    );
    expect(ids(adult)).not.toContain("ask-contract");
    expect(ids(give(adult, "contract", "not-clear"))).toContain("ask-contract");
    expect(ids(give(adult, "contract", "clear"))).not.toContain("ask-contract");
    expect(ids(adult, "child")).toContain("trusted-adult");
  });

  test("has a use for every line", () => {
    const all = (age: Age) =>
      ids(
        offer.questions.reduce((now, one) => answerOffer(offer, now, one, "worrying", age), adult),
        age,
      );
    const some = (age: Age) =>
      ids(
        offer.questions.reduce((now, one) => answerOffer(offer, now, one, "not-clear", age), adult),
        age,
      );
    const shown = new Set((["adult", "child"] as const).flatMap((age) => [...all(age), ...some(age)]));
    expect(offer.take.parts.flatMap(({ items }) => items.map(({ id }) => id)).filter((id) => !shown.has(id))).toEqual(
      [],
    );
  });
});

test("the card carries ids, what is offered first, and nothing where nothing was asked", () => {
  expect(answersOf(adult)).toEqual([]);
  expect(answersOf(withKind(adult, "study"))).toEqual([]);
  expect(answersOf(give(give(adult, "visa", "not-clear"), "papers", "clear"))).toEqual([
    { question: "kind", answer: "work" },
    { question: "visa", answer: "not-clear" },
    { question: "papers", answer: "clear" },
  ]);
});

test("signs of an answer are those of the age", () => {
  expect(signsOf(question("arrival"), "worrying", "child")).toEqual(["child.unknown-meets"]);
  expect(signsOf(question("costs"), "worrying", "child")).toEqual(["recruitment-coercion.debt-bondage"]);
  expect(signsOf(question("costs"), null, "adult")).toEqual([]);
});
