import type { Locator } from "playwright-core";
import type { Desk } from "./desk.ts";

const patience = { timeout: 40_000 };

/** Works a case as a caseworker does after taking somebody on, by what a role or a label says. */
export class CareDesk {
  readonly desk: Desk;
  constructor(desk: Desk) {
    this.desk = desk;
  }

  async tab(
    id: "desk.case.now" | "care.tab.choices" | "care.tab.help" | "care.tab.law" | "together.tab" | "desk.case.timeline",
  ): Promise<void> {
    await this.desk.page.getByRole("tab", { name: this.desk.text(id), exact: true }).click();
    await this.desk.page.getByText(this.desk.text("care.opening")).waitFor({ state: "hidden", ...patience });
  }

  section(id: string): Locator {
    return this.desk.page.getByRole("region", { name: this.desk.text(id), exact: true });
  }

  /** Opens the form of one thing in a list. @param name id of its words */
  async change(name: string): Promise<Locator> {
    const label = this.desk.text(name);
    await this.desk.page
      .getByRole("button", { name: `${this.desk.text("common.change")}: ${label}`, exact: true })
      .click();
    return this.form(label);
  }

  form(label: string): Locator {
    return this.desk.page.getByRole("form", { name: label, exact: true });
  }

  async choose(form: Locator, id: string): Promise<void> {
    await form.getByRole("radio", { name: this.desk.text(id), exact: true }).check();
  }

  async type(form: Locator, id: string, words: string): Promise<void> {
    await form.getByLabel(this.desk.text(id), { exact: true }).fill(words);
  }

  /** Sends the form and waits until it is kept. */
  async save(form: Locator, button = "care.save"): Promise<void> {
    await form.getByRole("button", { name: this.desk.text(button), exact: true }).click();
    await form.waitFor({ state: "detached", ...patience });
    await this.desk.page
      .getByRole("status")
      .filter({ hasText: this.desk.text("care.saved") })
      .waitFor(patience);
  }

  /** Presses a button of a section that records at once. */
  async press(section: string, button: string): Promise<void> {
    await this.section(section)
      .getByRole("button", { name: this.desk.text(button), exact: true })
      .click();
  }
}
