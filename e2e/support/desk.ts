import { readFileSync } from "node:fs";
import type { AnswerNote, OpeningPurpose } from "@threshold/casework";
import type { Status } from "@threshold/contract";
import type { Locator, Page } from "playwright-core";

type Message = string | readonly (string | readonly [string, ...unknown[]])[];
const bundle = (language: string): { readonly messages: Readonly<Record<string, Message>> } =>
  JSON.parse(readFileSync(new URL(`../../knowledge/dist/${language}/desk.json`, import.meta.url), "utf8"));

type PageName = "custody" | "inbox" | "search" | "sent" | "phones" | "services" | "invite" | "people" | "together";
const statuses = ["waiting", "passed-on", "accepted", "declined", "withdrawn"] as const satisfies readonly Status[];

/** Deriving keys takes a second on a slow machine; the inbox looks every fifteen. */
const patience = { timeout: 40_000 };

/**
 * Works the Desk as a caseworker does: by what a role or a label says. Ids are those of the language file, so a changed
 * sentence changes nothing here. Each step waits until the page says that it is done.
 */
export class Desk {
  readonly page: Page;
  readonly #messages: Readonly<Record<string, Message>>;

  readonly #pseudo: boolean;

  constructor(page: Page, language = "en") {
    this.page = page;
    this.#pseudo = language === "ar-XB";
    this.#messages = bundle(language).messages;
  }

  /** The sentence with this id; only for those without placeholders. @throws where there is none */
  text(id: string): string {
    const message = this.#messages[id];
    if (typeof message !== "string") throw new Error(`no plain sentence ${id}`);
    return message;
  }

  /** What a sentence begins with, before its first placeholder. */
  start(id: string): string {
    const message = this.#messages[id];
    const [first] = typeof message === "string" ? [message] : (message ?? []);
    if (typeof first !== "string") throw new Error(`no sentence ${id} that begins with words`);
    return first;
  }

  /** What stands after the one placeholder of a sentence. */
  after(id: string): string {
    const message = this.#messages[id];
    const last = typeof message === "string" ? undefined : message?.at(-1);
    if (typeof last !== "string") throw new Error(`no sentence ${id} that ends in words`);
    return last;
  }

  button(id: string): Locator {
    return this.page.getByRole("button", { name: this.text(id), exact: true });
  }

  field(id: string): Locator {
    return this.page.getByLabel(this.text(id), { exact: true });
  }

