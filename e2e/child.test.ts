import type { CaseFile } from "@threshold/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile, phone } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { ChildDesk } from "./support/child.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const shelter = "Harbour, safe place to stay";
const patience = { timeout: 40_000 };
const name = "Invented Child Averin";
const looks = "About 150 cm, short dark hair, a scar above the left eye.";
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toLocaleDateString("en-CA");
/** A clock time so many minutes ago, as it is typed. */
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toTimeString().slice(0, 5);

/** A child without parents is taken on, goes missing, is found; a sibling; an evening of numbered cards (II.5, V.4, VI.3, VI.6). */
describe("an unaccompanied child", () => {
  let site: Site;
  let officer: Profile;
  let helper: Profile;
  let field: Field;
  let desk: Desk;
  let care: ChildDesk;
  let first: string;
  let second: string;
  beforeAll(async () => {
    site = await Site.open();
    [officer, helper] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
    const police = await deskOf(helper, "police@demo");
    const code = await police.enrolPhone();
    await police.signOut();
    await police.page.close();
    field = new Field(await officer.newPage());
    await field.open(site.url);
    await field.readyOffline();
    await field.connect(code);
    first = await refer();
    second = await refer();
    desk = await deskOf(helper, "shelter@demo");
    care = new ChildDesk(desk);
    for (const reference of [second, first]) {
      await desk.openReferral(reference);
      await desk.accept();
    }
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove()]);
    await site?.remove();
  });

  async function deskOf(profile: Profile, handle: string, language = "en"): Promise<Desk> {
    const opened = new Desk(await profile.newPage(), language);
    await opened.open(site.url);
    await opened.signIn(handle, passphrase);
    return opened;
  }
  async function refer(): Promise<string> {
    await field.open(site.url);
    await field.chooseSituation("street");
    await field.setAge("child");
    await field.answerSign("child.problem-family", "seen");
    await field.setForm("begging", "seen", "happening");
    const story = { narrative: "Invented words." };
    const reference = await field.refer({ danger: "no", first: shelter, fallback: null, story, basis: "child" });
    if (reference === null || !(await field.isSent())) throw new Error("not sent");
    return reference;
  }
  const paper = async (on: Desk, file: string) => {
    await on.page.emulateMedia({ media: "print" });
    for (const around of ["tablist", "navigation", "tabpanel"] as const)
      for (const one of await on.page.getByRole(around).all())
        expect(await one.isVisible(), `${around} on paper`).toBe(false);
    const shots = process.env.THRESHOLD_SHOTS;
    if (shots !== undefined) await on.page.screenshot({ path: `${shots}/${file}.png`, fullPage: true });
    await on.page.emulateMedia({ media: "screen" });
  };

  it("the steps ask what the guidebook asks, and the day of turning 18 is prepared months before", async () => {
    await care.keepPerson(name, looks, await care.picture());
    await care.tab("care.tab.help");
    await desk.page.getByText(desk.text("care.child.rules")).click();
    await desk.page.getByText(desk.text("child-rule.no-leading")).waitFor();

    const guardian = await care.change("care-child.guardian");
    await care.choose(guardian, "care.child.not-needed");
    await guardian.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => guardian.innerText()).toContain(desk.text("care.child.why.wrong"));
    await guardian
      .getByRole("group", { name: desk.text("care-ask.guardian") })
      .getByLabel(desk.text("care.child.not-known"))
      .check();
    await guardian.getByText(desk.text("care-ask-yes.guardian")).waitFor();
    await care.choose(guardian, "care.child.done");
    await care.save(guardian);

    const told = await care.change("care-child.authority-told");
    await told.getByText(desk.text("care.child.tells")).waitFor();
    await care.choose(told, "care.child.how.phone");
    await care.save(told);
    const around = await care.change("care-child.people-around");
    await care.type(around, "care-around.meets", "a man who says he is an uncle");
    await care.save(around);
    const turning = await care.change("care-child.turning-18");
    await turning.locator("#child-turning-18-day").fill(inDays(100));
    await care.choose(turning, "care.child.open");
    await care.save(turning);

    const back = await care.change("care-need.return");
    await back.getByText(desk.text("care.child.return")).waitFor();
    await care.choose(back, "care.need.given");
    await back.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => back.innerText()).toContain(desk.text("care.child.return.wrong"));
    await back.getByRole("button", { name: desk.text("care.cancel"), exact: true }).click();
    await check(desk.page, "child-steps-en-1280");

    await care.tab("desk.case.now");
    const due = () => care.section("care.due").innerText();
    await expect.poll(due).toContain(desk.text("care-child-day.turning-18"));
    expect(await due()).toContain("100 days");
    expect(await due()).not.toContain(desk.text("care-child.guardian"));
    expect(await due()).toContain(desk.text("care-child.school"));
  });

  it("missing: everything that is done at once stands above each tab, and one press makes the page for the police", async () => {
    await care.raise(ago(90), "Did not come back from school. Red jacket.");
    for (const tab of ["desk.case.story", "content.tab.team", "desk.case.now"]) {
      await desk.page.getByRole("tab", { name: desk.text(tab), exact: true }).click();
      await care.alarm().waitFor();
      expect(await care.alarm().innerText()).toContain("90 minutes");
    }
    expect(await care.step("call-police").getByRole("link").first().getAttribute("href")).toBe("tel:112");
    await care.pressStep("call-police", "alarm.do");
    await expect.poll(() => care.step("call-police").innerText()).toContain("Demo caseworker");
    await care.pressStep("who-met", "alarm.add");
    const words = care.form(desk.text("care-alarm.who-met"));
    await care.type(words, "care.note", "A grey car twice at the gate.");
    await words.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => care.step("who-met").innerText()).toContain("A grey car");
    await expect.poll(() => care.section("care.due").innerText()).toContain(desk.text("care.due.what.missing"));
    await check(desk.page, "child-alarm-en-1280");

    const sheet = await care.policePage();
    for (const said of [name, looks, "Red jacket", first]) expect(await sheet.innerText()).toContain(said);
    expect(await sheet.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(480);
    await check(desk.page, "child-police-en-1280");
    await paper(desk, "child-police-paper");
    const id = new URL(desk.page.url()).hash.split("/").at(-1) ?? "";
    const file = (await (await helper.context.request.get(`${site.url}/api/cases/${id}`)).json()) as CaseFile;
    const openings = file.entries.flatMap(({ envelope }) => (envelope.kind === "opened" ? [envelope.purpose] : []));
    expect(openings.at(-1)).toBe("safety");
    expect(JSON.stringify(file.entries)).not.toMatch(/alarm|missing|jacket/i);
    await desk.button("care.cancel").click();
    await desk.openInbox("mine");
    const line = desk.page.getByRole("listitem").filter({ hasText: first });
    await expect.poll(() => line.innerText(), patience).toContain(desk.text("care.due.today"));
    await desk.openReferral(first, "mine");
  });

  it("on the narrowest screen, from right to left, all of it can be used", async () => {
    const profile = await Profile.open(narrow, "ar-XB");
    try {
      const small = await deskOf(profile, "shelter@demo", "ar-XB");
      const there = new ChildDesk(small);
      await small.openReferral(first, "mine");
      await there.alarm().waitFor(patience);
      await there.pressStep("border", "alarm.add");
      await check(small.page, "child-alarm-ar-XB-320");
      await there.policePage();
      await check(small.page, "child-police-ar-XB-320");
      await paper(small, "child-police-paper-ar-XB");
      await small.button("care.cancel").click();
      await there.tab("care.tab.help");
      await there.change("care-child.authority-told");
      await check(small.page, "child-steps-ar-XB-320");
      await there.tab("together.tab");
      await small.button("together.add").click();
      await check(small.page, "child-people-ar-XB-320");
      await small.goTo("together");
      await small.button("together.make.do").waitFor(patience);
      await check(small.page, "together-ar-XB-320");
      await small.button("together.make.do").click();
      await check(small.page, "together-cards-ar-XB-320");
    } finally {
      await profile.remove();
    }
  });

  it("found: the alarm ends, and the dangers are looked at again", async () => {
    await care.found("Tired, not hurt.");
    await desk.page.getByText(desk.text("alarm.look")).waitFor(patience);
    await check(desk.page, "child-found-en-1280");
    await desk.button("alarm.look.open").click();
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.id)).toBe("care-risks");
    for (const id of ["person", "place", "what-they-know"]) {
      const risk = await care.change(`care-risk.${id}`);
      expect(await risk.getByLabel(desk.text("care.risk.moment")).inputValue()).toBe("after-event");
      await care.choose(risk, "care.risk.high");
      await care.save(risk);
    }
    await desk.page.getByText(desk.text("alarm.look")).waitFor({ state: "detached", ...patience });
    const happened = (await desk.timeline()).join("\n");
    for (const id of ["alarm-missing", "alarm-found"]) expect(happened).toContain(desk.after(`care.timeline.${id}`));
  });

  it("people together: joined and split in both cases; an evening of cards, and a case put to one", async () => {
    await care.tab("together.tab");
    await desk.button("together.add").click();
    const form = care.form(desk.text("together.add"));
    await care.type(form, "together.reference", second.replaceAll("-", "").toLowerCase());
    await care.save(form, "together.join");
    const other = desk.page.getByRole("tabpanel").getByRole("link", { name: second });
    await other.waitFor(patience);
    await check(desk.page, "child-people-en-1280");
    await other.click();
    await desk.page.getByRole("heading", { level: 1, name: second }).waitFor(patience);
    await care.tab("together.tab");
    const split = desk.page.getByRole("button", { name: `${desk.text("together.split")}: ${first}`, exact: true });
    await split.click(patience);
    await desk.page.getByText(desk.start("together.split.is")).waitFor(patience);
    await desk.openReferral(first, "mine");
    await care.tab("together.tab");
    await desk.page.getByText(desk.start("together.split.is")).waitFor(patience);

    await desk.goTo("together");
    await desk.button("together.make.do").click();
    const cards = desk.page.getByRole("article").getByRole("listitem");
    expect(await cards.count()).toBe(30);
    const code = (await cards.first().locator("bdi").textContent()) ?? "";
    await paper(desk, "together-cards-paper");
    await desk.button("care.cancel").click();
    await desk.field("together.code").fill(code.toLowerCase());
    await desk.button("together.group.show").click();
    const put = care.form(desk.text("together.group.join"));
    await put.waitFor(patience);
    await care.type(put, "together.reference", first);
    await care.type(put, "together.number", "12");
    const asked: string[] = [];
    desk.page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
    await put.getByRole("button", { name: desk.text("together.join"), exact: true }).click();
    const group = care.section("together.group");
    await group.getByRole("link", { name: first }).waitFor(patience);
    await check(desk.page, "together-en-1280");
    expect(asked.filter((one) => one.includes(code) || one.includes(code.replace("-", "")))).toEqual([]);
    await group.getByRole("link", { name: first }).click();
    await care.tab("together.tab");
    await desk.page.getByRole("tabpanel").getByText(code).first().waitFor(patience);
  });

  it("closing is held up by each open step until it has a reason, and nothing is lost by it", async () => {
    await desk.openInbox("mine");
    const row = desk.page.getByRole("tabpanel").getByRole("link", { name: first });
    await expect.poll(() => row.innerText()).toContain(desk.text("desk.list.row.steps"));
    await desk.openReferral(first, "mine");
    await care.tab("desk.case.now");
    await care.press("care.close", "care.close");
    const close = care.form(desk.text("care.close"));
    await care.choose(close, "care-close.others-help");
    await close.getByRole("button", { name: desk.text("care.close.do"), exact: true }).click();
    await expect.poll(() => close.innerText()).toContain(desk.text("care.close.unfinished.wrong"));
    for (const step of await close.locator("[id^='close-step-']").and(desk.page.getByRole("textbox")).all())
      await step.fill("The office of another country has it.");
    await care.save(close, "care.close.do");
    await care.press("care.close", "care.reopen");
    await care.save(care.form(desk.text("care.reopen")), "care.reopen");
    await expect.poll(() => care.section("care.due").innerText()).toContain(desk.text("care-child.school"));

    // The bad day: they turn 18 today, and nobody has prepared it.
    await care.tab("care.tab.help");
    const turning = await care.change("care-child.turning-18");
    await turning.locator("#child-turning-18-day").fill(inDays(0));
    await care.save(turning);
    for (const tab of ["care.tab.help", "care.tab.choices"] as const) {
      await care.tab(tab);
      await desk.page.getByText(desk.start("care.changed.today")).waitFor(patience);
      await desk.page.getByText(desk.text("care-change.steps")).waitFor();
    }
    await care.tab("desk.case.now");
    const due = await care.section("care.due").innerText();
    for (const id of ["care-child-day.turning-18", "care-child.school", "care-child.own-views"])
      expect(due).toContain(desk.text(id));
  });
});
