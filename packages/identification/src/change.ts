import type { CaseInput } from "./assessment.ts";
import type { Catalogue, Sign } from "./catalogue.ts";
import { type Count, count, isTreatedAsChild, isUsed } from "./count.ts";
import type { Sentence } from "./explanation.ts";
import { lookNextOf, suits } from "./look-next.ts";
import { differences, type Stand, standOf } from "./stand.ts";
import { plus } from "./tally.ts";

/** What one further observation would change, first signs, then facts; then what changes nothing. */
export function changeOf(catalogue: Catalogue, input: CaseInput, counted: Count, now: Stand): Sentence[] {
  const changing = [...bySigns(catalogue, counted, now), ...byFacts(catalogue, input, counted, now)];
  if (changing.length === 0)
    changing.push({ key: isHighest(now) ? "explain.change.settled" : "explain.change.nothing-left", values: {} });
  return [...changing, ...unmoved(catalogue, input, counted, now)];
}

/** The signs to look at next, together where they would change the same. */
function bySigns(catalogue: Catalogue, counted: Count, now: Stand): Sentence[] {
  const next = lookNextOf(catalogue, counted).flatMap((id) => catalogue.signById.get(id) ?? []);
  return together("explain.change.signs", next, (sign) =>
    differences(now, standOf(counted, plus(counted.tally, sign.noticed))),
  );
}

function byFacts(catalogue: Catalogue, input: CaseInput, counted: Count, now: Stand): Sentence[] {
  const sentences: Sentence[] = [];
  const changed = (more: Partial<CaseInput>): string[] => {
    const then = count(catalogue, { ...input, ...more });
    return differences(now, standOf(then, then.tally));
  };
  const say = (key: string, to: readonly string[], values: Sentence["values"] = {}): void => {
    if (to.length > 0) sentences.push({ key: `explain.change.${key}`, values: { ...values, to } });
  };
  const usable = counted.present.filter((sign) => sign.vulnerability && !isUsed(counted, sign));
  sentences.push(...together("explain.change.used", usable, ({ id }) => changed({ used: [...input.used, id] })));
  if (!counted.claims) say("claim", changed({ claims: true }));
  const { form, acts } = counted;
  if (form !== null && !form.sure) {
    const { id } = form.form;
    // Deception with a form suspected reads as intended; the same form once seen asks for a stage. That is no gain to name.
    const to = changed({ form: { id, basis: "seen", stage: form.stage } }).filter((key) => !key.endsWith(".not-yet"));
    say("form", to, { form: [`form.${id}`] });
  }
  if (form === null) say("any-form", everyForm(catalogue, counted, changed));
  if (counted.ageOpen && !isTreatedAsChild(counted, counted.tally)) {
    const to = changed({ age: "child" });
    // Means that were there and are no longer needed are no news.
    if (now.means === "not-yet" || to.some((key) => !key.startsWith("explain.to.means."))) say("child", to);
  }
  const [act] = catalogue.list.acts;
  // Where an act would only support the act, what is missing says so already.
  const to = act === undefined || acts.length > 0 ? [] : changed({ act: [act] });
  if (to.some((key) => key.startsWith("result-")))
    say("act", to, { acts: catalogue.list.acts.map((id) => `act.${id}`) });
  return sentences;
}

/** What a form seen or said would change, whichever it is. */
function everyForm(catalogue: Catalogue, counted: Count, changed: (more: Partial<CaseInput>) => string[]): string[] {
  const child = isTreatedAsChild(counted, counted.tally);
  const [first = [], ...others] = catalogue.list.forms
    .filter((form) => suits(form, child, counted.ageOpen))
    .map(({ id }) => changed({ form: { id, basis: "seen", stage: null } }));
  return first.filter((key) => others.every((other) => other.includes(key)));
}

/** One sentence for all signs that would change the same. */
function together(key: string, signs: readonly Sign[], changed: (sign: Sign) => readonly string[]): Sentence[] {
  const byChange = new Map<string, { signs: string[]; to: readonly string[] }>();
  for (const sign of signs) {
    const to = changed(sign);
    if (to.length === 0) continue;
    const same = byChange.get(to.join()) ?? { signs: [], to };
    same.signs.push(`sign.${sign.id}`);
    byChange.set(to.join(), same);
  }
  return [...byChange.values()].map((values) => ({ key, values }));
}

/** What was noted and weighs nothing (IV.1, row by row a guard of its own), so that nobody takes it for a reason against. */
function unmoved(catalogue: Catalogue, input: CaseInput, counted: Count, now: Stand): Sentence[] {
  const sentences: Sentence[] = [];
  const say = (key: string, values: Sentence["values"] = {}): void => {
    sentences.push({ key: `explain.change.${key}`, values });
  };
  const group = counted.present.filter((sign) => sign.group && !isUsed(counted, sign));
  if (group.length > 0) say("group", { signs: group.map(({ id }) => `sign.${id}`) });
  const statements = catalogue.list.statements.filter(({ id }) => input.statements.includes(id));
  if (statements.length > 0) say("statements", { statements: statements.map(({ id }) => `statement.${id}`) });
  if (input.offence) say("offence");
  if (now.result !== "none") say("absent");
  return sentences;
}

function isHighest({ result, act, means, purpose }: Stand): boolean {
  return result === "presumed" && act === "supported" && means !== "not-yet" && purpose === "exploited";
}
