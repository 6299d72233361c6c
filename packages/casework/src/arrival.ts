import type { DeskAddress, Envelope } from "./envelope.ts";

/** An envelope of a kind that this program does not know, from a newer one: kept, shown as unknown, never a reason to stop. */
export interface ForeignEnvelope {
  readonly id: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}
export type AnyEnvelope = Envelope | ForeignEnvelope;

/** What the fold takes: an envelope, and when the server received it where that is known (ISO 8601 UTC). */
export interface Arrival {
  readonly envelope: AnyEnvelope;
  readonly receivedAt?: string;
}

/** True where the envelope has a kind of this program, in the one version it knows, with every field the fold reads. */
export function isKnown(envelope: AnyEnvelope): envelope is Envelope {
  const fields: { readonly [field: string]: unknown } = { ...envelope };
  if (fields.v !== 1 || !isText(fields.case) || !isText(fields.author) || !isText(fields.at)) return false;
  if (!Number.isInteger(fields.seq) || !isList(fields.parents) || !isDesk(fields.sender)) return false;
  if (!Array.isArray(fields.parts)) return false;
  switch (fields.kind) {
    case "referred":
      return (
        isDesk(fields.receiver) &&
        (fields.fallback === null || isDesk(fields.fallback)) &&
        isText(fields.reference) &&
        isText(fields.urgency) &&
        typeof fields.child === "boolean" &&
        Number.isInteger(fields.answerWithin) &&
        isObject(fields.basis) &&
        isText(fields.basis.code) &&
        isList(fields.basis.recipients)
      );
    case "opened":
      return isText(fields.of) && isText(fields.purpose);
    case "accepted":
      return isText(fields.how);
    case "declined":
      return fields.onward === null || isDesk(fields.onward);
    case "keyed":
      return isText(fields.recipient) && isCount(fields.version) && (fields.team === null || isList(fields.team));
    case "resealed":
      return isText(fields.of);
    case "erased":
      return isText(fields.of) && isList(fields.names);
    case "attached":
      return isCount(fields.size) && (fields.replaces === undefined || isText(fields.replaces));
    case "broke-glass":
      return isText(fields.reason) && isCount(fields.hours);
    case "recorded":
      return (
        (fields.nextDue === null || isText(fields.nextDue)) &&
        (fields.owner === undefined || fields.owner === null || isText(fields.owner)) &&
        (fields.closed === undefined || typeof fields.closed === "boolean") &&
        (fields.stepsDone === undefined || typeof fields.stepsDone === "boolean")
      );
    case "passed-on":
      return fields.why === undefined || fields.why === "left";
    case "noted":
    case "withdrawn":
      return true;
    default:
      return false;
  }
}

/** Entries that this one names as known to its author; none where the field is missing or odd. */
export function parentsOf(envelope: AnyEnvelope): readonly string[] {
  const parents: unknown = envelope.parents;
  return Array.isArray(parents) ? parents.filter(isText) : [];
}

/** Author and place in the author's sequence; null where an unknown kind has none. */
export function placeOf(envelope: AnyEnvelope): { readonly author: string; readonly seq: number } | null {
  const { author, seq } = envelope;
  return isText(author) && typeof seq === "number" && Number.isInteger(seq) ? { author, seq } : null;
}

export function sameDesk(one: DeskAddress | null, other: DeskAddress | null): boolean {
  return one !== null && other !== null && one.organisation === other.organisation && one.desk === other.desk;
}

/**
 * The same text for the same content, however its keys are ordered. Only for comparing inside this package; what is signed
 * is written by `sealing`.
 */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`)
    .join(",")}}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}
function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}
function isObject(value: unknown): value is { readonly [field: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isDesk(value: unknown): boolean {
  return isObject(value) && isText(value.organisation) && isText(value.desk);
}
