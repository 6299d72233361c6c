import { describe, expect, test } from "vitest";
import { answer, empty, withSource } from "../src/field/notes/notes.ts";
import { blankDraft, covers, type Draft, fitting, missingChoice, sendsNothing } from "../src/field/refer/draft.ts";
import {
  answerWithin,
  buildCard,
  buildEnvelope,
  buildStory,
  type Making,
  urgencyOf,
} from "../src/field/refer/referral.ts";

const times = { child: 60, urgent: 90, adult: 1440 };
const consented: Draft = {
  ...blankDraft,
  choice: "consent",
  language: "ro",
  interpreter: "phone-service",
  given: "mark",
  agreedTo: ["org-a", "org-b"],
  agreedAt: "2026-11-23T10:00:00Z",
};
const making = (draft: Draft, treatAsChild = false): Making => ({
  notes: withSource(answer({ ...empty, situation: "worksite" }, "a.one", "seen"), "a.two", "document"),
  draft,
  assessment: {
    id: null,
    result: "presumed",
    act: "not-yet",
    means: "supported",
    purpose: "not-yet",
    delphi: { list: null, positive: [], touched: [], class: null },
    treatAsChild,
    reasons: [],
    guards: [],
    do: [],
    lookNext: [],
    elements: { act: [], means: [], purpose: [] },
  },
  listVersion: "test",
  consentVersion: "2026-11",
  answerWithin: times,
  sender: { organisation: "org-own", desk: "desk-own" },
  receiver: { organisation: "org-b", desk: "desk-b" },
  fallback: { organisation: "org-a", desk: "desk-a" },
  author: "device",
  at: "2026-11-23T10:05:00Z",
});
const names = { id: "entry", case: "case", reference: "reference", seq: 3 };

describe("the envelope", () => {
  test("holds codes only: not one word, sign, form or place that was entered", () => {
    const words = { known: true, value: "canary" } as const;
    const draft: Draft = {
      ...consented,
      basisNote: "canary",
      answers: { calledAs: words, where: words, narrative: words },
      needs: ["food"],
      languages: ["ro"],
    };
    const text = JSON.stringify(buildEnvelope(making(draft), names, []));
    for (const entered of ["canary", "a.one", "a.two", "worksite", "food", '"ro"', "phone-service"]) {
      expect(text).not.toContain(entered);
    }
  });

  test("names its recipients by organisation, each once, sorted", () => {
    expect(buildEnvelope(making(consented), names, []).basis).toEqual({
      code: "consent",
      purpose: "assistance",
      recipients: ["org-a", "org-b"],
    });
    const alone = { ...making(consented), fallback: null };
    expect(buildEnvelope(alone, names, []).basis.recipients).toEqual(["org-b"]);
  });

  test("cannot be built where the choice sends nothing", () => {
    for (const choice of ["no", "not-now", "none", null] as const) {
      expect(() => buildEnvelope(making({ ...consented, choice }), names, [])).toThrow();
    }
  });

  test("gives the shortest time that applies", () => {
    expect(answerWithin(times, true, "usual")).toBe(60);
    expect(answerWithin(times, false, "now")).toBe(90);
    expect(answerWithin(times, true, "now")).toBe(60);
    expect(answerWithin(times, false, "today")).toBe(1440);
  });
});

test("danger makes it needed now; what nobody answered is the usual", () => {
  expect([urgencyOf("yes"), urgencyOf("not-sure"), urgencyOf("no"), urgencyOf(null)]).toEqual([
    "now",
    "today",
    "usual",
    "usual",
  ]);
});

test("the card keeps each sign with its source", () => {
  expect(buildCard(making(consented)).signs).toEqual([
    { id: "a.one", source: "seen" },
    { id: "a.two", source: "document" },
  ]);
});

describe("what is known beside the notes", () => {
  const look = { metAt: "2026-11-20T10:00:00Z", result: "presumed", signs: [{ id: "a.one", source: "seen" }] } as const;
  const disagreement = { result: "none", reasons: ["told-alone"], words: " canary " } as const;
  const nothing = { person: null, earlier: [], disagreement: null };

  test("goes with the card: which person, earlier looks, and the other view beside the list's own result", () => {
    const about = { person: { number: 3, of: 7 }, earlier: [look], disagreement };
    const card = buildCard({ ...making(consented), about });
    expect(card).toMatchObject({ result: "presumed", person: { number: 3, of: 7 }, earlier: [look] });
    expect(card.disagreement).toEqual({ result: "none", reasons: ["told-alone"] });
    // In their own words it is story, and opens with a purpose.
    expect(JSON.stringify(card)).not.toContain("canary");
    expect(buildStory({ ...making(consented), about }).disagreement).toEqual({ known: true, value: "canary" });
    expect(JSON.stringify(buildEnvelope({ ...making(consented), about }, names, []))).not.toMatch(/canary|told-alone/);
  });

  test("leaves a card as it always was where there is nothing, or where the list came to say the same", () => {
    const same = { ...nothing, disagreement: { ...disagreement, result: "presumed" as const } };
    for (const about of [nothing, same]) {
      expect(buildCard({ ...making(consented), about })).toEqual(buildCard(making(consented)));
      expect(buildStory({ ...making(consented), about })).toEqual(buildStory(making(consented)));
    }
  });
});

