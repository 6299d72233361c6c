import type { Referred } from "@threshold/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { deskOf, QuickDesk, quickPhone, refer } from "./support/quick.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const patience = { timeout: 20_000 };
const shelter = "Harbour, safe place to stay";
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toLocaleDateString("en-CA");

/** Forty cases in view: keys, filters, a saved view, and two handed over at once, on the real server and database. */
describe("the list of cases", () => {
  let site: Site;
  const profiles: Profile[] = [];
  const cases: Referred[] = [];
  let waits: Referred;
  let child: Referred;
  beforeAll(async () => {
    site = await Site.open();
    const police = await open("police@demo");
    const { phone, directory } = await quickPhone(site.url, await police.enrolPhone());
    const to = deskOf(directory, shelter);
    const worker = await QuickDesk.signIn(site.url, "shelter@demo", passphrase);
    for (let n = 0; n < 12; n += 1) {
      const of = await refer(phone, to);
      cases.push(of);
      const task = { topic: "task", task: `task-${n}`, what: "Invented words", owner: null, done: false } as const;
      const record = { v: 1, at: "2026-11-02T12:00:00Z", ...task, by: inDays(n - 1) } as const;
      await worker.record(of, await worker.accept(of), [{ record, nextDue: inDays(n - 1) }]);
    }
    child = await refer(phone, to, { change: { child: true, urgency: "usual" } });
    waits = await refer(phone, to, { change: { urgency: "now" } });
  });
  afterAll(async () => {
    await Promise.all(profiles.map((profile) => profile.remove()));
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
  const rows = (desk: Desk) => desk.page.getByRole("list", { name: desk.text("desk.list.cases") }).getByRole("link");
  const references = async (desk: Desk): Promise<string[]> =>
    (await rows(desk).allTextContents()).flatMap((text) => text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]/)?.[0] ?? []);
  const pickFilter = (desk: Desk, name: string, code: string) =>
    desk.page.getByLabel(desk.text(`desk.list.${name}`), { exact: true }).selectOption(code);

  it("is walked by keys, narrowed by filters, kept as a view, and two cases are handed over at once", async () => {
    const desk = await open("shelter@demo");
    await desk.openInbox("mine");
    await expect.poll(() => references(desk), patience).toEqual(cases.map((one) => one.reference));
    // A card opens once its row comes near the window.
    await rows(desk).last().scrollIntoViewIfNeeded();
    await expect.poll(() => rows(desk).last().innerText(), patience).toContain(desk.text("desk.inbox.adult"));
    expect(await rows(desk).first().innerText()).toContain(desk.text("desk.list.row.you"));
    await check(desk.page, "list-mine-en-1280");

    const { keyboard } = desk.page;
    const focused = () => desk.page.evaluate(() => document.activeElement?.textContent ?? "");
    await keyboard.press("j");
    await keyboard.press("j");
    await keyboard.press("ArrowDown");
    expect(await focused()).toContain(cases[2]?.reference);
    await keyboard.press("k");
    await keyboard.press("Enter");
    await desk.page.getByRole("heading", { level: 1, name: cases[1]?.reference ?? "" }).waitFor();
    await desk.page.goBack();
    // Back where she was, with the same box.
    await expect.poll(focused, patience).toContain(cases[1]?.reference);
    await keyboard.press("?");
    await desk.page.getByRole("heading", { name: desk.text("desk.list.keys.title") }).waitFor();
    await desk.page.getByLabel(desk.text("desk.list.keys.on")).uncheck();
    await keyboard.press("j");
    expect(await focused()).not.toContain(cases[0]?.reference);
    await desk.page.getByLabel(desk.text("desk.list.keys.on")).check();
    await keyboard.press("?");
    await keyboard.press("/");
    await keyboard.type(cases[4]?.reference.slice(0, 6) ?? "");
    await expect.poll(() => references(desk), patience).toEqual([cases[4]?.reference]);
    await desk.field("desk.inbox.search").fill("");

    await desk.page.getByText(desk.text("desk.list.filters"), { exact: true }).click();
    await pickFilter(desk, "due", "late");
    await expect.poll(() => references(desk), patience).toEqual([cases[0]?.reference]);
    await pickFilter(desk, "due", "soon");
    await expect.poll(() => references(desk), patience).toEqual(cases.slice(0, 3).map((one) => one.reference));
    await pickFilter(desk, "owner", "nobody");
    await expect.poll(() => references(desk), patience).toEqual([]);
    await desk.page.getByText(desk.text("desk.list.empty")).waitFor();
    await pickFilter(desk, "owner", "mine");
    await desk.button("desk.list.view.save").click();
    await desk.field("desk.list.view.name").fill("Mine, these days");
    await desk.button("desk.list.view.do").click();
    await desk.page.getByText(desk.text("desk.list.view.saved")).waitFor();

    await pickFilter(desk, "view", "night");
    // A child before everybody, then danger now; then what is due until the morning.
    await expect
      .poll(async () => (await references(desk)).slice(0, 3), patience)
      .toEqual([child.reference, waits.reference, cases[0]?.reference]);

    // Another browser, which knows nothing but what the server keeps sealed.
    const night = await open("shelter@demo", narrow);
    await night.page
      .getByLabel(night.text("desk.list.view"), { exact: true })
      .selectOption({ label: "Mine, these days" });
    await expect.poll(() => references(night), patience).toEqual(cases.slice(0, 3).map((one) => one.reference));
    await check(night.page, "list-view-en-320");

    await pickFilter(desk, "view", "none");
    await desk.openInbox("mine");
    await desk.button("desk.list.hand").click();
    for (const one of [cases[0], cases[3]])
      await desk.page.getByRole("checkbox", { name: one?.reference ?? "" }).check();
    await desk.field("desk.list.hand.note").fill("Invented words for the night.");
    await check(desk.page, "list-hand-en-1280");
    await desk.button("desk.list.hand.do").click();
    await desk.page.getByRole("heading", { name: "Demo night shift", level: 3 }).waitFor();
    const results = desk.page.getByRole("list", { name: desk.text("desk.list.hand.result") }).getByRole("listitem");
    expect(await results.count()).toBe(2);
    await expect.poll(() => rows(desk).nth(3).innerText(), patience).toContain("Demo night shift");

    const colleague = await open("night@demo", narrow, "ar-XB");
    await colleague.openInbox("mine");
    await colleague.page.getByText(colleague.text("desk.list.filters"), { exact: true }).click();
    await pickFilter(colleague, "owner", "mine");
    await expect.poll(() => references(colleague), patience).toEqual([cases[0]?.reference, cases[3]?.reference]);
    await check(colleague.page, "list-ar-XB-320");
  });
});
