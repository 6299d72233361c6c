import type { Locator } from "playwright-core";
import type { Field } from "./field.ts";

type Age = "adult" | "child" | "unsure";
type View = "presumed" | "potential" | "none";

/** One line of the page of all people, as it reads. */
export interface PersonLine {
  readonly number: number;
  readonly text: string;
}

/** Several people at one place, second looks, other views and what is kept: walked as an officer does, by what the screen says. */
export class People {
  readonly field: Field;
  /** Taps on buttons and answers since it was last set to zero. */
  taps = 0;

  constructor(field: Field) {
    this.field = field;
  }

  /** From the list of one person to the page of all, with the first numbered. */
  async thereAreMore(): Promise<void> {
    await this.tap(this.field.page.getByRole("main"), "people.more");
    await this.field.heading("people.title").waitFor();
  }

  /** To the list of what holds for everybody. */
  async openSite(): Promise<void> {
    await this.tap(this.field.page.getByRole("main"), "people.site.note");
    await this.field.heading("people.site.title").waitFor();
  }

  /** From what holds for everybody to the first person. */
  async leaveSite(): Promise<void> {
    await this.strip().getByRole("button").last().click();
    this.taps += 1;
    await this.field.heading("people.site.title").waitFor({ state: "detached" });
  }

  strip(): Locator {
    return this.field.page.locator(".people-strip");
  }

  /** The next person, one tap; on the list. */
  async next(): Promise<void> {
    const before = await this.strip().getByRole("button").first().innerText();
    await this.tap(this.strip(), "people.next");
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await this.strip().getByRole("button").first().innerText()) !== before) return;
      await this.field.page.waitForTimeout(20);
    }
    throw new Error("the next person did not come to the front");
  }

  async age(age: Age): Promise<void> {
    await this.tap(this.field.page.getByRole("main"), `field.age.${age}`);
  }

  async sign(id: string, answer: "seen" | "said" | "not-there"): Promise<void> {
    await this.tap(await this.field.sign(id), `field.answer.${answer}`);
  }

  /** Makes a sign noticed at this person hold for everybody. */
  async forEveryone(id: string): Promise<void> {
    await this.tap(await this.field.sign(id), "people.for-all");
  }

  /** Everybody here, as the page of all people has them. */
  async all(): Promise<PersonLine[]> {
    await this.openAll();
    const lines = await this.field.page.locator(".person").allInnerTexts();
    return lines.map((text) => ({ number: Number(/\d+/.exec(text)?.[0]), text }));
  }

  async openAll(): Promise<void> {
    if (await this.field.heading("people.title").isVisible()) return;
    await this.strip().getByRole("button").first().click();
    this.taps += 1;
    await this.field.heading("people.title").waitFor();
  }

  async open(number: number): Promise<void> {
    await this.openAll();
    await this.line(number).click();
    this.taps += 1;
    await this.field.heading("people.title").waitFor({ state: "detached" });
  }

  line(number: number): Locator {
    const { page } = this.field;
    const name = page.locator("strong", { hasText: new RegExp(`(^|\\D)${number}(\\D|$)`) });
    return page.locator(".person").filter({ has: name });
  }

  /** Ends this look and begins another one, from the result. */
  async lookAgain(): Promise<void> {
    await this.tap(this.field.page.locator(".onward"), "people.look-again");
    await this.changed().waitFor();
  }

  /** What changed since the earlier look. */
  changed(): Locator {
    return this.field.page.getByRole("region", { name: this.field.text("people.changed"), exact: true });
  }

  /** What who met the person thinks instead, beside the list's result. */
  otherView(): Locator {
    return this.field.page.getByRole("region", { name: this.field.text("people.disagree.title"), exact: true });
  }

  async disagree(view: View, reasons: readonly string[], words = ""): Promise<void> {
    await this.tap(this.field.page.locator(".onward"), "people.disagree");
    const { page } = this.field;
    // Of several people the heading begins with whose page it is.
    await page.getByRole("heading", { level: 1, name: this.field.text("people.disagree.title") }).waitFor();
    await page.getByRole("radio", { name: this.field.text(`people.disagree.${view}`), exact: true }).check();
    for (const id of reasons) await page.getByLabel(this.field.text(`people.reason.${id}`), { exact: true }).check();
    if (words !== "") await page.getByLabel(this.field.text("people.disagree.words"), { exact: true }).fill(words);
    await this.tap(page, "people.disagree.save");
    await this.otherView().waitFor();
  }

  /** Locks what was noticed. @returns the code, as it is shown */
  async keep(): Promise<string> {
    const { page } = this.field;
    await this.tap(page.getByRole("main"), "people.keep");
    await this.field.heading("people.keep.title").waitFor();
    await this.tap(page, "people.keep.do");
    await this.field.heading("people.keep.code").waitFor({ timeout: 30_000 });
    return (await page.locator(".kept-code").innerText()).replace(/\s+/g, " ").trim();
  }

  /** The code is written down: nothing stays on the screen. */
  async clear(): Promise<void> {
    await this.tap(this.field.page, "people.keep.clear");
    await this.field.heading("field.situation.ask").waitFor();
  }

  /** Types a code, from the first screen. @returns null once it opened, or what the screen says */
  async comeBack(code: string): Promise<string | null> {
    const { page } = this.field;
    if (!(await this.field.heading("people.kept.title").isVisible())) {
      await this.tap(page.getByRole("main"), "people.kept.come-back");
      await this.field.heading("people.kept.title").waitFor();
    }
    await page.getByLabel(this.field.text("people.kept.code"), { exact: true }).fill(code);
    await this.tap(page, "people.kept.open");
    const problem = page.getByRole("alert");
    const title = this.field.heading("people.kept.title");
    await Promise.race([problem.waitFor({ timeout: 30_000 }), title.waitFor({ state: "detached", timeout: 30_000 })]);
    return (await problem.count()) > 0 ? problem.innerText() : null;
  }

  async tap(within: Locator | Field["page"], id: string): Promise<void> {
    await within
      .getByRole("button", { name: this.field.text(id), exact: true })
      .first()
      .click();
    this.taps += 1;
  }
}
