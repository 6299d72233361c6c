import type { Actor } from "./actor.ts";
import type { Envelope } from "./envelope.ts";
import type { CaseState, ReferredCase } from "./state.ts";

/** Names of the API's error catalogue, so that a refusal can be answered as it is. */
export type Refusal =
  | "bad-request"
  | "not-allowed"
  | "not-found"
  | "wrong-desk"
  | "already-answered"
  | "no-basis"
  | "entry-differs"
  | "seq-taken"
  | "parent-unknown"
  | "part-mismatch"
  | "purpose-first"
  | "team-only"
  | "no-key"
  | "key-taken"
  | "not-erasable"
  | "nothing-closed"
  | "glass-broken";
export type Permission = { readonly ok: true } | { readonly ok: false; readonly why: Refusal };

/**
 * One sentence of the policy. Everything is refused that no rule speaks about; what rules speak about is allowed where none of
 * them refuses. So a rule taken out lets something through that it kept, and a test has to notice (docs/access.md).
 */
export interface Rule<Question, About extends string> {
  /** Never changes: tables and tests name it. */
  readonly name: string;
  /** What it keeps, as a sentence for the docs. */
  readonly says: string;
  /** Kinds of entries, or things to read, that it speaks about. */
  readonly about: readonly About[];
  refuses(question: Question): Refusal | null;
}

/** May this actor add this entry? */
export interface Writing {
  readonly envelope: Envelope;
  readonly actor: Actor;
  readonly state: CaseState;
  /** Milliseconds since 1970, the server's clock. */
  readonly now: number;
}
export type WriteRule = Rule<Writing, Envelope["kind"]>;

export const kinds = [
  "referred",
  "opened",
  "accepted",
  "declined",
  "withdrawn",
  "passed-on",
  "keyed",
  "resealed",
  "erased",
  "noted",
  "attached",
  "broke-glass",
  "recorded",
] as const satisfies readonly Envelope["kind"][];

/** Everything but the referral itself. */
export const later = kinds.filter((kind) => kind !== "referred");

/** A rule about these kinds, whatever the case. */
export function writing<K extends Envelope["kind"]>(
  name: string,
  says: string,
  about: readonly K[],
  refuses: (envelope: Extract<Envelope, { kind: K }>, asked: Writing) => Refusal | null,
): WriteRule {
  const speaks = (envelope: Envelope): envelope is Extract<Envelope, { kind: K }> =>
    about.some((kind) => kind === envelope.kind);
  return {
    name,
    says,
    about,
    refuses: (asked) => (speaks(asked.envelope) ? refuses(asked.envelope, asked) : null),
  };
}

/** A rule that needs the case's referral; where there is none, it has nothing to say. */
export function adding<K extends Envelope["kind"]>(
  name: string,
  says: string,
  about: readonly K[],
  refuses: (envelope: Extract<Envelope, { kind: K }>, state: ReferredCase, asked: Writing) => Refusal | null,
): WriteRule {
  return writing(name, says, about, (envelope, asked) =>
    asked.state.status === "no-referral" ? null : refuses(envelope, asked.state, asked),
  );
}
