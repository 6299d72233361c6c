import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile, phone } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const fresh = "amber kettle under nine umbrellas";
const again = "grey pebble over seven ladders";
const patience = { timeout: 60_000 };

describe("people of a desk, and the keys that go with them", () => {
  let site: Site;
  let shelter: Desk;
  let night: Desk;
  let day: Desk;
  let field: Field;
  const profiles: Profile[] = [];
  const open = async (options: Parameters<typeof Profile.open>[0], language = "en") => {
    const profile = await Profile.open(options, language);
    profiles.push(profile);
    return profile.context.pages()[0] ?? (await profile.newPage());
  };
  beforeAll(async () => {
    site = await Site.open();
    [shelter, night, day] = [
      new Desk(await open(computer)),
      new Desk(await open(computer)),
      new Desk(await open(computer)),
    ];
    for (const [desk, handle] of [
      [shelter, "shelter@demo"],
      [night, "night@demo"],
    ] as const) {
      await desk.open(site.url);
      await desk.signIn(handle, passphrase);
    }
    field = new Field(await open(phone));
    await field.open(site.url);
    const police = new Desk(await open(computer));
    await police.open(site.url);
    await police.signIn("police@demo", passphrase);
    await field.connect(await police.enrolPhone());
  });
  afterAll(async () => {
    await Promise.all(profiles.map((profile) => profile.remove()));
    await site?.remove();
  });

  const row = (desk: Desk, name: string): Locator =>
    desk.page.getByRole("listitem").filter({ has: desk.page.getByRole("heading", { name }) });
  /** The button with this text on somebody's line; its full name says whose it is. */
  const press = (desk: Desk, name: string, id: string) =>
    row(desk, name).getByText(desk.text(id), { exact: true }).click(patience);
  const says = (desk: Desk, text: string) =>
    desk.page.getByRole("status").filter({ hasText: text }).first().waitFor(patience);
  const people = async (desk: Desk) => {
    await desk.goTo("inbox");
    await desk.goTo("people");
    await desk.page.getByRole("heading", { name: desk.text("desk.people.members"), exact: true }).waitFor(patience);
  };
  /** Uses the link of an invitation, up to the Desk. */
  async function joinBy(desk: Desk, link: string, secret: string): Promise<void> {
    await desk.page.goto("about:blank");
    await desk.page.goto(link);
    await desk.field("desk.join.passphrase").fill(secret);
    await desk.field("desk.join.repeat").fill(secret);
    await desk.button("desk.people.join.do").click();
    await desk.button("desk.sign-out").waitFor(patience);
  }
  const link = (desk: Desk) => desk.page.locator(".desk-address").innerText();
  async function refer(narrative: string): Promise<string> {
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    const reference = await field.refer({
      danger: "no",
      basis: "consent",
      consent: { language: "en", interpreter: "none-needed", given: "spoken" },
      first: "Harbour, safe place to stay",
      fallback: null,
      story: { narrative },
    });
    expect(await field.isSent()).toBe(true);
    return reference ?? "";
  }

  it("somebody new comes in by a link, is confirmed by itself, and reads what came before her", async () => {
    const before = await refer("An invented story from before.");
    await people(shelter);
    await shelter.button("desk.people.invite").click();
    await shelter.field("desk.people.invite.name").fill("Invented day shift");
    await shelter.field("desk.people.invite.handle").fill("Day@Harbour");
    await shelter.button("desk.people.invite.make").click();
    await shelter.page.locator(".desk-address").waitFor(patience);
    await joinBy(day, await link(shelter), fresh);
    await day.page.getByText(day.text("desk.people.wait.title")).waitFor(patience);
    expect(day.page.url()).not.toContain("join");

    await shelter.button("desk.people.invite.done").click();
    await people(shelter);
    await row(shelter, "Invented day shift").waitFor(patience);
    // The administrator's browser confirms, and passes the desk's key on.
    await expect
      .poll(
        async () => {
          await day
            .button("desk.people.wait.look")
            .click({ timeout: 2_000 })
            .catch(() => undefined);
          return day.page.getByText(day.text("desk.people.wait.title")).isVisible();
        },
        { timeout: 90_000, interval: 1_000 },
      )
      .toBe(false);
    await day.openReferral(before);
    await expect(day.openStory("answer")).resolves.toContain("An invented story from before.");
    // Capital letters make no difference.
    await day.signOut();
    await day.signIn("day@harbour", fresh);
  });

  it("who leaves is out at once, and what comes afterwards is under a new key that the others have", async () => {
    await people(shelter);
    await press(shelter, "Demo night shift", "desk.people.leave");
    await shelter.button("desk.people.leave.do").click();
    await shelter.page.getByRole("heading", { name: shelter.text("desk.people.gone.list") }).waitFor(patience);
    // Whatever she does next ends at the sign-in page; her inbox, which looks every fifteen seconds, may have led there already.
    await night.page
      .getByRole("link", { name: night.text("desk.people"), exact: true })
      .click({ timeout: 2_000 })
      .catch(() => undefined);
    await night.field("desk.sign-in.passphrase").waitFor(patience);
    expect(await row(shelter, "Intake, Harbour").innerText()).toContain("2");

    const after = await refer("An invented story from afterwards.");
    // By now her browser has not been told of the new key: it asks once something does not open.
    await day.openReferral(after);
    await expect(day.openStory("answer")).resolves.toContain("An invented story from afterwards.");
  });

  it("on leave one cannot sign in, and comes back when an administrator says so", async () => {
    await people(shelter);
    await press(shelter, "Invented day shift", "desk.people.away");
    await shelter.button("desk.people.away.do").click();
    await says(shelter, "Invented day shift");
    await day.open(site.url);
    await day.field("desk.sign-in.passphrase").waitFor(patience);
    if (await day.field("desk.sign-in.handle").isVisible()) await day.trySignIn("day@harbour", fresh);
    else {
      await day.field("desk.sign-in.passphrase").fill(fresh);
      await day.button("desk.sign-in.unlock").click();
    }
    await day.page.getByText(day.text("error.on-leave")).waitFor(patience);
    await press(shelter, "Invented day shift", "desk.people.back");
    await says(shelter, "Invented day shift");
  });

  it("a forgotten passphrase: new keys for the same person, all is readable again, and colleagues are told", async () => {
    await press(shelter, "Invented day shift", "desk.people.renew");
    await shelter.button("desk.people.renew.do").click();
    await shelter.page.locator(".desk-address").waitFor(patience);
    await joinBy(day, await link(shelter), again);
    await shelter.button("desk.people.invite.done").click();
    await people(shelter);
    await expect
      .poll(
        async () => {
          await day
            .button("desk.people.wait.look")
            .click({ timeout: 2_000 })
            .catch(() => undefined);
          return day.page.getByText(day.text("desk.people.wait.title")).isVisible();
        },
        { timeout: 90_000, interval: 1_000 },
      )
      .toBe(false);
    await day.openInbox("all");
    await day.page.getByRole("link", { name: /-/ }).first().waitFor(patience);
    await shelter.page.getByText(/forgot the passphrase and made new keys/).waitFor(patience);
    await shelter.page.getByRole("link", { name: shelter.text("desk.record.title") }).click();
    await shelter.page.getByText(shelter.text("record.member-renewed")).first().waitFor(patience);
  });

  it.each(["en", "ar-XB"])("can be used by everybody on a narrow screen, in %s", async (language) => {
    const desk = new Desk(await open(narrow, language), language);
    await desk.open(site.url);
    await desk.signIn("shelter@demo", passphrase);
    await people(desk);
    await check(desk.page, `people-${language}`);
    for (const [what, own] of [
      ["change", "Invented day shift"],
      ["away", "Invented day shift"],
      ["leave", "Invented day shift"],
      ["renew", "Invented day shift"],
    ] as const) {
      await press(desk, own, `desk.people.${what}`);
      await check(desk.page, `people-${what}-${language}`);
      await desk.button("desk.cancel").click();
    }
    await desk.button("desk.people.desk.add").click();
    await desk.button("desk.people.invite").click();
    await check(desk.page, `people-forms-${language}`);
    await desk.page.getByRole("link", { name: desk.text("desk.record.title") }).click();
    await desk.page.getByText(desk.text("record.member-renewed")).first().waitFor(patience);
    await check(desk.page, `record-${language}`);
  });
});
