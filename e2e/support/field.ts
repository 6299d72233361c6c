import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";

type Message = string | readonly (string | readonly [string, ...unknown[]])[];
type Messages = Readonly<Record<string, Message>>;
const bundle = (language: string, name: string): Messages =>
  JSON.parse(readFileSync(new URL(`../../knowledge/dist/${language}/${name}.json`, import.meta.url), "utf8")).messages;

export type StoryItem =
  | "calledAs"
  | "contact"
  | "safeTime"
  | "where"
  | "dangers"
  | "health"
  | "others"
  | "narrative"
  | "officer";
export type Basis = "consent" | "not-now" | "no" | "child" | "unable" | "danger" | "duty-in-law" | "none";

/** What a walk through Refer says; what is left out is left untouched on the screens. */
export interface ReferAnswers {
  readonly danger?: "yes" | "no" | "not-sure";
  readonly basis: Basis;
  /** With `consent`: BCP 47 tag, interpreter, way it was given. */
  readonly consent?: { readonly language: string; readonly interpreter: string; readonly given: string };
  readonly note?: string;
  /** Names of services as the directory shows them. */
  readonly first?: string;
  readonly fallback?: string | null;
  readonly story?: Partial<Record<StoryItem, string | "not-known" | "declined">>;
  readonly needs?: readonly string[] | "declined";
  readonly languages?: readonly string[];
}

/**
 * Walks the Field as a person does: by what a role or a label says. Ids are those of the knowledge, words come from the
 * language shown, so a changed sentence changes nothing here.
 */
export class Field {
  readonly page: Page;
  readonly #messages: Readonly<Record<string, Message>>;

  constructor(page: Page, language = "en") {
    this.page = page;
    this.#messages = Object.assign({}, ...["field", "later", "reading"].map((name) => bundle(language, name)));
  }

  /** The sentence with this id; only for those without placeholders. @throws where there is none */
  text(id: string): string {
    const message = this.#messages[id];
    if (typeof message !== "string") throw new Error(`no plain sentence ${id}`);
    return message;
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.heading("field.situation.ask").waitFor();
  }

  /** Waits until the app would open without a network. */
  async readyOffline(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    // Not waitForFunction: it needs eval, which the page's content security policy rightly refuses.
    for (let tries = 0; tries < 100; tries += 1) {
      if (await this.page.evaluate(() => navigator.serviceWorker.controller !== null)) return;
      await this.page.waitForTimeout(100);
    }
    throw new Error("the service worker took no control of the page in 10 seconds");
  }

  heading(id: string): Locator {
    return this.page.getByRole("heading", { name: this.text(id), exact: true });
  }

  /** The situation, from the first screen; null for none of them. */
  async chooseSituation(id: string | null): Promise<void> {
    await this.#tap(this.page, id === null ? "field.situation.skip" : `situation.${id}`);
    await this.heading("field.list.title").waitFor();
  }

  async setAge(age: "adult" | "child" | "unsure" | "unsure-claims-child"): Promise<void> {
    await this.#tap(this.page, `field.age.${age === "unsure-claims-child" ? "unsure" : age}`);
    if (age === "unsure-claims-child") await this.#tap(this.page, "field.age.claims");
  }

  /** Answers a sign, wherever it is: on the page, or by searching for it. */
  async answerSign(id: string, answer: "seen" | "said" | "not-there"): Promise<void> {
    await this.#tap(await this.sign(id), `field.answer.${answer}`);
  }

  /** Says who told it, by the button that a keyboard reaches too. */
  async setSource(id: string, source: "said" | "said-by-other" | "document"): Promise<void> {
    const row = await this.sign(id);
    const ask = row.getByRole("button", { expanded: false });
    if ((await ask.count()) > 0) await ask.click();
    await this.#tap(row, `field.source.${source}`);
  }

  async markUsed(id: string): Promise<void> {
    await this.#tap(await this.sign(id), "field.used");
  }

  /** A sign's group of buttons. */
  async sign(id: string): Promise<Locator> {
    const name = this.text(`sign.${id}`);
    const row = this.page.getByRole("group", { name, exact: true }).first();
    if (!(await row.isVisible())) {
      await this.page.getByLabel(this.text("field.search"), { exact: true }).fill(name);
      await row.waitFor();
    }
    return row;
  }