  tab(name: "now" | "story" | "timeline"): Locator {
    return this.page.getByRole("tab", { name: this.text(`desk.case.${name}`) });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(new URL(this.#pseudo ? "/desk?pseudo" : "/desk", address).href);
    await this.page.getByRole("heading", { level: 1 }).waitFor();
  }

  /** Ends on the inbox, or on the page that the address named. */
  async signIn(handle: string, passphrase: string): Promise<void> {
    await this.field("desk.sign-in.handle").fill(handle);
    await this.#enter(passphrase, "desk.sign-in.do");
  }

  /** Types the passphrase alone, as after a reload or a lock. */
  async unlock(passphrase: string): Promise<void> {
    await this.#enter(passphrase, "desk.sign-in.unlock");
  }

  /** Tries to sign in, and leaves the page as it is then. */
  async trySignIn(handle: string, passphrase: string): Promise<void> {
    await this.field("desk.sign-in.handle").fill(handle);
    await this.field("desk.sign-in.passphrase").fill(passphrase);
    await this.button("desk.sign-in.do").click();
  }

  /** Makes the second factor that is missing, as after joining, and keeps the one-time codes. @returns the codes */
  async firstFactor(): Promise<string[]> {
    await this.button("desk.passkey.make").click(patience);
    const codes = this.page.getByRole("list", { name: this.text("desk.recovery.list") }).locator("bdi");
    await codes.first().waitFor(patience);
    const all = await codes.allTextContents();
    await this.button("desk.recovery.done").click();
    await this.button("desk.sign-out").waitFor(patience);
    return all;
  }

  /** Signs in where a passkey is asked as well. */
  async signInWithPasskey(handle: string, passphrase: string): Promise<void> {
    await this.trySignIn(handle, passphrase);
    await this.button("desk.passkey.use").click(patience);
    await this.button("desk.sign-out").waitFor(patience);
  }

  async #enter(passphrase: string, button: string): Promise<void> {
    await this.field("desk.sign-in.passphrase").fill(passphrase);
    await this.button(button).click();
    await this.button("desk.sign-out").waitFor(patience);
  }

  async goTo(name: PageName): Promise<void> {
    const nav = this.page.getByRole("navigation");
    const link = nav.getByRole("link", { name: this.text(`desk.${name}`), exact: true });
    await link.click();
    await this.page.waitForURL(new RegExp(`/desk(\\?pseudo)?#/${name}$`));
  }

  async openInbox(box: "waiting" | "mine" | "all" = "waiting"): Promise<void> {
    await this.goTo("inbox");
    const place = ["waiting", "mine", "all"].indexOf(box);
    await this.page.getByRole("tab").nth(place).click();
    await this.page.getByRole("tabpanel").waitFor();
  }

  /** Opens a referral from a box of the inbox; waits for it to arrive. */
  async openReferral(reference: string, box: "waiting" | "mine" | "all" = "waiting"): Promise<void> {
    await this.openInbox(box);
    await this.page.getByRole("tabpanel").getByRole("link", { name: reference }).click(patience);
    await this.page.getByRole("heading", { level: 1, name: reference }).waitFor();
    await this.tab("now").waitFor();
  }

  /**
   * States a purpose and opens the story.
   * @returns all that it says, white space as it was entered, one answer on a line of its own
   */
  async openStory(purpose: OpeningPurpose): Promise<string> {
    await this.tab("story").click();
    await this.page.getByRole("radio", { name: this.text(`desk.purpose.${purpose}`) }).check();
    await this.button("desk.story.open").click();
    await this.button("desk.story.close").waitFor(patience);
    const answers = await this.page.getByRole("tabpanel").getByRole("definition").allTextContents();
    return answers.join("\n");
  }

  /** The same, where it may be refused. @returns all that the tab says then */
  async openStoryWhatever(purpose: OpeningPurpose): Promise<string> {
    await this.tab("story").click();
    await this.page.getByRole("radio", { name: this.text(`desk.purpose.${purpose}`) }).check();
    await this.button("desk.story.open").click();
    await this.button("desk.story.close").waitFor(patience);
    return this.page.getByRole("tabpanel").innerText();
  }

  /** States a purpose where opening is refused. @returns what is said then */
  async tryOpenStory(purpose: OpeningPurpose): Promise<string> {
    await this.tab("story").click();
    await this.page.getByRole("radio", { name: this.text(`desk.purpose.${purpose}`) }).check();
    await this.button("desk.story.open").click();
    const alert = this.page.getByRole("alert").filter({ hasText: this.text("desk.trouble") });
    await alert.waitFor(patience);
    return alert.innerText();
  }

  /** The timeline's entries, as they are written there. */
  async timeline(): Promise<string[]> {
    await this.tab("timeline").click();
    const items = this.page.getByRole("tabpanel").getByRole("listitem");
    // What was recorded of the care is opened first.
    await items.first().waitFor(patience);
    return items.allInnerTexts();
  }

  async accept(): Promise<void> {
    await this.tab("now").click();
    await this.button("desk.answer.accept").click();
    await this.#says("desk.answer.done.accepted");
  }

  /** @param at hours and minutes of the call, such as 14:05 */
  async acceptByPhone(at: string): Promise<void> {
    await this.tab("now").click();
    await this.button("desk.answer.phone").click();
    await this.field("desk.answer.phone.time").fill(at);
    await this.button("desk.answer.phone.do").click();
    await this.#says("desk.answer.done.accepted");
  }

  /** @param onward name of the service suggested instead, as the directory has it */
  async decline(reason: AnswerNote["reason"], words = "", onward?: string): Promise<void> {
    await this.tab("now").click();
    await this.button("desk.answer.decline").click();
    await this.page.getByRole("radio", { name: this.text(`desk.reason.${reason}`) }).check();
    await this.field("desk.answer.decline.words").fill(words);
    if (onward !== undefined) {
      const select = this.field("desk.answer.decline.onward");
      const option = select.locator("option").filter({ hasText: onward });
      await select.selectOption((await option.first().getAttribute("value")) ?? "");
    }
    await this.button("desk.answer.decline.do").click();
    await this.#says("desk.answer.done.declined");
  }

  /** Fills in the form and presses the button, and leaves the page as it is then. */
  async tryDecline(reason: AnswerNote["reason"], words = ""): Promise<void> {
    await this.button("desk.answer.decline").click();
    await this.page.getByRole("radio", { name: this.text(`desk.reason.${reason}`) }).check();
    await this.field("desk.answer.decline.words").fill(words);
    await this.button("desk.answer.decline.do").click();
  }

  /** Records on the referral's page that the person no longer wants this, and waits until it stands there. */
  async withdraw(): Promise<void> {
    await this.tab("now").click();
    await this.#withdrawIn(this.page.getByRole("tabpanel"));
    await this.page.getByRole("main").getByText(this.text("desk.status.withdrawn"), { exact: true }).waitFor(patience);
  }

  /** The same from the line of Sent. */
  async withdrawSent(reference: string): Promise<void> {
    await this.goTo("sent");
    const line = this.sentLine(reference);
    await this.#withdrawIn(line);
    await line.getByText(this.text("desk.status.withdrawn"), { exact: true }).waitFor(patience);
  }

  async #withdrawIn(place: Locator): Promise<void> {
    const button = (id: string) => place.getByRole("button", { name: this.text(id), exact: true });
    await button("desk.withdraw").click(patience);
    await place.getByRole("heading", { name: this.text("desk.withdraw.title") }).waitFor(patience);
    await button("desk.withdraw.do").click();
    await this.#says("desk.withdraw.done");
  }

  async #says(id: string): Promise<void> {
    await this.page
      .getByRole("status")
      .filter({ hasText: this.text(id) })
      .waitFor(patience);
  }

  /** Makes a code for one phone. */
  async enrolPhone(): Promise<string> {
    // A page that shows the last code offers no first one: come in anew.
    await this.goTo("inbox");
    await this.goTo("phones");
    await this.button("desk.phones.make").click();
    const shown = this.page.getByRole("region", { name: this.text("desk.phones.code") });
    return (await shown.locator("bdi").textContent()) ?? "";
  }

  /** A line of Sent. */
  sentLine(reference: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("link", { name: reference }) });
  }

  /** Where a referral stands by what Sent says. @throws where it says nothing that is known */
  async standingOfSent(reference: string): Promise<Status> {
    await this.goTo("sent");
    const line = this.sentLine(reference);
    await line.waitFor(patience);
    const said = await line.getByRole("strong").allInnerTexts();
    const standing = statuses.find((status) => said.includes(this.text(`desk.status.${status}`)));
    if (standing === undefined) throw new Error("Sent names no status");
    return standing;
  }

  async signOut(): Promise<void> {
    await this.button("desk.sign-out").click();
    await this.field("desk.sign-in.handle").waitFor();
  }

  /** The exit button: ends on the empty page. */
  async leave(): Promise<void> {
    await this.page
      .getByRole("button", { name: this.text("desk.leave") })
      .first()
      .click();
    await this.page.waitForURL("**/clear.html");
  }
}
