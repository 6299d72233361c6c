import type { Locator } from "playwright-core";
import type { CareDesk } from "./care.ts";

const patience = { timeout: 40_000 };

/** Works what hangs on the law: a yes that is signed, evidence, the note that asks not to punish. */
export class LawDesk {
  readonly care: CareDesk;
  constructor(care: CareDesk) {
    this.care = care;
  }
  get #desk() {
    return this.care.desk;
  }

  async open(): Promise<void> {
    await this.care.tab("care.tab.law");
    await this.care.section("care.evidence").waitFor(patience);
  }

  /** Signs with the mouse: two lines. */
  async sign(form: Locator): Promise<void> {
    const pad = form.getByRole("img", { name: this.#desk.text("care.consent.pad"), exact: true });
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (box === null) throw new Error("there is no pad");
    const { mouse } = this.#desk.page;
    for (const [from, to] of [
      [0.15, 0.55],
      [0.4, 0.85],
    ] as const) {
      await mouse.move(box.x + box.width * from, box.y + box.height * 0.7);
      await mouse.down();
      await mouse.move(box.x + (box.width * (from + to)) / 2, box.y + box.height * 0.25, { steps: 6 });
      await mouse.move(box.x + box.width * to, box.y + box.height * 0.6, { steps: 6 });
      await mouse.up();
    }
  }

  /** Opens the only file that is named in a place, with a purpose; waits until it is drawn. @returns its width in dots */
  async show(place: Locator): Promise<number> {
    const { page } = this.#desk;
    await place
      .getByRole("button", { name: new RegExp(`^${this.#desk.text("care.file.open")}: `) })
      .last()
      .click(patience);
    await place.getByRole("radio", { name: this.#desk.text("desk.purpose.plan-help") }).check();
    await place.getByRole("button", { name: this.#desk.text("care.file.open"), exact: true }).click();
    await place.locator("iframe").waitFor(patience);
    for (let tries = 0; tries < 100; tries += 1) {
      const drawn = page.frames().find((one) => one.url().startsWith("blob:"));
      const width = (await drawn?.evaluate(() => document.images[0]?.naturalWidth).catch(() => 0)) ?? 0;
      if (width > 0) return width;
      await page.waitForTimeout(100);
    }
    throw new Error("the file was not drawn");
  }
}