  async setForm(
    id: string,
    basis: "seen" | "said" | "suspected",
    stage: "happening" | "intended" | null,
  ): Promise<void> {
    await this.page.getByText(this.text("field.form.title"), { exact: true }).click();
    await this.page.getByLabel(this.text("field.form.label"), { exact: true }).selectOption(id);
    const group = (legend: string) => this.page.getByRole("group", { name: this.text(legend), exact: true });
    await this.#tap(group("field.form.basis"), `field.form.${basis}`);
    if (stage !== null) await this.#tap(group("field.form.stage"), `field.form.${stage}`);
  }

  async setActs(...acts: string[]): Promise<void> {
    await this.#unfold("field.acts.ask");
    for (const act of acts) await this.#tap(this.page, `act.${act}`);
  }

  async setStatements(...statements: string[]): Promise<void> {
    await this.#unfold("field.statements.ask");
    for (const id of statements) await this.#tap(this.page, id === "offence" ? "field.offence" : `statement.${id}`);
  }

  async saysSo(): Promise<void> {
    await this.#tap(this.page, "field.claims");
  }

  /** `presumed`, `potential` or `none`, as the bar at the bottom says. */
  async result(): Promise<"presumed" | "potential" | "none"> {
    const bar = await this.page.locator(".bar-result strong").textContent();
    for (const result of ["presumed", "potential", "none"] as const)
      if (this.text(`result-short.${result}`) === bar) return result;
    throw new Error(`the bar says "${bar}"`);
  }

  /** Types a code in the menu, where the phone was connected before or not, and leaves the page as it is then. */
  async tryConnect(code: string): Promise<void> {
    await this.#tap(this.page, "field.menu");
    const label = (id: string) => this.page.getByLabel(this.text(id), { exact: true });
    await label("field.connect.code").or(label("field.connect.anew")).fill(code);
    await this.#tap(this.page, "field.connect.do");
  }

  /** Connects the phone with a code, from the list. */
  async connect(code: string): Promise<void> {
    await this.tryConnect(code);
    const anew = this.page.getByLabel(this.text("field.connect.anew"), { exact: true });
    await anew.waitFor();
    // Emptied once it is done: of a phone that was connected before, the label was there already.
    for (let tries = 0; (await anew.inputValue()) !== ""; tries += 1) {
      if (tries > 150) throw new Error("the phone was not connected in 15 seconds");
      await this.page.waitForTimeout(100);
    }
    await this.page
      .getByRole("main")
      .getByRole("button", { name: this.text("common.back"), exact: true })
      .click();
  }

  /** Goes to the result, and on to the first step of Refer. */
  async startReferral(): Promise<void> {
    await this.#tap(this.page, "common.next");
    await this.#tap(this.page, "field.refer");
  }

  /**
   * From the list to the confirmation, or to the page of support where the basis sends nothing.
   * @returns the reference; null where nothing is sent
   */
  async refer(answers: ReferAnswers): Promise<string | null> {
    await this.startReferral();
    if (answers.danger !== undefined) await this.#pick(`field.danger.${answers.danger}`);
    await this.next();
    await this.choose(answers);
    await this.next();
    if (["no", "not-now", "none"].includes(answers.basis)) {
      await this.heading("field.support.title").waitFor();
      return null;
    }
    await this.chooseReceivers(answers);
    await this.toHelps();
    await this.tell(answers);
    await this.next();
    await this.heading("field.look-over.title").waitFor();
    await this.#tap(this.page, "field.send");
    return this.reference();
  }

  /** From the choice of helpers to what else helps. */
  async toHelps(): Promise<void> {
    await this.next();
    if (await this.heading("field.helps.title").isVisible()) return;
    await this.heading("field.choice.title").waitFor();
    await this.next(); // Another receiver: the person is asked again.
    await this.heading("field.who.title").waitFor();
    await this.next();
  }

  async choose({ basis, consent, note }: ReferAnswers): Promise<void> {
    await this.heading("field.choice.title").waitFor();
    await this.#pick(`field.choice.${basis}`);
    if (consent !== undefined) {
      await this.page.getByLabel(this.text("field.consent.language"), { exact: true }).selectOption(consent.language);
      await this.#pick(`common.interpreter.${consent.interpreter}`);
      await this.#pick(`common.given.${consent.given}`);
    }
    if (note !== undefined) {
      const label = this.text(basis === "duty-in-law" ? "field.choice.which-law" : "field.choice.note");
      await this.page.getByLabel(label, { exact: true }).fill(note);
    }
  }

