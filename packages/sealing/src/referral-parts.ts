import type { AnswerNote, Card, PartName, PartNote, PersonNote, Story } from "@threshold/casework";
import type { CaseRecord, ForeignRecord } from "@threshold/casework/care";
import { type Bytes, own, utf8 } from "./bytes.ts";
import { sha256Hex } from "./digest.ts";
import { readJson } from "./json.ts";
import { isAnswer, isCard, isPerson, isRecord, isStory } from "./part-shapes.ts";
import { failure, type Result, success } from "./result.ts";
import { type OpenProblem, open, type SealProblem, seal } from "./seal.ts";
import { isObject } from "./shape.ts";

/** A sealed part: its bytes, and how the envelope names them. */
export interface SealedPart {
  readonly note: PartNote;
  readonly bytes: Bytes;
}
/** `too-large`: above 256 KiB once sealed. */
export type PartProblem = SealProblem | "too-large";
/**
 * Beside those of `open`: `not-the-noted` (other bytes than the envelope was signed over: swapped or sent again),
 * `wrong-version` (written by a newer program), `wrong-shape` (opened, and still no such part).
 */
export type OpenPartProblem = OpenProblem | "not-the-noted" | "wrong-version" | "wrong-shape";

type ReferralPart = Extract<PartName, "card" | "story" | "answer" | "person" | "record">;
/**
 * Plaintext is filled up with spaces to steps of this many bytes, so that the length of what is sealed tells little: how
 * long somebody's story is, whether she has an address. Spaces after JSON mean nothing to any reader of it.
 */
const steps: Readonly<Record<ReferralPart, number>> = {
  card: 4096,
  story: 4096,
  answer: 1024,
  person: 1024,
  record: 1024,
};
const mostBytes = 256 * 1024;
const space = 0x20;

/** Seals a card to the desks that may answer. `note.recipients` is sorted. */
export function sealCard(card: Card, recipients: readonly string[]): Promise<Result<SealedPart, PartProblem>> {
  return sealPart("card", card, recipients);
}
/** Seals a story to the same desks; it opens with a purpose that is recorded first. */
export function sealStory(story: Story, recipients: readonly string[]): Promise<Result<SealedPart, PartProblem>> {
  return sealPart("story", story, recipients);
}
/** Seals the reason for declining to the sender's desk and to whoever holds the referral. */
export function sealAnswer(
  answer: AnswerNote,
  recipients: readonly string[],
): Promise<Result<SealedPart, PartProblem>> {
  return sealPart("answer", answer, recipients);
}
/** Seals who a person is to the case's key. */
export function sealPerson(
  person: PersonNote,
  recipients: readonly string[],
): Promise<Result<SealedPart, PartProblem>> {
  return sealPart("person", person, recipients);
}

/** Seals something that was recorded of the care of a person to the case's key. */
export function sealRecord(
  record: CaseRecord,
  recipients: readonly string[],
): Promise<Result<SealedPart, PartProblem>> {
  return sealPart("record", record, recipients);
}

/** @param note what the signed envelope says of the part; with it, bytes that are not those are refused. */
export function openCard(
  bytes: Uint8Array,
  secrets: readonly string[],
  note?: PartNote,
): Promise<Result<Card, OpenPartProblem>> {
  return openPart("card", bytes, secrets, note, isCard);
}
/** As {@link openCard}. */
export function openStory(
  bytes: Uint8Array,
  secrets: readonly string[],
  note?: PartNote,
): Promise<Result<Story, OpenPartProblem>> {
  return openPart("story", bytes, secrets, note, isStory);
}
/** As {@link openCard}. */
export function openAnswer(
  bytes: Uint8Array,
  secrets: readonly string[],
  note?: PartNote,
): Promise<Result<AnswerNote, OpenPartProblem>> {
  return openPart("answer", bytes, secrets, note, isAnswer);
}
/** As {@link openCard}. */
export function openPerson(
  bytes: Uint8Array,
  secrets: readonly string[],
  note?: PartNote,
): Promise<Result<PersonNote, OpenPartProblem>> {
  return openPart("person", bytes, secrets, note, isPerson);
}

/** As {@link openCard}; what it holds is read by `readRecord` of casework. */
export function openRecord(
  bytes: Uint8Array,
  secrets: readonly string[],
  note?: PartNote,
): Promise<Result<ForeignRecord, OpenPartProblem>> {
  return openPart("record", bytes, secrets, note, isRecord);
}

async function sealPart(
  name: ReferralPart,
  value: object,
  recipients: readonly string[],
): Promise<Result<SealedPart, PartProblem>> {
  const sorted = [...recipients].sort();
  const sealed = await seal(padded(utf8(JSON.stringify(value)), steps[name]), sorted);
  if (!sealed.ok) return sealed;
  const bytes = sealed.value;
  if (bytes.length > mostBytes) return failure("too-large");
  return success({ note: { name, sha256: await sha256Hex(bytes), recipients: sorted }, bytes });
}

async function openPart<Part>(
  name: ReferralPart,
  bytes: Uint8Array,
  secrets: readonly string[],
  note: PartNote | undefined,
  fits: (value: unknown) => value is Part,
): Promise<Result<Part, OpenPartProblem>> {
  if (note !== undefined && (note.name !== name || note.sha256 !== (await sha256Hex(bytes))))
    return failure("not-the-noted");
  const opened = await open(bytes, secrets);
  if (!opened.ok) return opened;
  const value = readJson(opened.value);
  if (!isObject(value)) return failure("wrong-shape");
  // A record of a newer version is kept and shown as unknown: `isKnownRecord` of casework says what counts.
  if (value.v !== 1 && name !== "record") return failure("wrong-version");
  return fits(value) ? success(value) : failure("wrong-shape");
}

function padded(bytes: Uint8Array, step: number): Bytes {
  const filled = new Uint8Array(Math.max(1, Math.ceil(bytes.length / step)) * step).fill(space);
  filled.set(bytes);
  return own(filled);
}
