import type { Card, Referred, Story } from "@threshold/casework";
import { type CaseError, type IndicatorList, parse } from "@threshold/identification";
import { BASES } from "./basis.ts";
import { Shape } from "./shape.ts";

/** What of the envelope is carried: codes and ids, and whether the person took the case back. */
export interface EnvelopeCodes extends Pick<Referred, "reference" | "urgency" | "child" | "basis"> {
  readonly sender: { readonly organisation: string; readonly desk?: string };
  readonly receiver: { readonly organisation: string; readonly desk?: string };
  /** ISO 8601, a day or a moment. */
  readonly at: string;
  readonly withdrawn: boolean;
}

/**
 * A case as it can be handed on: what a referral carries, as far as somebody chose to put it in. A part or field that is
 * missing is not carried.
 */
export interface CaseFile {
  readonly card: Partial<Omit<Card, "v">>;
  readonly story: Partial<Omit<Story, "v">>;
  readonly envelope: Partial<EnvelopeCodes>;
}

export type ReadCaseFile =
  | { readonly ok: true; readonly file: CaseFile }
  | { readonly ok: false; readonly errors: readonly CaseError[] };

const interpreters = ["none-needed", "professional", "phone-service", "other-adult", "none-available"];
const results = ["presumed", "potential", "none"];
const sources = ["seen", "said", "said-by-other", "document", "not-there"];
const desk = Shape.object({ organisation: Shape.text, desk: Shape.text }, "organisation");

/** The fields that `parse` checks against the list are checked there. */
const judged = Shape.any;
const signs = Shape.list(Shape.object({ id: Shape.text, source: Shape.of(...sources) }, "id", "source"));

export const cardShape = {
  listVersion: Shape.text,
  situation: Shape.orNull(Shape.text),
  age: judged,
  treatAsChild: Shape.flag,
  result: Shape.of(...results),
  signs,
  used: judged,
  act: judged,
  form: judged,
  claims: judged,
  statements: judged,
  offence: judged,
  supervised: judged,
  languages: Shape.list(Shape.text),
  needs: Shape.any,
  metAt: Shape.text,
  disagreement: Shape.orNull(Shape.object({ result: Shape.of(...results), reasons: Shape.list(Shape.text) }, "result")),
  earlier: Shape.any,
  person: Shape.any,
  offer: Shape.any,
  followUp: Shape.orNull(Shape.text),
  paper: Shape.any,
} satisfies Record<keyof Omit<Card, "v">, Shape>;

const known = Shape.object({ known: Shape.of(true), value: Shape.text }, "known", "value");
const notKnown = Shape.object({ known: Shape.of(false), why: Shape.of("not-known", "declined") }, "known", "why");
const answer = Shape.orNull({
  check: (value, field) =>
    (value as { known?: unknown } | undefined)?.known === false
      ? notKnown.check(value, field)
      : known.check(value, field),
});

export const storyShape = {
  calledAs: answer,
  contact: answer,
  safeTime: answer,
  where: answer,
  dangers: answer,
  health: answer,
  others: answer,
  narrative: answer,
  askedAlone: Shape.orNull(Shape.flag),
  interpreter: Shape.orNull(Shape.of(...interpreters)),
  consent: Shape.orNull(
    Shape.object(
      {
        text: Shape.text,
        language: Shape.text,
        interpreter: Shape.of(...interpreters),
        given: Shape.of("spoken", "written", "mark", "witness"),
        recipients: Shape.list(Shape.text),
        purpose: Shape.text,
        at: Shape.text,
      },
      "recipients",
    ),
  ),
  basisNote: answer,
  officer: answer,
  disagreement: answer,
} satisfies Record<keyof Omit<Story, "v">, Shape>;

export const envelopeShape = {
  reference: Shape.text,
  urgency: Shape.of("now", "today", "usual"),
  child: Shape.flag,
  basis: Shape.object(
    {
      code: Shape.of(...BASES),
      purpose: Shape.of("assistance", "protection", "assistance-and-protection", "prevention"),
      recipients: Shape.list(Shape.text),
    },
    "code",
    "purpose",
    "recipients",
  ),
  sender: desk,
  receiver: desk,
  at: Shape.text,
  withdrawn: Shape.flag,
} satisfies Record<keyof EnvelopeCodes, Shape>;

const whole = Shape.object({
  card: Shape.object({ v: Shape.any, ...cardShape }),
  story: Shape.orNull(Shape.object({ v: Shape.any, ...storyShape })),
  envelope: Shape.object({ v: Shape.any, ...envelopeShape }),
});

/** Reads a case file from anything, usually parsed JSON, or says what is wrong with it, field by field. Never throws. */
export function readCaseFile(list: IndicatorList, given: unknown): ReadCaseFile {
  const errors = whole.check(given, "");
  if (errors.length > 0) return { ok: false, errors };
  const {
    card = {},
    story,
    envelope = {},
  } = given as Partial<Omit<CaseFile, "story">> & {
    readonly story?: CaseFile["story"] | null;
  };
  const more = judge(list, card);
  return more.length > 0 ? { ok: false, errors: more } : { ok: true, file: { card, story: story ?? {}, envelope } };
}

/** Signs, form and the rest against the list, by the check that every case goes through. */
function judge(list: IndicatorList, card: CaseFile["card"]): readonly CaseError[] {
  const { age, form, act, used, claims, statements, offence, supervised, signs: noted = [] } = card;
  const given = { age, form, act, used, claims, statements, offence, supervised, present: noted.map(({ id }) => id) };
  const parsed = parse(list, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (parsed.ok) return [];
  return parsed.errors.map((error) => ({
    ...error,
    field: `card.${error.field.replace(/^present(\[\d+\])/, "signs$1.id")}`,
  }));
}
