import type { SignSource } from "@threshold/casework";
import type { CaseInput } from "@threshold/identification";

/** An answer that may stay open. `null` is "not known", the state of everything nobody touched. */
export type YesNo = "yes" | "no" | null;

/** The check of an offer: answers by question, and for each sign that an answer added what stood there before. */
export interface OfferNotes {
  readonly answers: Readonly<Record<string, string>>;
  readonly added: Readonly<Record<string, SignSource | null>>;
}

/**
 * What one officer noticed about one person. Lives in memory only: nothing here is written to the phone's storage
 * before it is sealed (guidebook II.4).
 */
export interface Notes {
  readonly situation: string | null;
  readonly age: CaseInput["age"] | null;
  readonly signs: Readonly<Record<string, SignSource>>;
  /** Vulnerabilities that somebody used. */
  readonly used: readonly string[];
  readonly form: CaseInput["form"];
  readonly act: readonly string[];
  readonly claims: boolean;
  readonly statements: readonly string[];
  readonly offence: boolean;
  readonly alone: YesNo;
  readonly companionInterprets: YesNo;
  readonly safeHere: YesNo;
  readonly offer: OfferNotes;
  /** When the person was met: the moment of the first note, ISO 8601 UTC to the second. */
  readonly metAt: string | null;
  /** The paper form that this is typed in from; then `metAt` is the time that stands there. Null where it is not from paper. */
  readonly paper: PaperNotes | null;
}

export interface PaperNotes {
  readonly number: string;
  /** When the person chose, as on the paper, ISO 8601 UTC to the second; null where it does not stand there. */
  readonly choseAt: string | null;
}

export const empty: Notes = {
  situation: null,
  age: null,
  signs: {},
  used: [],
  form: null,
  act: [],
  claims: false,
  statements: [],
  offence: false,
  alone: null,
  companionInterprets: null,
  safeHere: null,
  offer: { answers: {}, added: {} },
  metAt: null,
  paper: null,
};

/** The three answers a sign can be given with one tap; other sources of what was said come by "who said it". */
export type Answered = "seen" | "said" | "not-there";

/** Which of the three buttons a source belongs to: what a person, another or a paper says counts as said. */
export function answeredAs(source: SignSource | undefined): Answered | null {
  if (source === undefined) return null;
  return source === "seen" || source === "not-there" ? source : "said";
}

/** Gives a sign an answer; the same one again takes it back. A sign that is no longer there cannot have been used. */
export function answer(notes: Notes, sign: string, given: Answered): Notes {
  if (answeredAs(notes.signs[sign]) !== given) return withSource(notes, sign, given);
  const { [sign]: _gone, ...signs } = notes.signs;
  return { ...notes, signs, used: without(notes.used, sign) };
}

/** Sets who or what a sign is known from. */
export function withSource(notes: Notes, sign: string, source: SignSource): Notes {
  const used = source === "not-there" ? without(notes.used, sign) : notes.used;
  return { ...notes, signs: { ...notes.signs, [sign]: source }, used };
}

/** Adds a value, or takes it away where it is already there. */
export function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? without(values, value) : [...values, value];
}

function without(values: readonly string[], value: string): readonly string[] {
  return values.filter((other) => other !== value);
}

/** Signs that are there, in the order they were noticed. */
export function present(notes: Notes): string[] {
  return Object.keys(notes.signs).filter((sign) => notes.signs[sign] !== "not-there");
}

/** True where somebody else may be listening or steering what is said (VI.6). */
export function supervised(notes: Notes): boolean {
  return notes.alone === "no" || notes.companionInterprets === "yes";
}

/** The notes as the engine reads them. An age nobody gave counts as not sure. */
export function toInput(notes: Notes): CaseInput {
  return {
    id: null,
    age: notes.age ?? "unsure",
    form: notes.form,
    act: notes.act,
    present: present(notes),
    absent: Object.keys(notes.signs).filter((sign) => notes.signs[sign] === "not-there"),
    used: notes.used,
    claims: notes.claims,
    statements: notes.statements,
    offence: notes.offence,
    supervised: supervised(notes),
  };
}
