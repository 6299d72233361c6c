import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site?.remove());

describe.each([
  ["en", narrow],
  ["ar-XB", narrow],
  ["en", computer],
] as const)("screens in %s", (language, size) => {
  let profile: Profile;
  const name = (screen: string) => `${screen}-${language}-${size.viewport.width}`;
  beforeAll(async () => {
    profile = await Profile.open(size, language);
  });
  afterAll(() => profile?.remove());

  it("Field: from the first screen to the confirmation", async () => {
    const desk = new Desk(await profile.newPage(), language);
    await desk.open(site.url);
    await check(desk.page, name("desk-sign-in"));
    await desk.signIn("police@demo", passphrase);
    const code = await desk.enrolPhone();
    await check(desk.page, name("desk-phones"));
    await desk.signOut();

    const field = new Field(await profile.newPage(), language);
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
    await field.chooseReceivers({ first: "Harbour, safe place to stay", fallback: null });
    await field.toHelps();
    await field.tell(answers);
    await check(page, name("refer-helps"));
    await field.next();
    await field.heading("field.look-over.title").waitFor();
    await check(page, name("refer-look-over"));
    await page.getByRole("button", { name: field.text("field.send"), exact: true }).click();
    const reference = await field.reference();
    expect(await field.isSent()).toBe(true);
    await check(page, name("refer-sent"));

    await desk.signIn("shelter@demo", passphrase);
    await desk.openInbox();
    await desk.page.getByRole("tabpanel").getByRole("link", { name: reference }).waitFor({ timeout: 40_000 });
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
    const field = new Field(await profile.newPage(), language);
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
