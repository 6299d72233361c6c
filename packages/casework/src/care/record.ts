import type { Answer } from "../story.ts";
import type { AlarmRecord, AlarmStepRecord, LinkRecord, WishRecord } from "./around.ts";
import type { Common } from "./common.ts";
import type { EvidenceRecord, OffenceRecord } from "./evidence.ts";
import type { PassedRecord } from "./passed.ts";

/** One of the four stages of identification, decided by people (IV.2). No outcome ends help. */
export interface StageRecord extends Common {
  readonly topic: "stage";
  readonly stage: "preliminary" | "specialised" | "procedural" | "judicial";
  /** Id of an authority of the country's file; null where another decided, then `by` says who. */
  readonly authority: string | null;
  readonly by: Answer;
  readonly outcome: "grounds" | "confirmed" | "not-now";
  readonly reason: Answer;
  /** How the person herself sees it; stands beside the decision. */
  readonly ownView: Answer;
}
/** One of the five steps beside the referral (IV.2). */
export interface StepRecord extends Common {
  readonly topic: "step";
  readonly step: string;
  readonly state: "begun" | "done";
  readonly by: Answer;
  readonly found: Answer;
}
/** Recovery and reflection (IV.3; Council of Europe Convention art. 13). Days are calendar days, `2026-12-01`. */
export interface ReflectionRecord extends Common {
  readonly topic: "reflection";
  readonly act:
    | { readonly is: "started"; readonly from: string; readonly days: number }
    | { readonly is: "extended"; readonly until: string }
    /** Only the person ends it before its time. */
    | { readonly is: "ended"; readonly on: string };
  readonly reason: Answer;
}
/** One of the six pieces of information (II.3). */
export interface ToldRecord extends Common {
  readonly topic: "told";
  readonly piece: string;
  readonly language: string;
  readonly how: "spoken" | "written" | "both";
  readonly interpreter: "none-needed" | "professional" | "phone-service" | "other-adult" | "none-available";
  readonly understood: "yes" | "to-repeat";
}
/** A choice that is hers: given or not, and taken back at any time (II.3). */
export interface ChoiceRecord extends Common {
  readonly topic: "choice";
  readonly purpose: string;
  readonly chosen: "yes" | "no" | "not-yet" | "taken-back";
  readonly how: "spoken" | "written" | "mark" | "witness";
  readonly language: string;
  readonly interpreter: ToldRecord["interpreter"];
  /** Version of the text that was read out or shown. */
  readonly text: string;
  /** Last day on which it holds; null without an end. */
  readonly until: string | null;
  /** Entry of the file that shows it signed, by hand or with a mark; null or left out where there is none. */
  readonly paper?: string | null;
  /**
   * Desks (or organisations) that it is about, by id: a yes for one of them is no yes for another. Null or left out, as by older programs:
   * a no or a taking back is then about everybody, and a yes names nobody.
   */
  readonly recipients?: readonly string[] | null;
}
/** What is needed, tonight or later, and what became of it. Never conditional on anything (II.1). */
export interface NeedRecord extends Common {
  readonly topic: "need";
  readonly need: string;
  /** `aside`: not asked, or not to be settled now. */
  readonly state: "wanted" | "offered" | "waiting" | "given" | "declined" | "aside";
  readonly by: Answer;
  readonly note: Answer;
  /** What came of it; left out before anything did. */
  readonly outcome?: Answer;
}
/** One risk, as it was judged at a moment; the plan says who does what by when (IV.2, VI.6). */
export interface RiskRecord extends Common {
  readonly topic: "risk";
  readonly risk: string;
  readonly moment: "early" | "after-event" | "before-move" | "before-return" | "on-return";
  readonly level: "high" | "some" | "none" | "not-known";
  readonly plan: Answer;
  readonly by: Answer;
  /** Day by which it is looked at again; null where no day was set. */
  readonly again: string | null;
}
/** A step that every child's case has; an open one holds up closing unless a reason is named (II.5, V.4, VI.3). */
export interface ChildStepRecord extends Common {
  readonly topic: "child-step";
  readonly step: string;
  readonly state: "open" | "done" | "not-needed";
  readonly by: Answer;
  readonly note: Answer;
  /** The calendar day that the step is about, such as the eighteenth birthday; null or left out where nobody knows it. */
  readonly day?: string | null;
  /** The answer to the one question that the list puts at this step; null or left out where it was not asked. */
  readonly answer?: "yes" | "no" | "not-known" | null;
  /** How somebody was told; null or left out where nobody was. */
  readonly how?: "phone" | "met" | "written" | null;
  /** Short words on people around the child, by ids of the list. */
  readonly around?: readonly { readonly who: string; readonly said: Answer }[];
}
/** Something somebody does by a day. */
export interface TaskRecord extends Common {
  readonly topic: "task";
  /** Random id: the same task again changes it. */
  readonly task: string;
  readonly what: string;
  /** Member who does it; null for whoever is there. */
  readonly owner: string | null;
  readonly by: string | null;
  readonly done: boolean;
}
/** Who looks after the case from now on. */
export interface OwnerRecord extends Common {
  readonly topic: "owner";
  readonly member: string;
  readonly note: Answer;
}
export interface ClosedRecord extends Common {
  readonly topic: "closed";
  readonly reason: string;
  readonly note: Answer;
  /** For each step of a child's case that is still open, why it stays so. */
  readonly unfinished: readonly { readonly step: string; readonly why: string }[];
}
export interface ReopenedRecord extends Common {
  readonly topic: "reopened";
  readonly note: Answer;
}

/**
 * What a desk records about a case it has accepted, sealed to the case's key in the part `record` of a `recorded` entry. The envelope
 * says only that something was recorded: which topic, and what, is inside (guidebook II.4). Words are short reasons; names, numbers and
 * places belong in the story, the person's names and the files, which open with a purpose.
 */
export type CaseRecord =
  | StageRecord
  | StepRecord
  | ReflectionRecord
  | ToldRecord
  | ChoiceRecord
  | NeedRecord
  | RiskRecord
  | ChildStepRecord
  | TaskRecord
  | OwnerRecord
  | ClosedRecord
  | ReopenedRecord
  | EvidenceRecord
  | OffenceRecord
  | WishRecord
  | AlarmRecord
  | AlarmStepRecord
  | LinkRecord
  | PassedRecord;
export type Topic = CaseRecord["topic"];

/**
 * A record of a topic that this program does not know, or of a known one with something missing or another value than it knows, from a
 * newer program: kept as it is and shown as unknown.
 */
export interface ForeignRecord {
  readonly topic: string;
  readonly [field: string]: unknown;
}
