import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile, phone } from "./support/browser.ts";
import { CareDesk } from "./support/care.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const social = "Social service, Millbrook";
/** Two services share its desk, so both go by its organisation. */
const helper = "Demo social service";
const patience = { timeout: 40_000 };

/** A case is passed on to somebody else who helps, on the person's yes, and taken back, in browsers, on the real server and database. */
describe("passing on from a case", () => {
  let site: Site;
  let officer: Profile;
  let field: Field;
  let reference = "";
  let shelter: Desk;
  let care: CareDesk;
  const profiles: Profile[] = [];
  beforeAll(async () => {
    site = await Site.open();
    const police = await open("police@demo");
    const code = await police.enrolPhone();
    officer = await Profile.open(phone);
    field = new Field(await officer.newPage());
    await field.open(site.url);
    await field.connect(code);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    reference =
      (await field.refer({
        ...{ danger: "no", basis: "consent", first: "Harbour, safe place to stay", fallback: null },
        consent: { language: "uk", interpreter: "phone-service", given: "spoken" },
        story: { narrative: "Invented words of a journey.", health: "An invented cough." },
      })) ?? "";
    expect(await field.isSent()).toBe(true);
    shelter = await open("shelter@demo");
    care = new CareDesk(shelter);
    await shelter.openReferral(reference);
    await shelter.accept();
  });
  afterAll(async () => {
    await Promise.all([officer, ...profiles].map((profile) => profile?.remove()));
    await site?.remove();
  });

  async function open(handle: string, view: Parameters<typeof Profile.open>[0] = computer, language = "en") {
    const profile = await Profile.open(view, language);
    profiles.push(profile);
    const desk = new Desk(await profile.newPage(), language);
    await desk.open(site.url);
    await desk.signIn(handle, passphrase);
    return desk;
  }
  const helps = (of = care) => of.section("onward.title");
  /** Opens the form, or has it open, and chooses the social service. */
  async function passingOn() {
    await care.tab("desk.case.now");
    const form = care.section("onward.do");
    if ((await form.count()) === 0) await care.press("onward.title", "onward.do");
    await form.getByRole("radio", { name: social }).first().check(patience);
    return form;
  }
  const press = (of: Desk, id: string) => of.button(id).click();

  let passed = "";
  it("is refused without a yes, and says what is missing", async () => {
    const form = await passingOn();
    await press(shelter, "onward.send");
    const why = () => form.getByRole("alert").first().innerText();
    await expect.poll(why).toContain(shelter.after("onward.lack.not-asked"));
    expect(await why()).toContain(helper);
    await check(shelter.page, "onward-lacking-en-1280");
    await care.tab("care.tab.choices");
    const no = await care.change("care-choice.share");
    await care.choose(no, "care.choice.no");
    await care.save(no);
    await passingOn();
    await press(shelter, "onward.send");
    await expect.poll(why).toContain(shelter.after("onward.lack.said-no"));
    await press(shelter, "care.cancel");
    expect(await helps().innerText()).toContain(shelter.text("onward.none"));
  });

  it("a yes names whom it is for: it is sent, arrives, is taken on, and is shown under who else helps", async () => {
    await care.tab("care.tab.choices");
    const yes = await care.change("care-choice.share");
    await care.choose(yes, "care.choice.yes");
    await yes.getByRole("button", { name: shelter.text("care.save"), exact: true }).click();
    await expect.poll(() => yes.innerText()).toContain(shelter.text("onward.share.pick"));
    await yes.getByRole("checkbox", { name: helper }).check();
    await care.save(yes);
    const form = await passingOn();
    // The story is part of it only once it was opened with a purpose; then each line is chosen.
    await press(shelter, "onward.story.add");
    await form.getByRole("radio", { name: shelter.text("desk.purpose.plan-help") }).check();
    await press(shelter, "desk.story.open");
    await form.getByRole("checkbox", { name: shelter.text("onward.part.narrative") }).check(patience);
    await form.getByRole("checkbox", { name: shelter.text("onward.part.signs") }).uncheck();
    await form.getByLabel(shelter.text("onward.reach"), { exact: true }).fill("+000 555 0199");
    await check(shelter.page, "onward-form-en-1280");
    await press(shelter, "onward.send");
    await form.waitFor({ state: "detached", ...patience });
    const link = helps().getByRole("link");
    await link.waitFor(patience);
    passed = await link.innerText();
    const glance = shelter.page.getByLabel(shelter.text("care.glance"), { exact: true });
    await expect.poll(() => glance.innerText(), patience).toContain(helper);
    await expect.poll(() => helps().innerText()).toContain(shelter.text("desk.status.waiting"));

    const desk = await open("social@demo");
    await desk.openReferral(passed);
    await desk.accept();
    const story = await desk.openStory("plan-help");
    expect(story).toContain("Invented words of a journey.");
    expect(story).toContain("+000 555 0199");
    expect(story).not.toContain("An invented cough.");
    await desk.tab("now").click();
    expect(await desk.page.getByRole("main").innerText()).not.toContain(desk.text("sign.coercion.documents"));
    expect(await desk.page.getByRole("main").innerText()).not.toContain(reference);
    await expect.poll(() => helps().innerText(), patience).toContain(shelter.after("onward.is.accepted"));
    expect((await shelter.timeline()).join("\n")).toContain(helper);
    await check(shelter.page, "onward-timeline-en-1280");

    // Taken back: whoever recorded it tells them at once.
    await care.tab("care.tab.choices");
    const back = await care.change("care-choice.share");
    await care.choose(back, "care.choice.taken-back");
    await back.getByRole("checkbox", { name: helper }).uncheck();
    await care.save(back);
    await expect
      .poll(() => care.section("onward.tell").innerText(), patience)
      .toContain(shelter.after("onward.tell.done"));
    await check(shelter.page, "onward-told-en-1280");
    await care.tab("desk.case.now");
    await expect.poll(() => helps().innerText()).toContain(shelter.text("onward.is.taken-back"));
    expect(await care.section("care.due").innerText()).not.toContain(shelter.start("care.due.what.tell-taken-back"));

    await desk.page.reload();
    await desk.unlock(passphrase);
    await desk.openReferral(passed, "all");
    await desk.page.getByText(desk.text("desk.status.withdrawn"), { exact: true }).first().waitFor(patience);
    await desk.tab("story").click();
    expect(await desk.button("desk.story.open").count()).toBe(0);
  });

  it("on a narrow screen, right to left, and where the first referral is taken back by the phone", async () => {
    // Once more, on another ground, by a colleague: danger to life, in her own words.
    const night = await open("night@demo", narrow, "ar-XB");
    await night.openReferral(reference, "mine");
    const there = new CareDesk(night);
    await there.tab("desk.case.now");
    await there.press("onward.title", "onward.do");
    const form = there.section("onward.do");
    await form.getByRole("radio", { name: social }).first().check(patience);
    await form.getByRole("radio", { name: night.text("onward.basis.danger"), exact: true }).check();
    await night.button("onward.send").click();
    await expect.poll(() => form.getByRole("alert").first().innerText()).toContain(night.text("onward.lack.not-told"));
    await check(night.page, "onward-form-ar-XB-320");
    await form.getByLabel(night.text("onward.words"), { exact: true }).fill("Somebody waits at the gate.");
    await form.getByLabel(night.text("onward.told"), { exact: true }).fill("Told in the car.");
    await night.button("onward.send").click();
    await form.waitFor({ state: "detached", ...patience });
    await expect.poll(() => helps(there).getByRole("link").count()).toBe(2);
    await check(night.page, "onward-list-ar-XB-320");

    await field.open(site.url);
    await field.withdraw(reference);
    const still = shelter.page.getByRole("region", { name: shelter.text("onward.still") });
    await expect
      .poll(async () => {
        await shelter.openReferral(reference, "all");
        return still.count();
      }, patience)
      .toBe(1);
    await shelter.goTo("inbox");
    await shelter.page.getByRole("main").getByRole("link", { name: reference }).first().waitFor(patience);
    await shelter.openReferral(reference, "all");
    await still.getByRole("button", { name: shelter.text("onward.still.tell") }).click(patience);
    await expect.poll(() => still.innerText(), patience).toContain(shelter.text("onward.still.all-told"));
    expect(await still.innerText()).not.toContain(shelter.text("desk.status.waiting"));
  });

  it("a helper that takes no more referrals is no choice on the phone any more: it says so and offers others", async () => {
    await shelter.goTo("services");
    await press(shelter, "onward.left.close");
    await shelter.page.getByText(shelter.text("onward.left.sure")).waitFor();
    await press(shelter, "onward.left.close");
    await shelter.button("onward.left.reopen").waitFor(patience);
    await check(shelter.page, "onward-left-en-1280");
    const harbour = field.page.getByRole("radio", { name: "Harbour, safe place to stay" });
    await expect
      .poll(async () => {
        await field.open(site.url);
        await field.chooseSituation("worksite");
        await field.answerSign("coercion.documents", "seen");
        await field.startReferral();
        await field.next();
        await field.choose({ basis: "danger" });
        await field.next();
        await field.heading("field.who.title").waitFor();
        return harbour.count();
      }, patience)
      .toBe(0);
    expect(await field.page.getByRole("main").innerText()).toContain(field.text("field.who.gone"));
    await field.page
      .getByRole("group", { name: field.text("field.who.first") })
      .getByRole("radio")
      .first()
      .waitFor();
    await check(field.page, "onward-left-field");
  });
});
