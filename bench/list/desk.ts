import { join } from "node:path";
import type { Referred } from "@threshold/casework";
import type { CaseRecord } from "@threshold/casework/care";
import type { Page } from "playwright-core";
import { connect } from "../../apps/server/src/database/connect.ts";
import { port } from "../../apps/server/src/database/folders.ts";
import { computer, Profile } from "../../e2e/support/browser.ts";
import { Desk } from "../../e2e/support/desk.ts";
import { deskOf, QuickDesk, quickPhone, refer } from "../../e2e/support/quick.ts";
import { Site } from "../../e2e/support/site.ts";

const passphrase = "four quiet lamps by the door";
const shelter = "Harbour, safe place to stay";
/** Of the cases, those that nobody has answered yet. */
const waiting = 40;
const runs = 3;
/** A processor four times slower than this machine's, as for a story opened at night (`first-story.ts`). */
const rate = 4;

/**
 * A desk with that many cases, each signed and sealed as a phone does it, in Chromium on a slow computer: from signing in to the list, to all of its
 * lines, to a filtered one, and to a case with many records. The days on which cases are due are set in the database: nobody records 2,000 things here.
 */
export async function deskOfMany(cases = 2_000, records: readonly number[] = [500, 2_000]): Promise<string[]> {
  const site = await Site.open();
  try {
    const long = await fill(site, cases, records);
    const all: Times[] = [];
    for (let run = 0; run < runs; run += 1) all.push(await measure(site, cases, long));
    const line = (name: string) => {
      const times = all.map((one) => one.get(name) ?? Number.NaN).sort((a, b) => a - b);
      return `  ${name}: ${Math.round(times[runs >> 1] ?? Number.NaN).toLocaleString("en")} ms (${times.map((ms) => Math.round(ms)).join(", ")})`;
    };
    return [
      `  ${cases.toLocaleString("en")} cases at one desk, processor ${rate} × slower; median of ${runs} and each`,
      ...[...(all[0]?.keys() ?? [])].map(line),
    ];
  } finally {
    await site.remove();
  }
}

type Times = Map<string, number>;
interface Long {
  readonly of: Referred;
  readonly n: number;
}

async function fill(site: Site, cases: number, records: readonly number[]): Promise<readonly Long[]> {
  const code = /Code to enrol one phone[^\n]*: (\S+)/.exec(site.log)?.[1] ?? "";
  const { phone, directory } = await quickPhone(site.url, code);
  const to = deskOf(directory, shelter);
  const worker = await QuickDesk.signIn(site.url, "shelter@demo", passphrase);
  const long: Long[] = [];
  for (let n = 0; n < cases; n += 1) {
    const urgency = (["now", "today", "usual"] as const)[n % 3] ?? "usual";
    const of = await refer(phone, to, { change: { urgency, child: n % 5 === 0, answerWithin: 1440 } });
    if (n < waiting) continue;
    const after = await worker.accept(of);
    const many = records[n - waiting];
    if (many === undefined) continue;
    const all = Array.from({ length: many }, (_, at) => ({ record: task(at), nextDue: "2026-12-01" }));
    await worker.record(of, after, all);
    long.push({ of, n: many });
  }
  await spread(site);
  return long;
}

const task = (n: number): CaseRecord => ({
  ...{
    v: 1,
    at: "2026-11-02T12:00:00Z",
    topic: "task",
    task: `task-${n}`,
    what: "Invented words of what is to be done",
  },
  ...{ owner: null, by: "2026-12-01", done: n % 10 !== 0 },
});

/** Days from a week ago to two months ahead; a third of the cases closed. */
async function spread(site: Site): Promise<void> {
  const source = {
    address: { host: join(site.folder, "run"), port, user: "threshold_root" },
    database: "threshold",
  };
  const root = await connect(source, "root");
  await root.query(`update case_care c set next_due = to_char(now() + (n.at % 67 - 7) * interval '1 day', 'YYYY-MM-DD'), closed = n.at % 3 = 0
    from (select case_id, row_number() over (order by case_id) as at from case_care) n where n.case_id = c.case_id`);
  await root.end();
}

async function measure(site: Site, cases: number, long: readonly Long[]): Promise<Times> {
  const times: Times = new Map();
  const profile = await Profile.open(computer);
  try {
    const page = await profile.newPage();
    // What runs in the page is compiled by tsx, which names functions by this.
    await page.addInitScript("globalThis.__name = (named) => named");
    const session = await profile.context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const desk = new Desk(page);
    await desk.open(site.url);
    const count = (n: number) => `${n.toLocaleString("en")} cases`;
    await desk.field("desk.sign-in.handle").fill("shelter@demo");
    await desk.field("desk.sign-in.passphrase").fill(passphrase);
    const began = performance.now();
    await desk.button("desk.sign-in.do").click();
    const shown = page.locator("[data-case-link]");
    await desk.button("desk.sign-out").waitFor({ timeout: 60_000 });
    times.set("from sign-in to the keys open (most of it the passphrase's own work)", performance.now() - began);
    await shown.first().waitFor({ timeout: 60_000 });
    times.set("from sign-in to the list shown", performance.now() - began);
    await page.getByRole("tab").nth(1).click();
    await page.waitForFunction(
      ([text]) => [...document.querySelectorAll('[role="status"]')].some((one) => one.textContent === text),
      [count(open(cases))] as const,
      { timeout: 120_000 },
    );
    times.set(`from sign-in to all ${cases - waiting} of its own lines here`, performance.now() - began);
    await page.waitForFunction((n) => document.querySelectorAll("[data-case-link]").length === n, open(cases), {
      timeout: 120_000,
    });
    await desk.page.getByText(desk.text("desk.list.filters"), { exact: true }).click();
    await page.waitForTimeout(1_000);
    times.set("a filter chosen, to the filtered list on the screen", await filtered(page, "late"));
    times.set("the filter taken away, to the whole list on the screen", await filtered(page, "any"));
    for (const { of, n } of long) {
      await page.evaluate((id) => {
        location.hash = `#/case/${id}`;
      }, of.case);
      const from = performance.now();
      await page.getByRole("heading", { level: 1, name: of.reference }).waitFor({ timeout: 240_000 });
      await page.getByRole("region", { name: desk.text("care.due"), exact: true }).waitFor({ timeout: 240_000 });
      times.set(`a case with ${n} records opened`, performance.now() - from);
      await desk.goTo("inbox");
      await page.evaluate((id) => {
        location.hash = `#/case/${id}`;
      }, of.case);
      const again = performance.now();
      await page.getByRole("region", { name: desk.text("care.due"), exact: true }).waitFor({ timeout: 240_000 });
      times.set(`the same once more, its ${n} records open in memory`, performance.now() - again);
      await desk.goTo("inbox");
    }
    return times;
  } finally {
    await profile.remove();
  }
}

/** Open ones of the desk's own: `spread` closes a third of them. */
const open = (cases: number): number => cases - waiting - Math.floor((cases - waiting) / 3);

/** From the choice to the next picture with its list, by the page's own clock. */
function filtered(page: Page, due: string): Promise<number> {
  return page.evaluate(
    (code) =>
      new Promise<number>((resolve) => {
        const select = document.querySelector<HTMLSelectElement>("#filter-due");
        const list = document.querySelector("[data-case-list]");
        if (select === null) throw new Error("no filter");
        const began = performance.now();
        select.value = code;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        const look = () => {
          const now = document.querySelector("[data-case-list]");
          if (now === list || now === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - began));
        };
        requestAnimationFrame(look);
      }),
    due,
  );
}
