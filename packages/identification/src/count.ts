import type { CaseInput } from "./assessment.ts";
import type { Catalogue, Sign } from "./catalogue.ts";
import type { Form } from "./list.ts";
import { emptyTally, hasOne, mark, plus, type Tally } from "./tally.ts";

/** A form of exploitation as the rules read it. */
export interface KnownForm {
  readonly form: Form;
  /** Seen, or said by the person or somebody else; else it is suspected. */
  readonly sure: boolean;
  readonly stage: "happening" | "intended" | null;
}

/** One case, counted. Signs are in the list's order, each once, whatever order and however often the case named them. */
export interface Count {
  readonly present: readonly Sign[];
  /** What was answered about each sign of the list, by its index. */
  readonly answers: readonly number[];
  readonly tally: Tally;
  readonly acts: readonly string[];
  readonly form: KnownForm | null;
  readonly claims: boolean;
  /** A child by what is said of the age alone. */
  readonly child: boolean;
  /** The age is open: doubtful papers would decide it (V.4.1). */
  readonly ageOpen: boolean;
}

/** Answers, the stronger the higher. */
const OPEN = 0;
const ABSENT = 1;
const PRESENT = 2;
const USED = 3;

/** Counts a case. Where a sign is named present and absent, present wins; ids that the list does not know count for nothing. */
export function count(catalogue: Catalogue, input: CaseInput): Count {
  const answers = catalogue.unanswered.slice();
  // In this order, so that the stronger answer stays.
  note(catalogue, answers, input.absent, ABSENT, []);
  const present: Sign[] = [];
  note(catalogue, answers, input.present, PRESENT, present);
  note(catalogue, answers, input.used, USED, present);
  let tally = emptyTally;
  for (const sign of present) tally = plus(tally, answers[sign.index] === USED ? sign.used : sign.noticed);
  return {
    present,
    answers,
    tally,
    acts: input.act.length === 0 ? [] : catalogue.list.acts.filter((act) => input.act.includes(act)),
    form: knownForm(catalogue, input.form),
    claims: input.claims,
    child: input.age === "child" || input.age === "unsure-claims-child",
    ageOpen: input.age === "unsure",
  };
}

/** Writes an answer over a weaker one, and adds the signs that became present by it. */
function note(catalogue: Catalogue, answers: number[], ids: readonly string[], answer: number, became: Sign[]): void {
  for (const id of ids) {
    const sign = catalogue.signById.get(id);
    if (sign === undefined) continue;
    const before = answers[sign.index] ?? OPEN;
    answers[sign.index] = answer;
    if (answer >= PRESENT && before < PRESENT) insert(became, sign);
  }
}

/** Puts a sign where the list has it among signs that already stand so, none before `from`: few signs, so quicker than sorting. */
export function insert(signs: Sign[], sign: Sign, from = 0): void {
  let place = signs.length;
  for (; place > from; place--) {
    const before = signs[place - 1];
    if (before === undefined || before.index < sign.index) break;
    signs[place] = before;
  }
  signs[place] = sign;
}

function knownForm(catalogue: Catalogue, given: CaseInput["form"]): KnownForm | null {
  if (given === null) return null;
  const form = catalogue.formById.get(given.id);
  return form === undefined ? null : { form, sure: given.basis !== "suspected", stage: given.stage };
}

/** Somebody used this vulnerability. */
export function isUsed(count: Count, sign: Sign): boolean {
  return sign.vulnerability && count.answers[sign.index] === USED;
}

/** Neither present nor absent. */
export function isOpen(count: Count, sign: Sign): boolean {
  return count.answers[sign.index] === OPEN;
}

/** Under 18; unsure and says so; or unsure with doubtful papers (II.2, V.4.1). */
export function isTreatedAsChild(count: Count, tally: Tally): boolean {
  return count.child || (count.ageOpen && hasOne(tally, mark.doubtfulPapers));
}

/** Raises a doubt at all: what only describes a group does not, until somebody used it. */
export function raises(count: Count, sign: Sign): boolean {
  return !sign.group || isUsed(count, sign);
}

/** Corresponds to part of the definition by itself (V.2), for this person. */
export function isDirect(count: Count, sign: Sign): boolean {
  if (isUsed(count, sign)) return true;
  return !sign.group && (sign.direct || (sign.directForChild && isTreatedAsChild(count, count.tally)));
}
