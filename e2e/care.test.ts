import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile, phone } from "./support/browser.ts";
import { CareDesk } from "./support/care.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const shelter = "Harbour, safe place to stay";
const today = (): string => new Date().toLocaleDateString("en-CA");
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toLocaleDateString("en-CA");

/** From an accepted referral to a closed case, in a browser, on the real server and database. */
describe("the care of a person", () => {
  let site: Site;
  let officer: Profile;
  let field: Field;
  const profiles: Profile[] = [];
  beforeAll(async () => {
    site = await Site.open();
    const desk = await open("police@demo");
    const code = await desk.enrolPhone();
    officer = await Profile.open(phone);
    field = new Field(await officer.newPage());
    await field.open(site.url);
    await field.readyOffline();
    await field.connect(code);
  });
  afterEach(async () => {
    await Promise.all(profiles.splice(0).map((profile) => profile.remove()));
  });
  afterAll(async () => {
    await officer?.remove();
    await site?.remove();
  });

  async function open(
    handle: string,
    view: Parameters<typeof Profile.open>[0] = computer,
    language = "en",
  ): Promise<Desk> {
    const profile = await Profile.open(view, language);
    profiles.push(profile);
    const desk = new Desk(await profile.newPage(), language);
    await desk.open(site.url);
    await desk.signIn(handle, passphrase);
    return desk;
  }

  async function refer(child: boolean): Promise<string> {
    await field.open(site.url);
    await field.chooseSituation(child ? "street" : "worksite");
    if (child) await field.setAge("child");
    await field.answerSign(child ? "child.problem-family" : "coercion.documents", "seen");
    if (child) await field.setForm("begging", "seen", "happening");
    const reference = await field.refer({
      ...{ danger: "no", first: shelter, fallback: null, story: { narrative: "Invented words." } },
      ...(child
        ? { basis: "child" as const }
        : {
            basis: "consent" as const,
            consent: { language: "uk", interpreter: "phone-service", given: "spoken" } as const,
          }),
    });
    if (reference === null || !(await field.isSent())) throw new Error("not sent");
    return reference;
  }

  it("an adult: who looks after her, the clock, decisions, choices, needs, and closing", async () => {
    const reference = await refer(false);
    const desk = await open("shelter@demo");
    const care = new CareDesk(desk);
    await desk.openReferral(reference);
    await desk.accept();
    await care.tab("desk.case.now");
    // Whoever accepted looks after it until somebody else is named.
    await care.section("care.owner").getByText(desk.after("care.owner.is")).waitFor();

    await care.press("care.reflection", "care.reflection.begin");
    const begin = care.form(desk.text("care.reflection.begin"));
    await care.type(begin, "care.reflection.days", "7");
    await begin.getByRole("button", { name: desk.text("care.reflection.begin"), exact: true }).click();
    await expect.poll(() => begin.innerText()).toContain("30 or more");
    await care.type(begin, "care.reflection.days", "30");
    await care.save(begin, "care.reflection.begin");
    await expect.poll(() => care.section("care.reflection").innerText()).toContain("30 days left");

    const decision = await care.change("care.stage.preliminary");
    await care.choose(decision, "care.outcome.grounds");
    await decision.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => decision.innerText()).toContain(desk.text("care.reason.wrong"));
    await care.type(decision, "care.reason", "Papers were kept by somebody else.");
    await care.type(decision, "care.stage.own-view", "She says that she could not leave.");
    await care.save(decision);
    await expect.poll(() => care.section("care.stages").innerText()).toContain("could not leave");

    await care.tab("care.tab.choices");
    const choice = await care.change("care-choice.assistance");
    await care.choose(choice, "care.choice.yes");
    await care.choose(choice, "care.choice.how.spoken");
    await choice.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => choice.innerText()).toContain(desk.text("care.choice.written-needed"));
    await care.choose(choice, "care.choice.how.mark");
    await care.choose(choice, "care.consent.paper.none");
    await care.save(choice);
    const told = await care.change("information.rights");
    await care.choose(told, "care.told.understood.to-repeat");
    await care.save(told);

    await care.tab("care.tab.help");
    expect(await desk.page.getByRole("region", { name: desk.text("care.child"), exact: true }).count()).toBe(0);
    const need = await care.change("care-need.housing");
    await care.choose(need, "care.need.given");
    await care.save(need);
    const risk = await care.change("care-risk.what-they-know");
    await care.choose(risk, "care.risk.high");
    await care.type(risk, "care.risk.again", inDays(3));
    await care.save(risk);

    await care.tab("desk.case.now");
    const due = () => care.section("care.due").innerText();
    await expect.poll(due).toContain(desk.text("care-risk.what-they-know"));
    await expect.poll(due).toContain("3 days");

    // A colleague at night, on another machine, sees the same, and the list says what is due next.
    const night = await open("shelter@demo", narrow);
    await night.openInbox("mine");
    await night.page.getByRole("tabpanel").getByRole("link", { name: reference }).waitFor();
    await expect
      .poll(() => night.page.getByRole("tabpanel").getByRole("link", { name: reference }).innerText())
      .toContain("3 days");
    await night.openReferral(reference, "mine");
    const there = new CareDesk(night);
    await there.tab("desk.case.now");
    await expect.poll(() => there.section("care.reflection").innerText()).toContain("30 days left");
    await check(night.page, "care-now-en-320");

    await care.press("care.close", "care.close");
    const close = care.form(desk.text("care.close"));
    await care.choose(close, "care-close.stands-on-her-own");
    await care.save(close, "care.close.do");
    await expect
      .poll(() => care.section("care.close").innerText())
      .toContain(desk.text("care-close.stands-on-her-own"));
    await expect.poll(() => care.section("care.due").innerText()).toContain(desk.text("care.due.none"));
    for (const words of [desk.text("care-close.stands-on-her-own"), desk.text("care-need.housing")])
      await expect.poll(async () => (await desk.timeline()).join("\n")).toContain(words);
  });

  it.each([
    ["en", computer],
    ["en", narrow],
    ["ar-XB", narrow],
  ] as const)("every screen can be used by everybody: %s, %o", async (language, view) => {
    const reference = await refer(true);
    const desk = await open("shelter@demo", view, language);
    const care = new CareDesk(desk);
    const name = (what: string) => `care-${what}-${language}-${view.viewport.width}`;
    await desk.openReferral(reference);
    await desk.accept();
    await care.tab("desk.case.now");
    await care.press("care.reflection", "care.reflection.begin");
    await check(desk.page, name("begin"));
    await care.save(care.form(desk.text("care.reflection.begin")), "care.reflection.begin");
    await care.press("care.tasks", "care.task.add");
    const task = care.form(desk.text("care.task.add"));
    await care.type(task, "care.task.what", "Call the school");
    await care.type(task, "care.task.by", today());
    await care.save(task);
    await check(desk.page, name("now"));
    await care.press("care.reflection", "care.reflection.print");
    await check(desk.page, name("notice"));
    await desk.page.emulateMedia({ media: "print" });
    for (const around of ["tablist", "navigation", "banner"] as const)
      expect(await desk.page.getByRole(around).first().isVisible(), `${around} on paper`).toBe(false);
    expect(await desk.page.getByRole("article").isVisible()).toBe(true);
    if (process.env.THRESHOLD_SHOTS !== undefined)
      await desk.page.screenshot({
        path: `${process.env.THRESHOLD_SHOTS}/${name("notice-paper")}.png`,
        fullPage: true,
      });
    await desk.page.emulateMedia({ media: "screen" });
    await desk.button("care.cancel").click();
    await care.press("care.close", "care.close");
    await check(desk.page, name("close"));
    await care.tab("care.tab.choices");
    await care.change("care-choice.proceedings");
    await check(desk.page, name("choices"));
    await care.press("care.told", "care.told.print");
    await check(desk.page, name("told"));
    await care.tab("care.tab.help");
    await care.change("care-risk.person");
    await check(desk.page, name("help"));
    await care.tab("desk.case.timeline");
    await check(desk.page, name("timeline"));
  });
});
