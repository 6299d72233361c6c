import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile } from "./support/browser.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

describe("by keyboard alone", () => {
  let site: Site;
  let profile: Profile;
  beforeAll(async () => {
    site = await Site.open();
    profile = await Profile.open(computer);
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
  });

  it("the list can be answered and the result reached", async () => {
    const field = new Field(await profile.newPage());
    await field.open(site.url);
    const { page } = field;
    const reach = async (text: string, most = 80) => {
      for (let steps = 0; steps < most; steps += 1) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          const element = document.activeElement;
          const outline =
            element === null ? "" : getComputedStyle(element).outlineStyle + getComputedStyle(element).boxShadow;
          return { text: element?.textContent?.trim() ?? "", seen: outline !== "nonenone" };
        });
        if (focused.text === text) {
          expect(focused.seen, `focus on "${text}" shows`).toBe(true);
          return;
        }
      }
      throw new Error(`the keyboard does not reach "${text}"`);
    };
    await reach(field.text("situation.worksite"));
    await page.keyboard.press("Enter");
    await field.heading("field.list.title").waitFor();
    await reach(field.text("field.answer.seen"));
    await page.keyboard.press("Space");
    expect(await field.result()).toBe("presumed");
    await reach(field.text("common.next"));
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(focused).toContain(field.text("result.presumed"));
  });
});
