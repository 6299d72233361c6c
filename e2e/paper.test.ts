import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computer, findWords, narrow, Profile, phone } from "./support/browser.ts";
import { CareDesk } from "./support/care.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { printed } from "./support/paper.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const shelter = "Harbour, safe place to stay";
const planted = { name: "Zorvelina", contact: "tin box 7788", story: "Quimbra said the barn was locked." } as const;
const plain = (words: string) => words.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ");
const inWords = (at: Date) =>
  plain(new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" }).format(at));
const typedTime = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** What is put on paper, and what comes back from it, on the real server and in a real browser. */
describe("paper", () => {
  let site: Site;
  let officer: Profile;
  let field: Field;
  let reference = "";
  let number = "";
  const profiles: Profile[] = [];
  /** Two days ago in the evening, as it stands on the paper. */
  const met = new Date(Date.now() - 2 * 86_400_000);
  met.setHours(21, 35, 0, 0);

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
  const tap = (id: string) =>
    field.page
      .getByRole("button", { name: field.text(id), exact: true })
      .first()
      .click();
  const label = (id: string) => field.page.getByLabel(field.text(id), { exact: true });
  /** The number of a sign on the form that is on the screen. */
  const numberOf = async (sign: string): Promise<string> => {
    const row = field.page
      .getByRole("row")
      .filter({ has: field.page.getByRole("rowheader", { name: field.text(`sign.${sign}`), exact: true }) });
    return (await row.getByRole("cell").first().innerText()).trim();
  };

  it("a blank form is printed without a network, and typed in later with the times that stand on it", async () => {
    await officer.context.setOffline(true);
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await tap("field.menu");
    await tap("paper.pack");
    await field.heading("paper.pack").waitFor();
    await check(field.page, "paper-pack-phone");
    const form = await printed(field.page, "paper-pack-en");
    expect(form.pages).toBeGreaterThanOrEqual(2);
    expect(form.pages).toBeLessThanOrEqual(4);
    expect(form.size).toEqual(["595×842"]);
    for (const needed of [
      "sign.coercion.documents",
      "act.harboured",
      "form.forced-labour",
      "paper.pack.q5",
      "information.recovery",
    ])
      expect(form.words, needed).toContain(field.text(needed));
    expect(form.words).toContain(shelter);
    expect(form.words).not.toContain(field.text("field.ask-specialist"));
    number =
      /[2-9A-Z]{3}-[2-9A-Z]{4}-[2-9A-Z]/.exec(plain(await field.page.locator(".paper-head").innerText()))?.[0] ?? "";
    const papers = await numberOf("coercion.documents");

    // The page to show is on the phone too, whoever opened it or did not.
    const shown = await officer.newPage();
    await shown.goto(`${site.url}/information.html`);
    await shown.getByRole("heading", { level: 1 }).waitFor();
    await shown.close();
    await officer.context.setOffline(false);

    await tap("common.back");
    await tap("paper.type");
    await label("paper.type.number").fill(`${number.slice(0, -1)}${number.endsWith("2") ? "3" : "2"}`);
    await label("paper.type.number").press("Enter");
    await field.page.getByText(field.text("paper.type.number.wrong")).waitFor();
    await label("paper.type.number").fill(number.toLowerCase());
    await label("paper.type.met").fill(typedTime(met));
    await label("paper.type.chose").fill(typedTime(new Date(met.getTime() + 20 * 60_000)));
    await label("paper.pack.seen").fill(`${papers} 99`);
    await field.page.getByRole("alert").filter({ hasText: "99" }).waitFor();
    await label("paper.pack.seen").fill(papers);
    await field.page.getByText(field.text("paper.type.check")).waitFor();
    expect(plain(await field.page.locator(".care-list").innerText())).toContain(field.text("sign.coercion.documents"));
    await check(field.page, "paper-type-in");
    await label("paper.pack.seen").press("Enter");
    await field.heading("field.list.title").waitFor();
    expect(plain(await field.page.getByRole("main").innerText())).toContain(number);
    await field.setAge("adult");

    reference =
      (await field.refer({
        ...{ danger: "no", basis: "consent", first: shelter, fallback: null },
        consent: { language: "uk", interpreter: "phone-service", given: "written" },
        story: { calledAs: planted.name, contact: planted.contact, narrative: planted.story },
      })) ?? "";
    expect(await field.isSent()).toBe(true);
    expect(plain(await field.page.getByRole("main").innerText())).toContain(number);

    // For the police record: the reference, the time, who sent it, on what basis. Nothing else.
    await officer.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.url });
    await field.page.getByText(field.text("paper.record"), { exact: true }).click();
    await tap("paper.record.copy");
    await field.page.getByText(field.text("paper.record.copied"), { exact: true }).waitFor();
    const copied = await field.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(reference);
    expect(copied).toContain(field.text("paper.record.basis.consent"));
    holdsNothing(copied);
    await check(field.page, "paper-sent");
  });

  /** Neither what somebody typed nor what came of looking at a person, nor who helps. */
  function holdsNothing(words: string): void {
    const signs = ["sign.coercion.documents", "situation.worksite", "form.forced-labour"].map((id) => field.text(id));
    for (const hidden of [...Object.values(planted), ...signs, shelter, "Harbour", number])
      expect(words, hidden).not.toContain(hidden);
  }

  it("the papers of a case: seen first, without the story or the name unless opened and ticked", async () => {
    const desk = await open("shelter@demo");
    const care = new CareDesk(desk);
    await desk.openReferral(reference);
    const remark = desk.page.locator(".desk-remark").filter({ hasText: desk.text("paper.from") });
    await remark.waitFor();
    const times = plain(await remark.innerText());
    expect(times).toContain(number);
    expect(times).toContain(inWords(met));
    expect(times.match(new RegExp(String(new Date().getFullYear()), "g"))?.length).toBeGreaterThanOrEqual(3);
    await desk.accept();
    await care.tab("desk.case.now");
    await care.press("care.reflection", "care.reflection.begin");
    await care.save(care.form(desk.text("care.reflection.begin")), "care.reflection.begin");
    await care.tab("care.tab.choices");
    const [shown] = await Promise.all([
      desk.page.context().waitForEvent("page"),
      desk.page.getByRole("link", { name: desk.text("paper.show"), exact: true }).click(),
    ]);
    await shown.getByRole("heading", { level: 1 }).waitFor();
    expect(await kept(shown)).toEqual(nothing);
    await shown.close();

    await desk.page.getByRole("tab", { name: desk.text("paper.tab"), exact: true }).click();
    const choose = (paper: string) =>
      desk.page.getByRole("radio", { name: desk.text(`paper.${paper}`), exact: true }).check();
    for (const paper of ["referral", "choices", "information", "notice", "risks", "summary"]) {
      await choose(paper);
      await desk.page.getByText(desk.text(`paper.holds.${paper}`), { exact: true }).waitFor();
      await desk.page.getByText(desk.text(`paper.readers.${paper}`), { exact: true }).waitFor();
      const sheet = await printed(desk.page, `paper-${paper}-en`);
      expect(sheet.size, paper).toEqual(["595×842"]);
      expect(sheet.pages, paper).toBeLessThanOrEqual(2);
      expect(sheet.words.includes(reference), paper).toBe(paper !== "information");
      expect(sheet.words, paper).toContain(
        desk.text(["information", "notice"].includes(paper) ? "paper.keep-yours" : "paper.keep"),
      );
      for (const around of [desk.text("desk.sign-out"), desk.text("paper.lead"), desk.text("paper.record.lead")])
        expect(sheet.words, paper).not.toContain(around);
      for (const hidden of Object.values(planted)) expect(sheet.words, paper).not.toContain(hidden);
    }
    await check(desk.page, "paper-summary-screen");

    await choose("referral");
    await desk.page.getByRole("radio", { name: desk.text("desk.purpose.plan-help"), exact: true }).check();
    await desk.button("desk.story.open").click();
    const tick = (id: string) => desk.page.getByRole("checkbox", { name: desk.text(`paper.story.${id}`), exact: true });
    await tick("tick").check();
    const told = await printed(desk.page, "paper-referral-story-en");
    expect(told.words).toContain(planted.story);
    for (const hidden of [planted.name, planted.contact]) expect(told.words).not.toContain(hidden);
    await tick("tick-name").check();
    await tick("tick-contact").check();
    const whole = await printed(desk.page, "paper-referral-name-en");
    for (const word of Object.values(planted)) expect(whole.words).toContain(word);

    // A browser that has no clipboard for us: the words are marked instead.
    await desk.page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await desk.button("paper.record.copy").click();
    await desk.page.getByText(desk.text("paper.record.marked"), { exact: true }).waitFor();
    const marked = await desk.page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement;
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    expect(marked).toContain(reference);
    holdsNothing(marked);

    // Opening was recorded like any other; leaving the place drops what was opened.
    expect((await desk.timeline()).join("\n")).toContain(desk.text("desk.purpose.plan-help"));
    await desk.page.getByRole("tab", { name: desk.text("paper.tab"), exact: true }).click();
    await choose("referral");
    await desk.button("desk.story.open").waitFor();
    expect(await desk.page.getByRole("main").innerText()).not.toContain(planted.name);
  });

  it("right to left", async () => {
    const desk = await open("shelter@demo", narrow, "ar-XB");
    await desk.openReferral(reference, "mine");
    await desk.page.getByRole("tab", { name: desk.text("paper.tab"), exact: true }).click();
    for (const paper of ["referral", "notice", "summary"]) {
      await desk.page.getByRole("radio", { name: desk.text(`paper.${paper}`), exact: true }).check();
      await desk.page.getByText(desk.text(`paper.holds.${paper}`), { exact: true }).waitFor();
      expect((await printed(desk.page, `paper-${paper}-ar-XB`)).words).toContain(reference);
    }
    await check(desk.page, "paper-place-ar-XB");
    await desk.page
      .getByRole("tabpanel")
      .getByRole("link", { name: desk.text("paper.pack"), exact: true })
      .click();
    await desk.page.getByRole("heading", { level: 1, name: desk.text("paper.pack") }).waitFor();
    await expect.poll(() => desk.page.locator(".paper").innerText()).toContain(shelter);
    const form = await printed(desk.page, "paper-pack-ar-XB");
    expect(form.pages).toBeLessThanOrEqual(4);
    await check(desk.page, "paper-pack-ar-XB");
  });

  const nothing = { local: 0, session: 0, cookies: "", databases: 0, caches: 0, workers: 0 };
  const kept = (page: Page) =>
    page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));

  it("the page to show keeps nothing: no storage, no step in the history, nothing on the disk, nothing on Back", async () => {
    const profile = await Profile.open(narrow);
    profiles.push(profile);
    const [page = await profile.newPage()] = profile.context.pages();
    const steps = await page.evaluate(() => history.length);
    await page.goto(`${site.url}/information.html?pseudo`);
    const button = (id: string) => page.getByRole("button", { name: text(id), exact: true });
    const text = (id: string) => field.text(id);
    await check(page, "information-ar-XB");
    await page.getByRole("combobox").selectOption("en");
    await button("reading.ask.no").click();
    await page.getByText(text("reading.services.what")).waitFor();
    expect(await page.title()).toBe("Notes");
    expect(await page.getByRole("main").innerText()).toContain("30 days");
    expect(await page.getByText(text("reading.security.witness")).count()).toBe(0);
    await check(page, "information-en");
    expect(await kept(page)).toEqual(nothing);
    expect(await page.evaluate(() => history.length)).toBe(steps + 1);
    await page.getByRole("button", { name: text("reading.leave") }).click();
    await page.waitForURL("**/clear.html");
    await page.goBack();
    expect(await page.locator("body").innerText()).toBe("");
    expect(page.url()).toBe("about:blank");

    // Another time a case may go to court; the keys leave as the button does.
    await page.goto(`${site.url}/information.html`);
    await button("reading.ask.yes").click();
    await page.getByText(text("reading.security.witness")).waitFor();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Shift");
    await page.waitForURL("**/clear.html");
    // Whoever goes on by another way and comes back finds it empty too.
    await page.goto(`${site.url}/information.html`);
    await button("reading.ask.no").click();
    await page.goto(`${site.url}/clear.html?elsewhere`);
    await page.goBack();
    await expect.poll(() => page.locator("body").innerText()).not.toContain(text("reading.services.what"));
    expect(await kept(page)).toEqual(nothing);
    await page.getByRole("button", { name: text("reading.leave") }).click();
    await page.waitForURL("**/clear.html");
    await profile.close();
    // Nothing but the icon that every page of ours has: whatever has an address is kept by it, also as compiled script.
    expect(findWords([profile.folder], [text("reading.services.what"), `${new URL(site.url).host}/assets/`])).toEqual(
      [],
    );
  });
});
