import type { Card } from "@threshold/casework";
import type { Inbox, Kdf, MemberSession } from "@threshold/contract";
import { fromBase64, openCard, unwrapDesk } from "@threshold/sealing";
import { derive, openMember } from "@threshold/sealing/passphrase";
import type { Locator } from "playwright-core";
import { anonymous, ask, findCase } from "../../apps/server/test/support/client.ts";
import type { Field, ReferAnswers } from "./field.ts";
import type { Site } from "./site.ts";

export type Level = "clear" | "not-clear" | "worrying";
export type Day = "week" | "two-weeks" | { readonly leaves: string } | { readonly on: string };

/** Walks the way of who is at risk: the check of an offer, the paper, help before anything happens. Words come from the knowledge. */
export class OfferWalk {
  readonly field: Field;

  constructor(field: Field) {
    this.field = field;
  }

  button(id: string): Locator {
    return this.field.page.getByRole("button", { name: this.field.text(id), exact: true });
  }

  /** From the list to the check. */
  async open(): Promise<void> {
    const { page } = this.field;
    await page.getByRole("heading", { name: this.field.text("offer.way.title"), exact: true }).waitFor();
    const begin = this.button("offer.way.check");
    await ((await begin.count()) > 0 ? begin : this.button("offer.way.on")).click();
    await this.field.heading("offer.check.title").waitFor();
  }

  /** What the bar of the check says: never a label for the person who reads along. */
  async standing(): Promise<"presumed" | "potential" | "none"> {
    const bar = await this.field.page.locator(".bar-result strong").textContent();
    for (const result of ["presumed", "potential", "none"] as const)
      if (this.field.text(`offer.bar.${result}`) === bar) return result;
    throw new Error(`the bar says "${bar}"`);
  }

  async kind(kind: "work" | "study" | "marriage"): Promise<void> {
    await this.button(`offer.answer.kind.${kind}`).click();
  }

  /** The group of one question; more questions are opened where it is among them. */
  async question(id: string): Promise<Locator> {
    const { page } = this.field;
    const group = page.locator("fieldset", { has: page.getByText(this.field.text(`offer.question.${id}`)) }).first();
    if (!(await group.isVisible())) await page.locator("summary").click();
    return group;
  }

  async answer(question: string, level: Level): Promise<void> {
    const name = this.field.text(`offer.answer.${question}.${level}`);
    await (await this.question(question)).getByRole("button", { name, exact: true }).click();
  }

  async answerAll(answers: Readonly<Record<string, Level>>): Promise<void> {
    for (const [question, level] of Object.entries(answers)) await this.answer(question, level);
  }

  /** To what the check shows. */
  async finish(): Promise<void> {
    await this.field.next();
    await this.field.heading("offer.result.title").waitFor();
  }

  async takeAlong(): Promise<void> {
    await this.button("offer.result.take").click();
    await this.field.heading("offer.take.title").waitFor();
  }

  /** From what the check shows: what would help, and the day. Ends before the choice. */
  async wants(purposes: readonly string[], day?: Day): Promise<void> {
    await this.button("offer.result.help").click();
    await this.field.heading("offer.help.title").waitFor();
    for (const purpose of purposes) await this.button(`service-purpose.${purpose}`).click();
    if (day !== undefined) await this.agree(day);
  }

  async agree(day: Day): Promise<void> {
    if (typeof day === "string") return this.button(`offer.day.${day}`).click();
    const leaving = "leaves" in day;
    await this.button(`offer.day.${leaving ? "before-leaving" : "other"}`).click();
    await this.field.page.locator('input[type="date"]').fill(leaving ? day.leaves : day.on);
  }

  /** From what would help to the confirmation. @returns the reference; null where nothing is sent */
  async refer(answers: ReferAnswers): Promise<string | null> {
    const { field } = this;
    await field.next();
    await field.choose(answers);
    await field.next();
    if (answers.basis !== "consent") {
      await field.heading("field.support.title").waitFor();
      return null;
    }
    await field.heading("field.who.title").waitFor();
    await field.next();
    await field.tell(answers);
    await field.next();
    await field.heading("field.look-over.title").waitFor();
    await this.button("field.send").click();
    return field.reference();
  }
}

/** The card that a desk's member can open, read as anybody with their passphrase could: over HTTP and with the library. */
export async function cardAt(site: Site, handle: string, passphrase: string, reference: string): Promise<Card> {
  const client = anonymous(site.url);
  const kdf = (await ask(client, "POST", "/sign-in/start", { handle })).body as Kdf;
  const derived = await derive(passphrase, kdf);
  if (!derived.ok) throw new Error("the passphrase is too weak");
  const answer = await ask(client, "POST", "/sign-in", { handle, proof: derived.value.proof });
  const session = answer.body as MemberSession;
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const secrets = await openMember(session.bundle, derived.value.unlock);
  const [desk] = session.desks;
  if (!secrets.ok || desk === undefined) throw new Error(`${handle} opens no desk`);
  const key = await unwrapDesk(desk, [secrets.value.identity.secret]);
  const member = { address: site.url, headers: { origin: site.url, cookie } };
  const { lines } = (await ask(member, "GET", "/inbox?box=all")).body as Inbox;
  const line = lines.find((one) => one.reference === reference);
  const bytes = fromBase64((line === undefined ? undefined : await findCase(member, line.case))?.card ?? "");
  if (!key.ok || bytes === null) throw new Error(`${reference} is not at the desk of ${handle}`);
  const card = await openCard(bytes, [key.value.secret]);
  if (!card.ok) throw new Error(`the card of ${reference} does not open: ${card.why}`);
  return card.value;
}
