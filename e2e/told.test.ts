import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mailbox, openMailbox } from "../apps/server/test/support/mailbox.ts";
import { eventsOf, readIcs } from "../apps/server/test/support/read-ics.ts";
import { computer, narrow, Profile, phone } from "./support/browser.ts";
import { CareDesk } from "./support/care.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const shelter = "Harbour, safe place to stay";
const patience = { timeout: 30_000 };

/** How those hear of it whose turn it is: on an open page at once, and elsewhere while none is open. */
describe("being told", () => {
  let mailbox: Mailbox;
  let site: Site;
  let field: Field;
  let desk: Desk;
  let night: Desk;
  let reference: string;
  const profiles: Profile[] = [];
  beforeAll(async () => {
    mailbox = await openMailbox();
    site = await Site.open([], { THRESHOLD_SMTP: mailbox.url, THRESHOLD_MAIL_FROM: "due@example.org" });
    const officer = await open("police@demo");
    field = new Field(await page(phone));
    await field.open(site.url);
    await field.readyOffline();
    await field.connect(await officer.enrolPhone());
    desk = await open("shelter@demo");
    night = await open("shelter@demo", narrow, "ar-XB");
  });
  afterAll(async () => {
    await Promise.all(profiles.map((profile) => profile.remove()));
    await site?.remove();
    await mailbox?.stop();
  });

  async function page(view: Parameters<typeof Profile.open>[0], language = "en"): Promise<Page> {
    const profile = await Profile.open(view, language);
    profiles.push(profile);
    return profile.newPage();
  }
  async function open(
    handle: string,
    view: Parameters<typeof Profile.open>[0] = computer,
    language = "en",
  ): Promise<Desk> {
    const made = new Desk(await page(view, language), language);
    await made.open(site.url);
    await made.signIn(handle, passphrase);
    return made;
  }
  const main = (of: Desk) => of.page.getByRole("main");
  const says = (words: string, of = desk) => main(of).getByText(words).first().waitFor(patience);

  it("a referral comes to every open page of its desk by itself, and is what one was told", async () => {
    for (const one of [desk, night]) {
      await one.openInbox();
      await says(one.text("desk.inbox.live"), one);
    }
    // Met twenty minutes ago, by the phone's clock.
    await field.page.clock.install({ time: Date.now() - 20 * 60_000 });
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    const sent = field.page.waitForResponse((answer) => answer.url().endsWith("/device/entries") && answer.ok());
    const accepted = sent.then(() => performance.now());
    const made = await field.refer({
      ...{ danger: "no", basis: "consent", first: shelter, fallback: null, story: { narrative: "Invented words." } },
      consent: { language: "en", interpreter: "none-needed", given: "spoken" },
    });
    reference = made ?? "";
    // Asked for now and then, it would take a minute.
    const took = await Promise.all(
      [desk, night].map(async (one) => {
        await main(one).getByRole("link", { name: reference }).first().waitFor({ timeout: 10_000 });
        return performance.now() - (await accepted);
      }),
    );
    await expect
      .poll(() => desk.page.getByRole("list", { name: desk.text("desk.list.cases") }).innerText(), patience)
      .toContain(desk.start("desk.both-times"));
    if (process.env.THRESHOLD_FIGURES) console.log(`accepted → on the page: ${took.map(Math.round).join(", ")} ms`);
    const told = desk.page.getByRole("region", { name: /message/ });
    await told.getByRole("link", { name: reference }).waitFor({ timeout: 70_000 });
  });

  it("a page of a case shows what others add, and keeps what is being typed", async () => {
    await desk.openReferral(reference);
    await says(desk.start("desk.both-times"));
    await desk.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const listen = () => {
        for (const one of document.querySelectorAll("main [role=status]")) heard.push(one.textContent ?? "");
      };
      new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const news = () =>
      desk.page.evaluate((words) => {
        const { heard } = window as unknown as { readonly heard: readonly string[] };
        return heard.includes(words);
      }, desk.text("desk.case.changed"));
    await desk.accept();
    const care = new CareDesk(desk);
    await care.tab("desk.case.now");
    await care.press("care.tasks", "care.task.add");
    const task = care.form(desk.text("care.task.add"));
    await care.type(task, "care.task.what", "Call the sch");
    await night.openReferral(reference, "mine");
    const there = new CareDesk(night);
    await there.tab("desk.case.now");
    await there.press("care.tasks", "care.task.add");
    const other = there.form(night.text("care.task.add"));
    await there.type(other, "care.task.what", "Ask for a doctor");
    expect(await news(), "one's own acceptance is no news").toBe(false);
    await there.save(other);
    await care.section("care.tasks").getByText("Ask for a doctor").waitFor({ timeout: 10_000 });
    expect(await news(), "what a colleague adds is").toBe(true);
    expect(await task.getByLabel(desk.text("care.task.what"), { exact: true }).inputValue()).toBe("Call the sch");
    await care.type(task, "care.task.what", "Call the school");
    await care.save(task);
    // Whoever opened it has read what she was told of it.
    await desk.openInbox("mine");
    await expect.poll(() => desk.page.getByRole("region", { name: /message/ }).count(), patience).toBe(0);
  });

  it("mail goes to an address that was confirmed, and nowhere else", async () => {
    await desk.page.getByRole("link", { name: desk.text("telling.page"), exact: true }).click();
    await desk.field("telling.mail.address").fill("nobody");
    await desk.button("desk.save").click();
    await says(desk.text("telling.address.wrong"));
    await desk.field("telling.mail.address").fill("member@example.org");
    await desk.page.getByRole("checkbox", { name: desk.text("telling.quiet.on"), exact: true }).check();
    await desk.button("desk.save").click();
    await desk.field("telling.mail.code").waitFor(patience);
    const code = /[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/.exec(mailbox.letters.at(-1)?.text ?? "")?.[0] ?? "";
    expect(mailbox.letters.map(({ to }) => to)).toEqual(["member@example.org"]);
    await desk.field("telling.mail.code").fill("AAAAA-AAAAA-AAAAA-AAAAA");
    await desk.button("telling.mail.confirm").click();
    await says(desk.text("error.code-unknown"));
    await desk.field("telling.mail.code").fill(code);
    await desk.button("telling.mail.confirm").click();
    await says(desk.start("telling.mail.confirmed"));
    await desk.button("telling.try.do").click();
    await says("A mail is on its way.");
    await expect.poll(() => mailbox.letters.length, patience).toBe(2);
    expect(JSON.stringify(mailbox.letters)).not.toMatch(/Harbour|worksite|Invented/);
  });

  it("a calendar has an address that is shown once, says references alone, and ends", async () => {
    await desk.button("telling.calendar.make").click();
    const shown = main(desk).locator("bdi").filter({ hasText: "/api/calendar/" });
    const address = await shown.innerText(patience);
    await desk.page.setViewportSize(narrow.viewport);
    await check(desk.page, "told-en-320");
    const calendar = async () => {
      const answer = await fetch(address);
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const { status, bytes } = await calendar();
    expect(status).toBe(200);
    for (const { summary } of eventsOf(readIcs(bytes)))
      expect(summary).toMatch(/^Due: [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/);
    await desk.goTo("inbox");
    await desk.page.getByRole("link", { name: desk.text("telling.page"), exact: true }).click();
    await says(desk.start("telling.calendar.made"));
    expect(await shown.count()).toBe(0);
    await desk.button("telling.calendar.end").click();
    await says(desk.text("telling.calendar.ended"));
    expect((await calendar()).status).toBe(404);
  });

  it("a device shows neutral words and the reference, and says so where its browser cannot", async () => {
    const { context } = profiles[2] ?? {};
    await context?.grantPermissions(["notifications"], { origin: site.url });
    await desk.page.reload();
    await desk.unlock(passphrase);
    await desk.button("telling.push.on").click();
    // No push service answers here. The worker is there all the same, and hears what one would hand to it.
    await says(desk.text("telling.push.failed"));
    const browser = await context?.newCDPSession(desk.page);
    const registered = new Promise<string>((resolve) => {
      browser?.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL.endsWith("/desk"));
        if (own !== undefined) resolve(own.registrationId);
      });
    });
    await browser?.send("ServiceWorker.enable");
    const worker = context?.serviceWorkers().find((one) => one.url().endsWith("/desk-sw.js"));
    // A browser without a screen keeps no messages: what it is asked to show is written down in its place.
    await worker?.evaluate(() => {
      const own = globalThis as unknown as { shown: string[]; registration: ServiceWorkerRegistration };
      own.shown = [];
      own.registration.showNotification = async (title, options) => void own.shown.push(title, options?.body ?? "");
    });
    const data = JSON.stringify({ kind: "referral-came", reference, name: "Somebody" });
    const registrationId = await registered;
    await browser?.send("ServiceWorker.deliverPushMessage", { origin: site.url, registrationId, data });
    await expect
      .poll(() => worker?.evaluate(() => (globalThis as unknown as { shown: string[] }).shown), patience)
      .toEqual([desk.text("telling.device.title"), `Reference ${reference}`]);
  });

  it("can be used by everybody, and looks now and then where no stream comes", async () => {
    await night.page.getByRole("link", { name: night.text("telling.page"), exact: true }).click();
    await night.page.getByRole("heading", { name: night.text("telling.calendar") }).waitFor(patience);
    await check(night.page, "told-ar-XB-320");
    await night.page.context().route("**/api/live", (route) => route.abort());
    await night.page.reload();
    await night.unlock(passphrase);
    await night.openInbox();
    await says(night.start("desk.inbox.looks"), night);
    await check(night.page, "told-inbox-ar-XB-320");
    // Whoever signs out is followed no more.
    const over = desk.page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/live"));
    await desk.signOut();
    await over;
  });
});
