import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { narrow, Profile } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

describe.each(["en", "ar-XB"])("the result explained, in %s", (language) => {
  let site: Site;
  let profile: Profile;
  beforeAll(async () => {
    site = await Site.open();
    profile = await Profile.open(narrow, language);
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
  });

  /** Opens a fold with the keyboard and gives its sentences. */
  async function unfold(page: Page, title: string): Promise<string[]> {
    const fold = page.locator(".result details").filter({ has: page.getByText(title, { exact: true }) });
    const open = await fold.evaluate((element) => (element as HTMLDetailsElement).open);
    if (!open) {
      await fold.locator("summary").focus();
      await page.keyboard.press("Enter");
    }
    await fold.locator("p").first().waitFor();
    return fold.locator("p").allTextContents();
  }

  it("what is missing and what would change it follow each tap, and nobody is told a key for a sentence", async () => {
    const field = new Field(await profile.newPage(), language);
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.setAge("adult");
    const { page } = field;
    const missing = field.text("explain.title.missing");
    const change = field.text("explain.title.change");
    const before = await unfold(page, missing);
    const elements = ["act", "means", "purpose"].map((element) => field.text(`element.${element}`));
    for (const element of elements) expect(before.filter((sentence) => sentence.includes(element))).toHaveLength(2);
    const wouldChange = await unfold(page, change);
    expect(wouldChange.some((sentence) => sentence.includes(field.text("result-short.presumed")))).toBe(true);

    await field.answerSign("coercion.documents", "seen");
    expect(await field.result()).toBe("presumed");
    const after = await unfold(page, missing);
    const [, means = ""] = elements;
    expect(after.some((sentence) => sentence.includes(means))).toBe(false);
    const last = (await unfold(page, change)).at(-1);
    expect(last).toBe(field.text("explain.change.absent"));
    for (const sentence of [...before, ...wouldChange, ...after]) {
      expect(sentence).not.toMatch(/explain\.|element\.|sign\.|undefined|=/);
    }
    await check(page, `explanation-${language}`);
  });
});
