import { readFileSync } from "node:fs";
import type { Field } from "./field.ts";

/** A coded case study, as `npm run knowledge` compiles it. */
interface Coded {
  readonly age: "adult" | "child" | "unsure" | "unsure-claims-child";
  readonly form: {
    readonly id: string;
    readonly basis: "seen" | "said" | "suspected";
    readonly stage: "happening" | "intended" | null;
  } | null;
  readonly act?: readonly string[];
  readonly present?: readonly string[];
  readonly used?: readonly string[];
}

export function caseStudy(id: string): { readonly input: Coded; readonly expect: { readonly result: string } } {
  const file = new URL(`../../knowledge/dist/cases/${id}.json`, import.meta.url);
  const [person] = (
    JSON.parse(readFileSync(file, "utf8")) as { persons: { input: Coded; expect: { result: string } }[] }
  ).persons;
  if (person === undefined) throw new Error(`no person in ${id}`);
  return person;
}

/** Answers the list with what a coded case says. */
export async function answer(field: Field, input: Coded): Promise<void> {
  await field.setAge(input.age);
  for (const id of input.present ?? []) await field.answerSign(id, "said");
  for (const id of input.used ?? []) {
    await field.answerSign(id, "said");
    await field.markUsed(id);
  }
  if (input.act?.length) await field.setActs(...input.act);
  if (input.form !== null) await field.setForm(input.form.id, input.form.basis, input.form.stage);
}

const statuses = ["waiting", "passed-on", "accepted", "declined", "withdrawn"] as const;

/** What the phone's menu says while something still waits to be sent. */
const unsent = {
  "field.outbox.waiting": "not-sent",
  "field.outbox.stopped": "deleted",
  "field.outbox.withdrawal-waits": "withdrawal-waits",
} as const;

/**
 * Where a referral stands by what the phone's menu says, null where it is not there. While something waits on the phone: `not-sent`,
 * `deleted` (not to be sent, though an earlier try may have arrived), `withdrawal-waits`.
 */
export async function standing(
  field: Field,
  reference: string,
): Promise<(typeof statuses)[number] | (typeof unsent)[keyof typeof unsent] | null> {
  const line = await field.outboxLine(reference);
  // Counted and read at once: a line may go while it is looked at.
  const [tag] = await line.locator(".govuk-tag").allInnerTexts();
  if (tag === undefined) return null;
  for (const [id, name] of Object.entries(unsent)) if (field.text(id) === tag) return name;
  return statuses.find((status) => field.text(`common.status.${status}`) === tag) ?? null;
}