describe("the story", () => {
  test("tells left out from not known and from declined", () => {
    const story = buildStory(
      making({
        ...consented,
        answers: { contact: { known: false, why: "declined" }, safeTime: { known: false, why: "not-known" } },
      }),
    );
    expect(story.calledAs).toBeNull();
    expect(story.contact).toEqual({ known: false, why: "declined" });
    expect(story.safeTime).toEqual({ known: false, why: "not-known" });
  });

  test("keeps how consent was given, and none where the ground is another", () => {
    expect(buildStory(making(consented)).consent).toEqual({
      text: "2026-11",
      language: "ro",
      interpreter: "phone-service",
      given: "mark",
      recipients: ["org-a", "org-b"],
      purpose: "assistance",
      at: "2026-11-23T10:00:00Z",
    });
    const child = buildStory(making({ ...consented, choice: "child", basisNote: " found alone " }, true));
    expect(child.consent).toBeNull();
    expect(child.basisNote).toEqual({ known: true, value: "found alone" });
  });
});

describe("the ground", () => {
  test("of consent covers only those the person was told about", () => {
    expect(covers(consented, ["org-a"])).toBe(true);
    expect(covers(consented, ["org-a", "org-c"])).toBe(false);
    expect(covers({ ...blankDraft, choice: "danger" }, ["org-c"])).toBe(true);
  });

  test("is none where she said no, not now, or nobody asked", () => {
    for (const choice of ["no", "not-now", "none", null] as const)
      expect(covers({ ...consented, choice }, [])).toBe(false);
    expect([sendsNothing("no"), sendsNothing("not-now"), sendsNothing("none"), sendsNothing("consent")]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test("that stands for a child does not stand once the person turns out to be an adult", () => {
    const child: Draft = { ...blankDraft, choice: "child" };
    expect(covers(fitting(child, true), ["org-a"])).toBe(true);
    expect(covers(fitting(child, false), ["org-a"])).toBe(false);
    expect(fitting(consented, false)).toBe(consented);
  });

  test("of consent asks for language, interpreter and way; that of law for the law; others for nothing more", () => {
    expect(missingChoice({ ...blankDraft, choice: "consent" })).toEqual(["language", "interpreter", "given"]);
    expect(missingChoice(consented)).toEqual([]);
    expect(missingChoice({ ...blankDraft, choice: "duty-in-law", basisNote: "  " })).toEqual(["note"]);
    expect(missingChoice({ ...blankDraft, choice: "child" })).toEqual([]);
    expect(missingChoice(blankDraft)).toEqual(["choice"]);
  });
});

describe("help before anything happens", () => {
  const before: Draft = {
    ...consented,
    danger: "yes",
    prevention: { wanted: ["employment"], never: ["police"] },
    agreedToPrevention: true,
    followUp: "2026-12-01",
    needs: ["food"],
    answers: { calledAs: { known: true, value: "Ana" }, dangers: { known: true, value: "of another day" } },
  };
  const notes = {
    ...making(before).notes,
    offence: true,
    statements: ["consented"],
    offer: { answers: { kind: "work", visa: "not-clear" }, added: {} },
  };
  const made: Making = { ...making(before), notes };

  test("says its purpose, is never urgent, and tells what this help needs and no more", () => {
    expect(buildEnvelope(made, names, [])).toMatchObject({ basis: { purpose: "prevention" }, urgency: "usual" });
    const card = buildCard(made);
    expect(card).toMatchObject({ offence: false, statements: [], needs: null, followUp: "2026-12-01" });
    expect(card.offer).toEqual([
      { question: "kind", answer: "work" },
      { question: "visa", answer: "not-clear" },
    ]);
    const story = buildStory(made);
    expect([story.calledAs, story.dangers]).toEqual([{ known: true, value: "Ana" }, null]);
    expect(story.consent?.purpose).toBe("prevention");
  });

  test("leaves every other referral as it was: the check goes along, the keys only where they say something", () => {
    const usual = { ...made, draft: { ...before, prevention: null, agreedToPrevention: false } };
    expect(buildCard(usual)).toMatchObject({ offence: true, statements: ["consented"], needs: ["food"] });
    expect(buildEnvelope(usual, names, [])).toMatchObject({ basis: { purpose: "assistance" }, urgency: "now" });
    expect(Object.keys(buildCard(making(consented)))).not.toContain("offer");
    expect(Object.keys(buildCard(making(consented)))).not.toContain("followUp");
  });

  test("a yes for one purpose is none for another", () => {
    expect(covers(before, ["org-a"])).toBe(true);
    expect(covers({ ...before, prevention: null }, ["org-a"])).toBe(false);
    expect(covers({ ...before, agreedToPrevention: false }, ["org-a"])).toBe(false);
  });

  test("rests on a yes alone: a ground that was chosen before does not stand", () => {
    for (const choice of ["child", "unable", "danger", "duty-in-law", "none"] as const)
      expect(fitting({ ...before, choice }, true).choice, choice).toBeNull();
    expect(fitting(before, false)).toBe(before);
  });
});
