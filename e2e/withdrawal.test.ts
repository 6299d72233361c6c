import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field, type ReferAnswers } from "./support/field.ts";
import { Site } from "./support/site.ts";
import { standing } from "./support/walk.ts";

const passphrase = "four quiet lamps by the door";
const answers: ReferAnswers = {
  danger: "no",
  basis: "consent",
  consent: { language: "en", interpreter: "none-needed", given: "spoken" },
  first: "Harbour, safe place to stay",
  fallback: "Specialised unit, round the clock",
  story: { narrative: "An invented story." },
};

describe("the person changes her mind", () => {
  let site: Site;
  let officer: Profile;
  let helper: Profile;
  let shelter: Desk;
  beforeAll(async () => {
    site = await Site.open();
    [officer, helper] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
    const code = /Code to enrol one phone[^\n]*: (\S+)/.exec(site.log)?.[1] ?? "";
    const field = await open();
    await field.readyOffline();
    await field.connect(code);
    shelter = new Desk(await helper.newPage());
    await shelter.open(site.url);
    // What a phone takes back counts once its own desk has confirmed it, which a browser there does by itself.
    await shelter.signIn("police@demo", passphrase);
    const waiting = () =>
      shelter.page.evaluate(async () => (await (await fetch("/api/enrolments/pending")).json()).phones.length);
    while ((await waiting()) > 0) await shelter.page.waitForTimeout(500);
    await shelter.signOut();
    await shelter.signIn("shelter@demo", passphrase);
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove()]);
    await site?.remove();
  });

  async function open(): Promise<Field> {
    const field = new Field(officer.context.pages()[0] ?? (await officer.newPage()));
    await field.open(site.url);
    return field;
  }
  async function refer(): Promise<string> {
    const field = await open();
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    return (await field.refer(answers)) ?? "";
  }

  it("before it was sent: deleted on the phone, and it never arrives", async () => {
    await officer.context.setOffline(true);
    const reference = await refer();
    const field = await open();
    expect(await standing(field, reference)).toBe("not-sent");
    await field.doNotSend(reference);
    await officer.context.setOffline(false);
    const after = await open();
    await after.page.waitForTimeout(3000);
    expect(["deleted", null]).toContain(await standing(after, reference));
    await shelter.openInbox("all");
    await shelter.page.waitForTimeout(2000);
    expect(await shelter.page.getByRole("link", { name: reference }).count()).toBe(0);
  });

  it("on the phone, after it was accepted: the desk sees it, and the story opens no more", async () => {
    const reference = await refer();
    await shelter.openReferral(reference);
    await shelter.accept();
    const field = await open();
    await expect.poll(() => standing(field, reference), { timeout: 30_000 }).toBe("accepted");
    await field.withdraw(reference);
    const after = await open();
    await expect.poll(() => standing(after, reference), { timeout: 30_000 }).toBe("withdrawn");
    await shelter.openReferral(reference, "all");
    await shelter.page.reload();
    await shelter.unlock(passphrase);
    await shelter.openReferral(reference, "all");
    await shelter.page.getByText(shelter.text("desk.status.withdrawn"), { exact: true }).first().waitFor();
    expect(await shelter.button("desk.answer.accept").count()).toBe(0);
    await shelter.tab("story").click();
    expect(await shelter.button("desk.story.open").count()).toBe(0);
  });

  it("at the desk that holds it: the phone sees it", async () => {
    const reference = await refer();
    await shelter.openReferral(reference);
    await shelter.withdraw();
    const field = await open();
    await expect.poll(() => standing(field, reference), { timeout: 30_000 }).toBe("withdrawn");
  });
});
