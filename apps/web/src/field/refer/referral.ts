import type { Answer, Card, DeskAddress, PartNote, Referred, Story, Urgency } from "@threshold/casework";
import type { Assessment } from "@threshold/identification";
import type { Country } from "../knowledge.ts";
import { type Notes, supervised } from "../notes/notes.ts";
import type { Choice, Danger, Draft, StoryItem } from "./draft.ts";

/** Everything a referral is made of, handed in so that building one is the same everywhere and can be tested. */
export interface Making {
  readonly notes: Notes;
  readonly draft: Draft;
  readonly assessment: Assessment;
  readonly listVersion: string;
  readonly consentVersion: string;
  /** Minutes the country gives until a fallback may read. */
  readonly answerWithin: Country["answerWithin"];
  readonly sender: DeskAddress;
  readonly receiver: DeskAddress;
  readonly fallback: DeskAddress | null;
  /** Device id. */
  readonly author: string;
  /** ISO 8601 UTC to the second. */
  readonly at: string;
}

export interface Names {
  readonly id: string;
  readonly case: string;
  readonly reference: string;
  readonly seq: number;
}

export function urgencyOf(danger: Danger | null): Urgency {
  return danger === "yes" ? "now" : danger === "not-sure" ? "today" : "usual";
}

/** Minutes until the fallback may read: the shortest that applies. */
export function answerWithin(times: Country["answerWithin"], child: boolean, urgency: Urgency): number {
  return Math.min(times.adult, child ? times.child : times.adult, urgency === "now" ? times.urgent : times.adult);
}

/** What the receiving desk must know to answer: codes only. */
export function buildCard({ notes, draft, assessment, listVersion, at }: Making): Card {
  return {
    v: 1,
    listVersion,
    situation: notes.situation,
    age: notes.age ?? "unsure",
    treatAsChild: assessment.treatAsChild,
    result: assessment.result,
    signs: Object.entries(notes.signs).map(([id, source]) => ({ id, source })),
    used: [...notes.used],
    act: [...notes.act],
    form: notes.form,
    claims: notes.claims,
    statements: [...notes.statements],
    offence: notes.offence,
    supervised: supervised(notes),
    languages: [...draft.languages],
    needs: draft.needs,
    metAt: notes.metAt ?? at,
  };
}

/** What the helper must know. An item nobody touched is null: left out, which is not the same as not known. */
export function buildStory(making: Making): Story {
  const { notes, draft, consentVersion, at } = making;
  const item = (name: StoryItem): Answer => draft.answers[name] ?? null;
  const note = draft.basisNote.trim();
  return {
    v: 1,
    calledAs: item("calledAs"),
    contact: item("contact"),
    safeTime: item("safeTime"),
    where: item("where"),
    dangers: item("dangers"),
    health: item("health"),
    others: item("others"),
    narrative: item("narrative"),
    askedAlone: notes.alone === null ? null : notes.alone === "yes",
    interpreter: draft.interpreter,
    consent:
      draft.choice === "consent" && draft.language !== null && draft.interpreter !== null && draft.given !== null
        ? {
            text: consentVersion,
            language: draft.language,
            interpreter: draft.interpreter,
            given: draft.given,
            recipients: [...draft.agreedTo],
            purpose: purposeOf(draft.choice),
            at: draft.agreedAt ?? at,
          }
        : null,
    basisNote: draft.choice !== "consent" && note !== "" ? { known: true, value: note } : null,
    officer: item("officer"),
  };
}

/** The envelope: what the courier must know, and no more. */
export function buildEnvelope(making: Making, names: Names, parts: readonly PartNote[]): Referred {
  const { draft, assessment, answerWithin: times, sender, receiver, fallback, author, at } = making;
  const { choice } = draft;
  if (choice === null || choice === "no" || choice === "not-now" || choice === "none") {
    throw new Error("a referral was built without a ground to send it on");
  }
  const urgency = urgencyOf(draft.danger);
  const child = assessment.treatAsChild;
  return {
    v: 1,
    kind: "referred",
    ...names,
    parents: [],
    author,
    at,
    sender,
    parts,
    receiver,
    fallback,
    urgency,
    child,
    answerWithin: answerWithin(times, child, urgency),
    basis: {
      code: choice,
      purpose: purposeOf(choice),
      recipients: [...new Set([receiver.organisation, ...(fallback === null ? [] : [fallback.organisation])])].sort(),
    },
  };
}

/** Consent is asked for help. Grounds that stand without it are for protection as well. */
function purposeOf(choice: Choice): Referred["basis"]["purpose"] {
  return choice === "consent" ? "assistance" : "assistance-and-protection";
}
