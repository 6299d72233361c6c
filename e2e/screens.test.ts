import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
describe.each([
  ["en", narrow],
  ["ar-XB", narrow],
  ["en", computer],
] as const)("screens in %s", (language, size) => {
  let site: Site;
  let profile: Profile;
  const name = (screen: string) => `${screen}-${language}-${size.viewport.width}`;
  beforeAll(async () => {
    site = await Site.open();
    profile = await Profile.open(size, language);
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
  });

  it("Field: from the first screen to the confirmation", async () => {
    const desk = new Desk(await profile.context.newPage(), language);
    await desk.open(site.url);
    await check(desk.page, name("desk-sign-in"));
    await desk.signIn("police@demo", passphrase);
    const code = await desk.enrolPhone();
    await check(desk.page, name("desk-phones"));
    await desk.signOut();

    const field = new Field(await profile.context.newPage(), language);
    const { page } = field;
    await field.open(site.url);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === "en" ? "ltr" : "rtl");
    await check(page, name("field-situation"));
    await field.connect(code);
    await field.chooseSituation("worksite");
    await check(page, name("field-list"));
    await field.answerSign("coercion.documents", "seen");
    await field.setForm("forced-labour", "seen", "happening");
    await check(page, name("field-result"));
    await field.startReferral();
    await check(page, name("refer-danger"));
    await field.next();
    await check(page, name("refer-choice"));
    const answers = {
      basis: "consent",
      consent: { language: "en", interpreter: "none-needed", given: "spoken" },
      story: { narrative: "An invented <i>story</i>.", calledAs: "declined" },
    } as const;
    await field.choose(answers);
    await field.next();
    await check(page, name("refer-who"));
    await field.next();
    await field.tell(answers);
    await check(page, name("refer-helps"));
    await field.next();
    await field.heading("field.look-over.title").waitFor();
    await check(page, name("refer-look-over"));
    await page.getByRole("button", { name: field.text("field.send"), exact: true }).click();
    const reference = await field.reference();
    expect(await field.isSent()).toBe(true);
    await check(page, name("refer-sent"));

    for (const handle of ["unit@demo", "shelter@demo", "child@demo", "labour@demo"]) {
      await desk.signIn(handle, passphrase);
      await desk.openInbox();
      await desk.page.waitForTimeout(1500);
      const here = desk.page.getByRole("tabpanel").getByRole("link", { name: reference });
      if (await here.isVisible()) break;
      await desk.signOut();
    }
    await check(desk.page, name("desk-inbox"));
    await desk.openReferral(reference);
    await check(desk.page, name("desk-now"));
    await desk.openStory("answer");
    await check(desk.page, name("desk-story"));
    await desk.timeline();
    await check(desk.page, name("desk-timeline"));
    for (const part of ["sent", "services", "invite"] as const) {
      await desk.goTo(part);
      await desk.page.waitForTimeout(500);
      await check(desk.page, name(`desk-${part}`));
    }
  });

  it("Field: no indication yet, a child, and a choice that sends nothing", async () => {
    const field = new Field(await profile.context.newPage(), language);
    await field.open(site.url);
    await field.chooseSituation("street");
    await field.setAge("child");
    await check(field.page, name("field-none"));
    await field.answerSign("child.problem-family", "seen");
    await check(field.page, name("field-child"));
    await field.refer({ basis: "not-now", danger: "no" });
    await check(field.page, name("field-support"));
  });
});

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
    const field = new Field(await profile.context.newPage());
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
