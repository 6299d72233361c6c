import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, findWords, narrow, Profile, phone } from "./support/browser.ts";
import { CareDesk } from "./support/care.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { LawDesk } from "./support/law.ts";
import { hiddenWord, withPlace } from "./support/picture.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
/** Words that somebody types in this walk, each under another topic: none may be found outside the seals. */
const told = {
  wish: "Lanternfish",
  outcome: "Quartzwool",
  plan: "Brindlemoth",
  evidence: "Saltpetal",
  holder: "Murkwater",
  offence: "Thistledown",
  witness: "Ravenhazel",
  law: "Copperfern",
} as const;

/** From a person's own wishes to the note for a prosecutor, in a browser, on the real server and database. */
const patience = { timeout: 40_000 };

describe("wishes, signed choices, evidence and the law", () => {
  let site: Site;
  const profiles: Profile[] = [];
  let reference = "";
  let desk: Desk;
  beforeAll(async () => {
    site = await Site.open();
    const police = await open("police@demo");
    const code = await police.enrolPhone();
    const officer = await Profile.open(phone);
    profiles.push(officer);
    const field = new Field(await officer.newPage());
    await field.open(site.url);
    await field.connect(code);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    reference =
      (await field.refer({
        ...{ danger: "no", basis: "consent", first: "Harbour, safe place to stay", fallback: null },
        consent: { language: "uk", interpreter: "phone-service", given: "spoken" },
        story: { narrative: "Invented words." },
      })) ?? "";
    expect(await field.isSent()).toBe(true);
    desk = await open("shelter@demo");
    await desk.openReferral(reference);
    await desk.accept();
  });
  afterAll(async () => {
    await Promise.all(profiles.map((profile) => profile.remove()));
    await site?.remove();
  });

  async function open(handle: string, view: Parameters<typeof Profile.open>[0] = computer, language = "en") {
    const profile = await Profile.open(view, language);
    profiles.push(profile);
    const made = new Desk(await profile.newPage(), language);
    await made.open(site.url);
    await made.signIn(handle, passphrase);
    return made;
  }
  const shot = async (of: Desk, name: string) => {
    if (process.env.THRESHOLD_SHOTS === undefined) return;
    mkdirSync(process.env.THRESHOLD_SHOTS, { recursive: true });
    await of.page.screenshot({ path: `${process.env.THRESHOLD_SHOTS}/${name}.png`, fullPage: true });
  };

  it("asks for tonight first, by one tap each, and keeps what is wanted in view", async () => {
    const care = new CareDesk(desk);
    await care.tab("desk.case.now");
    const tonight = care.section("care.tonight");
    await tonight.waitFor();
    const headings = await desk.page.getByRole("tabpanel").getByRole("heading", { level: 2 }).allInnerTexts();
    expect(headings[0]).toBe(desk.text("care.tonight"));
    await check(desk.page, "law-tonight-en-1280");
    const tap = async (need: string, answer: string) => {
      const button = tonight.getByRole("button", {
        name: `${desk.text(`care.tonight.${answer}`)}: ${desk.text(`care-need.${need}`)}`,
        exact: true,
      });
      await button.click();
      await expect.poll(() => button.count()).toBe(0);
    };
    await tap("safe-place-tonight", "wanted");
    for (const need of ["food", "phone", "money", "medicine"]) await tap(need, "given");
    await tap("children-with-her", "declined");
    await tap("clothes", "aside");
    // What is wanted stays until it is there.
    await expect.poll(() => tonight.innerText()).toContain(desk.text("care.need.wanted"));
    expect(await tonight.getByRole("listitem").count()).toBe(1);
    await tap("safe-place-tonight", "given");
    await expect.poll(() => tonight.count()).toBe(0);
  });

  it("says before any call what the person wished; dangers are asked for anew before a return", async () => {
    const care = new CareDesk(desk);
    await desk.page.getByText(desk.text("care.reach.none")).first().waitFor();
    await care.tab("care.tab.help");
    const asks = await care.change("care-wish.who-asks");
    await care.choose(asks, "care-wish-pick.woman");
    await care.save(asks);
    await expect.poll(() => care.section("care.wishes").innerText()).toContain(desk.text("care-wish-pick.woman"));
    const way = await care.change("care-wish.safe-way");
    await way.getByRole("textbox").first().fill(`Only by post, to ${told.wish}`);
    await care.save(way);
    const food = await care.change("care-need.food");
    await food.getByLabel(desk.text("care.need.outcome"), { exact: true }).fill(told.outcome);
    await care.save(food);
    const home = await care.change("care-need.return");
    await care.choose(home, "care.need.wanted");
    await care.save(home);
    await expect.poll(() => care.section("care.risks").innerText()).toContain(desk.text("care-look.before-return"));
    for (const [danger, n] of [
      ["care-risk.family", 1],
      ["care-risk.return-home", 2],
    ] as const) {
      const risk = await care.change(danger);
      // The moment that is asked for is chosen already.
      expect(await risk.getByRole("combobox").inputValue()).toBe("before-return");
      await care.choose(risk, "care.risk.some");
      await care.type(risk, "care.risk.plan", `${told.plan} ${n}`);
      await care.save(risk);
    }
    await expect.poll(() => care.section("care.risks").innerText()).not.toContain(desk.text("care-look.before-return"));
    const again = await care.change("care-risk.family");
    await care.choose(again, "care.risk.high");
    await care.save(again);
    const history = care.section("care.risks").getByRole("group");
    await history.locator("summary").click();
    await expect.poll(() => history.innerText()).toContain(desk.text("care.risk.some"));
    // The line stands under the banner on each tab: the story is where a number may be read.
    await desk.tab("story").click();
    await desk.page.getByText(told.wish).first().waitFor();
  });

  it("keeps a yes that was signed here, sealed, and opens it again with a purpose", async () => {
    const care = new CareDesk(desk);
    const law = new LawDesk(care);
    await care.tab("care.tab.choices");
    const yes = await care.change("care-choice.assistance");
    await care.choose(yes, "care.choice.yes");
    await yes.getByText(desk.text("consent.2026-11-assistance.withdraw")).waitFor();
    await yes.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => yes.innerText()).toContain(desk.text("care.consent.pad.wrong"));
    await law.sign(yes);
    await check(desk.page, "law-pad-en-1280");
    await care.save(yes);
    const section = care.section("care.choices");
    await expect.poll(() => section.innerText()).toContain(desk.text("care.consent.kept"));
    expect(await law.show(section)).toBe(900);
    const page = desk.page.frames().find((one) => one.url().startsWith("blob:"));
    if (process.env.THRESHOLD_SHOTS !== undefined)
      await page?.locator("img").screenshot({ path: `${process.env.THRESHOLD_SHOTS}/law-signed.png` });
    await desk.button("content.file.close").click();
    // Taken back: what stops is said, and the page that was signed belongs to it no longer.
    const back = await care.change("care-choice.assistance");
    await care.choose(back, "care.choice.taken-back");
    await care.save(back);
    await expect.poll(() => section.innerText()).toContain(desk.text("care-stops.assistance"));
  });

  it("keeps evidence with its chain and a picture, and prints the note that asks not to punish", async () => {
    const care = new CareDesk(desk);
    const law = new LawDesk(care);
    await law.open();
    await care.press("care.evidence", "care.evidence.add");
    const item = care.form(desk.text("care.evidence.add"));
    await item.getByLabel(desk.text("care.evidence.kind")).selectOption("document");
    await care.type(item, "care.evidence.what", `A notebook, ${told.evidence}`);
    await care.choose(item, "care.evidence.pick.taken");
    await care.type(item, "care.evidence.where", "The hut behind the barn");
    await care.type(item, "care.who-by", "The officer");
    await care.type(item, "care.evidence.to", told.holder);
    await item
      .getByLabel(desk.text("care.evidence.file"))
      .setInputFiles({ name: `${told.evidence}.jpg`, mimeType: "image/jpeg", buffer: await withPlace(desk.page) });
    await item.getByText(desk.text("content.file.anew")).waitFor();
    await care.save(item);
    const section = care.section("care.evidence");
    await expect.poll(() => section.innerText()).toContain(desk.text("care.evidence.no-power"));
    expect(await section.locator("code").innerText()).toMatch(/[0-9a-f]{64}/);
    await section.getByRole("button", { name: new RegExp(`^${desk.start("care.evidence.next.of")}`) }).click();
    const next = care.form(desk.text("care.evidence.next"));
    await next.getByRole("button", { name: desk.text("care.save"), exact: true }).click();
    await expect.poll(() => next.innerText()).toContain(desk.text("care.evidence.to.wrong"));
    await care.type(next, "care.evidence.to", "Specialised unit");
    await care.type(next, "care.evidence.power", "Order of the court");
    await care.save(next);
    await expect.poll(() => section.getByRole("list").last().getByRole("listitem").count()).toBe(2);
    expect(await law.show(section)).toBe(40);
    await desk.button("content.file.close").click();

    await care.press("care.offences", "care.offences.add");
    const offence = care.form(desk.text("care.offences.add"));
    await care.type(offence, "care.offence.what", `No work permit, ${told.offence}`);
    await care.choose(offence, "care-offence.stay-or-work");
    await care.type(offence, "care.offence.authority", "Labour inspection");
    await care.save(offence);
    await expect.poll(() => care.section("care.offences").innerText()).toContain(told.offence);
    await check(desk.page, "law-tab-en-1280");

    // Without the person's yes the note stays closed.
    await care.press("care.offences", "care.note-sheet.make");
    const note = care.form(desk.text("care.note-sheet"));
    expect(await note.innerText()).toContain(told.offence);
    await care.choose(note, "care.note-sheet.why.agreed");
    await note.getByRole("button", { name: desk.text("care.note-sheet.show") }).click();
    await expect.poll(() => note.innerText()).toContain(desk.text("care-choice.note"));
    await desk.button("care.cancel").click();

    // The keyboard's way: a mark before a witness, typed, on the same sealed page.
    await care.tab("care.tab.choices");
    const yes = await care.change("care-choice.note");
    await care.choose(yes, "care.choice.yes");
    await care.choose(yes, "care.choice.how.witness");
    await care.choose(yes, "care.consent.paper.sign");
    await yes.getByLabel(desk.text("care.consent.pad.line")).fill(`Read out before ${told.witness}`);
    await care.save(yes);
    await expect.poll(() => care.section("care.choices").innerText()).toContain(desk.text("care.consent.kept"));

    await law.open();
    await care.press("care.offences", "care.note-sheet.make");
    await care.choose(note, "care.note-sheet.why.agreed");
    await note.getByRole("button", { name: desk.text("care.note-sheet.show") }).click();
    await check(desk.page, "law-note-en-1280");
    await desk.page.emulateMedia({ media: "print" });
    const sheet = desk.page.getByRole("article");
    for (const id of ["care-law.coe-26", "care-law.eu-8", "care-offence.stay-or-work"])
      expect(await sheet.innerText()).toContain(desk.text(id));
    expect(await sheet.innerText()).toContain(reference);
    // Nothing of what was not asked for: no wish, no plan, no evidence.
    for (const word of [told.wish, told.plan, told.evidence, told.holder])
      expect(await desk.page.getByRole("main").innerText()).not.toContain(word);
    await shot(desk, "law-note-paper");
    if (process.env.THRESHOLD_SHOTS !== undefined)
      await desk.page.pdf({ path: `${process.env.THRESHOLD_SHOTS}/law-note.pdf`, format: "A4" });
    await desk.page.emulateMedia({ media: "screen" });
    await desk.button("care.cancel").click();
  });

  it("still opens it once the case has a new key: what was sealed anew stands under what was named first", async () => {
    const care = new CareDesk(desk);
    const law = new LawDesk(care);
    await desk.page.getByRole("tab", { name: desk.text("content.tab.team") }).click();
    await desk.button("content.team.set").click(patience);
    await desk.page.getByText(desk.start("content.team.only")).waitFor(patience);
    await law.open();
    const section = care.section("care.evidence");
    await expect.poll(() => section.innerText(), patience).toContain(desk.text("care.file.hash-now"));
    expect(new Set(await section.locator("code").allInnerTexts()).size).toBe(2);
    expect(await law.show(section)).toBe(40);
    await desk.button("content.file.close").click();
  });

  it("can be used on the narrowest phone, from right to left", async () => {
    const there = await open("shelter@demo", narrow, "ar-XB");
    const care = new CareDesk(there);
    const law = new LawDesk(care);
    await there.openReferral(reference, "mine");
    await care.tab("care.tab.help");
    await care.change("care-wish.who-interprets");
    await check(there.page, "law-help-ar-XB-320");
    await care.tab("care.tab.choices");
    const yes = await care.change("care-choice.proceedings");
    await care.choose(yes, "care.choice.yes");
    await law.sign(yes);
    await check(there.page, "law-choices-ar-XB-320");
    await law.open();
    await there.page
      .getByRole("button", { name: new RegExp(there.start("care.evidence.next.of")) })
      .first()
      .click();
    await check(there.page, "law-tab-ar-XB-320");
    await care.press("care.offences", "care.note-sheet.make");
    const note = care.form(there.text("care.note-sheet"));
    await care.choose(note, "care.note-sheet.why.law");
    await note.getByLabel(there.text("care.note-sheet.law")).fill(told.law);
    await check(there.page, "law-note-ask-ar-XB-320");
    await note.getByRole("button", { name: there.text("care.note-sheet.show") }).click();
    await there.page.emulateMedia({ media: "print" });
    await shot(there, "law-note-paper-ar-XB");
  });

  it("nothing of it stands outside the seals: profiles of browsers, the server's folder, its output", async () => {
    await Promise.all(profiles.map((profile) => profile.close()));
    await site.stop();
    const words = [...Object.values(told), hiddenWord];
    expect(findWords([...profiles.map(({ folder }) => folder), site.folder], words)).toEqual([]);
    expect(words.filter((word) => site.log.includes(word))).toEqual([]);
    // What looks can find: the reference is in clear by design.
    expect(findWords([site.folder], [reference]).length).toBeGreaterThan(0);
  });
});
