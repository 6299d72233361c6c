import type { Answer, Card, DeskAddress, Look, PartNote, Referred, Story, Urgency } from "@threshold/casework";
import type { Assessment } from "@threshold/identification";
import type { Country } from "../knowledge.ts";
import { type Notes, supervised } from "../notes/notes.ts";
import type { Disagreement } from "../notes/people.ts";
import { answersOf } from "../offer/check.ts";
import { type Danger, type Draft, itemsOf, type StoryItem } from "./draft.ts";

/** Everything a referral is made of, handed in so that building one is the same everywhere and can be tested. */
export interface Making {
  readonly notes: Notes;
  readonly draft: Draft;
  readonly assessment: Assessment;
  /** What is known beside the notes; left out where nothing is. */
  readonly about?: About;
  readonly listVersion: string;
  readonly consentVersion: string;
  /** Minutes the country gives until a fallback may read. */
  readonly answerWithin: Country["answerWithin"];
  readonly sender: DeskAddress;
  readonly receiver: DeskAddress;
  readonly fallback: DeskAddress | null;
  /** Device id. */
  readonly author: string;
  /** Badge of the shift that is on; left out where there is none. */
  readonly badge?: string;
  /** ISO 8601 UTC to the second. */
  readonly at: string;
}

/** Who of several people it is, what earlier looks showed, and what who met the person thinks instead. */
export interface About {
  readonly person: Card["person"];
  readonly earlier: readonly Look[];
  readonly disagreement: Disagreement | null;
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

/**
 * What the receiving desk must know to answer: codes only. Who helps before anything happens is not told of an offence or of what
 * the person said about it: neither is needed to find work or to check an offer (II.4).
 */
export function buildCard({ notes, draft, assessment, about, listVersion, at }: Making): Card {
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
    statements: draft.prevention === null ? [...notes.statements] : [],
    offence: draft.prevention === null && notes.offence,
    supervised: supervised(notes),
    languages: [...draft.languages],
    needs: draft.prevention === null ? draft.needs : null,
    metAt: notes.metAt ?? at,
    ...(notes.paper === null ? {} : { paper: { number: notes.paper.number } }),
    ...(answersOf(notes).length > 0 ? { offer: answersOf(notes) } : {}),
    ...(draft.followUp === null ? {} : { followUp: draft.followUp }),
    ...(about === undefined ? {} : besideNotes(about, assessment)),
  };
}

/** Old readers know none of these keys: each is there only where it says something. */
function besideNotes({ person, earlier, disagreement }: About, { result }: Assessment): Partial<Card> {
  const otherwise = disagreement !== null && disagreement.result !== result ? disagreement : null;
  return {
    ...(person ? { person } : {}),
    ...(earlier.length > 0 ? { earlier: [...earlier] } : {}),
    ...(otherwise === null ? {} : { disagreement: { result: otherwise.result, reasons: [...otherwise.reasons] } }),
  };
}

/** What the helper must know. An item nobody touched is null: left out, which is not the same as not known. */
export function buildStory(making: Making): Story {
  const { notes, draft, about, assessment, consentVersion, at } = making;
  const told = itemsOf(draft);
  const item = (name: StoryItem): Answer => (told.includes(name) ? (draft.answers[name] ?? null) : null);
  const note = draft.basisNote.trim();
  const otherwise = about?.disagreement;
  const why = otherwise && otherwise.result !== assessment.result ? otherwise.words.trim() : "";
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
            purpose: purposeOf(draft),
            at: draft.agreedAt ?? at,
          }
        : null,
    basisNote: draft.choice !== "consent" && note !== "" ? { known: true, value: note } : null,
    officer: item("officer"),
    ...(why === "" ? {} : { disagreement: { known: true, value: why } }),
  };
}

/** The envelope: what the courier must know, and no more. */
export function buildEnvelope(making: Making, names: Names, parts: readonly PartNote[]): Referred {
  const { draft, assessment, answerWithin: times, sender, receiver, fallback, author, at } = making;
  const { choice } = draft;
  if (choice === null || choice === "no" || choice === "not-now" || choice === "none") {
    throw new Error("a referral was built without a ground to send it on");
  }
  const urgency = draft.prevention === null ? urgencyOf(draft.danger) : "usual";
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
    ...(making.badge === undefined ? {} : { badge: making.badge }),
    answerWithin: answerWithin(times, child, urgency),
    basis: {
      code: choice,
      purpose: purposeOf(draft),
      recipients: [...new Set([receiver.organisation, ...(fallback === null ? [] : [fallback.organisation])])].sort(),
    },
  };
}

/** Consent is asked for help, also before anything happens. Grounds that stand without it are for protection as well. */
function purposeOf({ choice, prevention }: Draft): Referred["basis"]["purpose"] {
  if (choice !== "consent") return "assistance-and-protection";
  return prevention === null ? "assistance" : "prevention";
}
