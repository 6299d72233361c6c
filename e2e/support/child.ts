import type { Locator } from "playwright-core";
import { CareDesk } from "./care.ts";

const patience = { timeout: 40_000 };

/** Works a child's case: the alarm above the tabs, the page for the police, people together, cards of an evening. */
export class ChildDesk extends CareDesk {
  /** What stands above every tab while somebody is missing. */
  alarm(): Locator {
    return this.section("alarm.is");
  }

  /** @param since as it is typed, such as 14:05 */
  async raise(since: string, note: string): Promise<void> {
    await this.desk.button("alarm.button").click(patience);
    const form = this.form(this.desk.text("alarm.raise"));
    await this.type(form, "alarm.since", since);
    await this.type(form, "alarm.note", note);
    await form.getByRole("button", { name: this.desk.text("alarm.raise"), exact: true }).click();
    await this.alarm().waitFor(patience);
  }

  /** Presses what stands beside a step of the alarm. */
  async pressStep(step: string, button: string): Promise<void> {
    const name = `${this.desk.text(button)}: ${this.desk.text(`care-alarm.${step}`)}`;
    await this.alarm().getByRole("button", { name, exact: true }).click(patience);
  }

  /** The line of a step of the alarm. */
  step(step: string): Locator {
    return this.alarm()
      .getByRole("listitem")
      .filter({ hasText: this.desk.text(`care-alarm.${step}`) });
  }

  /** One press makes the page for the police. @returns the page */
  async policePage(child = true): Promise<Locator> {
    await this.desk.button("alarm.page").click();
    const name = this.desk.text(child ? "alarm.sheet.child" : "alarm.sheet.adult");
    const page = this.desk.page.getByRole("article", { name, exact: true });
    await page.waitFor(patience);
    return page;
  }

  async found(note: string): Promise<void> {
    await this.alarm()
      .getByRole("button", { name: this.desk.text("alarm.found"), exact: true })
      .click();
    const form = this.form(this.desk.text("alarm.found"));
    await this.type(form, "alarm.found.note", note);
    await form.getByRole("button", { name: this.desk.text("alarm.found.do"), exact: true }).click();
    await this.alarm().waitFor({ state: "detached", ...patience });
  }

  /** Keeps names, a description and a picture that is chosen as the photo. */
  async keepPerson(names: string, description: string, picture: Buffer): Promise<void> {
    const { desk } = this;
    await desk.page.getByRole("tab", { name: desk.text("content.tab.person"), exact: true }).click();
    await desk.page.getByRole("radio", { name: desk.text("desk.purpose.plan-help") }).check();
    await desk.button("content.person.open").click();
    const pick = desk.field("content.file.pick");
    await pick.waitFor(patience);
    await pick.setInputFiles({ name: "picture.jpg", mimeType: "image/jpeg", buffer: picture });
    await desk.button("content.file.send").click(patience);
    await desk.page.getByText(desk.text("content.file.sent")).waitFor(patience);
    await desk.field("content.person.names").fill(names);
    await desk.field("content.person.birth").fill("12.3.2010");
    await desk.field("content.person.description").fill(description);
    await desk.field("content.person.photo").selectOption({ index: 1 });
    await desk.button("content.person.save").click();
    await desk.page.getByText(desk.text("content.person.saved")).waitFor(patience);
  }

  /** A picture as a camera makes it, invented and large enough to be looked at. */
  async picture(): Promise<Buffer> {
    const drawn = await this.desk.page.evaluate(() => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [480, 640];
      const pen = canvas.getContext("2d");
      if (pen === null) throw new Error("no canvas");
      pen.fillStyle = "#cfd8dc";
      pen.fillRect(0, 0, 480, 640);
      pen.fillStyle = "#0f5c63";
      pen.beginPath();
      pen.arc(240, 240, 120, 0, 7);
      pen.fill();
      pen.fillRect(90, 400, 300, 240);
      return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
    });
    return Buffer.from(drawn, "base64");
  }
}