  async chooseReceivers({ first, fallback }: Pick<ReferAnswers, "first" | "fallback">): Promise<void> {
    await this.heading("field.who.title").waitFor();
    const group = (legend: string) => this.page.getByRole("group", { name: this.text(legend), exact: true });
    const name = (service: string | null) => service ?? this.text("field.who.no-fallback");
    if (first !== undefined) await group("field.who.first").getByRole("radio", { name: first, exact: true }).check();
    if (fallback !== undefined) {
      await group("field.who.fallback")
        .getByRole("radio", { name: name(fallback), exact: true })
        .check();
    }
  }

  async tell({ story = {}, needs, languages = [] }: ReferAnswers): Promise<void> {
    await this.heading("field.helps.title").waitFor();
    for (const [item, value] of Object.entries(story)) {
      const label = this.text(`field.item.${item}`);
      if (value === "not-known" || value === "declined") {
        await this.#tap(this.page.getByRole("group", { name: label, exact: true }), `common.${value}`);
      } else await this.page.getByRole("textbox", { name: label, exact: true }).fill(value);
    }
    const tonight = this.page.getByRole("group", { name: this.text("field.needs"), exact: true });
    if (needs === "declined") await this.#tap(tonight, "common.declined");
    else for (const need of needs ?? []) await tonight.getByLabel(this.text(`need.${need}`), { exact: true }).check();
    if (languages.length === 0) return;
    const spoken = this.page.getByRole("group", { name: this.text("field.speaks"), exact: true });
    if (!(await spoken.isVisible())) await this.page.locator("summary").last().click();
    for (const tag of languages) await this.#tap(spoken, `language-name.${tag}`);
  }

  /** The reference on the confirmation. */
  async reference(): Promise<string> {
    const large = this.page.locator(".reference.large");
    await large.waitFor();
    return (await large.textContent())?.trim() ?? "";
  }

  /** True once the server's receipt is in hand. */
  async isSent(patience = 15_000): Promise<boolean> {
    return this.heading("field.sent.title")
      .waitFor({ timeout: patience })
      .then(() => true)
      .catch(() => false);
  }

  /** The line of a reference in the menu, which it opens where it is not open. */
  async outboxLine(reference: string): Promise<Locator> {
    const list = this.page.getByRole("region", { name: this.text("field.outbox") });
    if (!(await list.isVisible())) await this.#tap(this.page, "field.menu");
    await list.waitFor();
    return list.getByRole("listitem").filter({ hasText: reference });
  }

  /** The person changes her mind while it waits on the phone. @returns what the phone says of it */
  async doNotSend(reference: string): Promise<string> {
    return this.#takeBack(reference, "field.outbox.do-not-send");
  }

  /** The person changes her mind after it was sent. @returns what the phone says of it */
  async withdraw(reference: string): Promise<string> {
    return this.#takeBack(reference, "field.outbox.withdraw");
  }

  async #takeBack(reference: string, id: string): Promise<string> {
    const line = await this.outboxLine(reference);
    await this.#tap(line, id);
    const panel = line.getByRole("group", { name: this.text(id), exact: true });
    await this.#tap(panel, `${id}.yes`);
    // It closes once it is done: until then an older sentence may stand above.
    await panel.waitFor({ state: "hidden", timeout: 40_000 });
    const told = this.page
      .getByRole("region", { name: this.text("field.outbox") })
      .locator("> [role=status]")
      .filter({ hasText: /\S/ });
    await told.waitFor();
    return told.innerText();
  }

  async next(): Promise<void> {
    await this.#tap(this.page, "common.next");
  }

  async leave(): Promise<void> {
    await this.page.getByRole("button", { name: this.text("common.leave") }).click();
    await this.page.waitForURL("**/clear.html");
  }

  async #unfold(legend: string): Promise<void> {
    const group = this.page.getByRole("group", { name: this.text(legend), exact: true });
    if (await group.isVisible()) return;
    const details = this.page.locator("details", { has: this.page.getByText(this.text(legend), { exact: true }) });
    await details.locator("summary").click();
  }

  async #tap(within: Page | Locator, id: string): Promise<void> {
    await within
      .getByRole("button", { name: this.text(id), exact: true })
      .first()
      .click();
  }

  async #pick(id: string): Promise<void> {
    await this.page.getByRole("radio", { name: this.text(id), exact: true }).check();
  }
}
