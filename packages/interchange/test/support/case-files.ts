import fc from "fast-check";
import type { CaseFile } from "../../src/index.ts";
import { list } from "./knowledge.ts";

/** Organisations, invented. */
export const [STATION, SHELTER, UNIT] = ["11111111", "22222222", "33333333"] as const;

/** A whole case file, invented, in which every word of the story can be found again. */
export const whole: CaseFile = {
  card: {
    listVersion: list.version,
    situation: "worksite",
    age: "adult",
    treatAsChild: false,
    result: "presumed",
    signs: [
      { id: "coercion.documents", source: "seen" },
      { id: "recruitment-coercion.debt-bondage", source: "said" },
      { id: "coercion.confinement", source: "said-by-other" },
      { id: "coercion.violence", source: "not-there" },
    ],
    used: ["vulnerability.dependency"],
    act: ["recruited"],
    form: { id: "forced-labour", basis: "said", stage: "happening" },
    claims: true,
    statements: ["fears-return"],
    offence: true,
    supervised: false,
    languages: ["sr-Latn", "ro", "ru"],
    needs: ["safe-place-tonight"],
    metAt: "2026-11-02T09:30:00Z",
  },
  story: {
    calledAs: { known: true, value: "=Invented-calledAs" },
    contact: { known: true, value: "+381 60 000 0000" },
    safeTime: { known: true, value: "Invented-safeTime" },
    where: { known: true, value: "Invented-where" },
    dangers: { known: true, value: "Invented-dangers" },
    health: { known: true, value: "Invented-health" },
    others: { known: true, value: "Invented-others" },
    narrative: { known: true, value: '- first, "quoted"\n@second; Invented-narrative' },
    askedAlone: true,
    interpreter: "professional",
    consent: {
      text: "2026-11",
      language: "sr",
      interpreter: "professional",
      given: "spoken",
      recipients: [SHELTER],
      purpose: "assistance",
      at: "2026-11-02T09:40:00Z",
    },
    basisNote: { known: true, value: "Invented-basisNote" },
    officer: { known: true, value: "Invented-officer" },
  },
  envelope: {
    reference: "AAAA-AAAA",
    urgency: "now",
    child: false,
    basis: { code: "consent", purpose: "assistance", recipients: [SHELTER] },
    sender: { organisation: STATION, desk: "44444444" },
    receiver: { organisation: SHELTER, desk: "55555555" },
    at: "2026-11-02T09:45:12Z",
    withdrawn: false,
  },
};

const some = (ids: readonly string[]) => fc.subarray([...ids], { maxLength: Math.min(5, ids.length) });
const words = fc.oneof(
  fc.constant(null),
  fc.record({ known: fc.constant(false as const), why: fc.constantFrom("not-known" as const, "declined" as const) }),
  fc.record({ known: fc.constant(true as const), value: fc.string({ unit: "grapheme" }) }),
);

/** Any case file about nobody. */
export const anyFile = fc.record({
  card: fc.record({
    result: fc.constantFrom("presumed" as const, "potential" as const, "none" as const),
    treatAsChild: fc.boolean(),
    signs: some(list.indicators.map(({ id }) => id)).chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({ id: fc.constant(id), source: fc.constantFrom("seen" as const, "not-there" as const) }),
        ),
      ),
    ),
    form: fc.option(
      fc.record({
        id: fc.constantFrom(...list.forms.map(({ id }) => id)),
        basis: fc.constantFrom("seen", "suspected"),
        stage: fc.constant(null),
      }),
    ),
    languages: some(["ar", "sr", "ro", "xx", "zh-Hant"]),
  }),
  story: fc.record(
    {
      calledAs: words,
      contact: words,
      where: words,
      dangers: words,
      narrative: words,
      officer: words,
      consent: fc.constantFrom(whole.story.consent ?? null, null),
    },
    { requiredKeys: [] },
  ),
  envelope: fc.record(
    {
      child: fc.boolean(),
      withdrawn: fc.boolean(),
      at: fc.constant("2026-11-02T09:45:12Z"),
      sender: fc.constant({ organisation: STATION }),
      basis: fc.record({
        code: fc.constantFrom(
          "consent" as const,
          "child" as const,
          "unable" as const,
          "danger" as const,
          "duty-in-law" as const,
        ),
        purpose: fc.constantFrom("assistance" as const, "protection" as const),
        recipients: some([SHELTER, UNIT]),
      }),
    },
    { requiredKeys: [] },
  ),
}) as fc.Arbitrary<CaseFile>;
