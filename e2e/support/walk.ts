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

/** Where a referral stands by what the phone's menu says; `not-sent` while it waits on the phone, null where it is not there. */
export async function standing(
  field: Field,
  reference: string,
): Promise<(typeof statuses)[number] | "not-sent" | null> {
  const list = field.page.getByRole("region", { name: field.text("field.outbox") });
  if (!(await list.isVisible()))
    await field.page.getByRole("button", { name: field.text("field.menu"), exact: true }).click();
  await list.waitFor();
  const line = list.getByRole("listitem").filter({ hasText: reference });
  if ((await line.count()) === 0) return null;
  const tag = await line.locator(".govuk-tag").innerText();
  if (tag === field.text("field.outbox.waiting")) return "not-sent";
  return statuses.find((status) => field.text(`common.status.${status}`) === tag) ?? null;
}
