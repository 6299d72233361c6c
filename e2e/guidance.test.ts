import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(join(root, "knowledge/dist", name), "utf8"));
const guidance = read("guidance.json") as { childRules: { id: string }[]; rights: Record<string, { id: string }[]> };
const list = read("list.json") as { statements: { id: string; guard: string }[] };

/** Opens the list for a situation, with everything that comes after the first paint. */
async function begin(field: Field, url: string, situation: string): Promise<void> {
  await field.open(url);
  await field.chooseSituation(situation);
  await field.page.getByRole("button", { name: field.text("guidance.rights.open"), exact: true }).waitFor();
}

const button = (field: Field, id: string) => field.page.getByRole("button", { name: field.text(id), exact: true });
const toMenu = (field: Field) => button(field, "field.menu").click();
const goBack = (field: Field) =>
  field.page
    .getByRole("main")
    .getByRole("button", { name: field.text("common.back"), exact: true })
    .click();
const childRules = (field: Field) =>
  field.page.getByRole("complementary", { name: field.text("guidance.child.about") }).first();

/** Pages of what the browser would print, which is black on white and without the app around it. */
async function printed(page: Page): Promise<number> {
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".top", "main .govuk-button"]) {
    for (const one of await page.locator(hidden).all()) expect(await one.isVisible(), hidden).toBe(false);
  }
  const colours = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor];
  });
  expect(colours).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: null });
  return pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
}

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site?.remove());

describe("what stands beside a result", () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await Profile.open(narrow);
  });
  afterAll(() => profile?.remove());
  const fresh = async (situation = "worksite") => {
    const field = new Field(await profile.newPage());
    await begin(field, site.url, situation);
    return field;
  };

  it("shows at most five things first, one of them for the situation, and the rest when asked", async () => {
    const field = await fresh();
    await field.answerSign("coercion.documents", "seen");
    const first = field.page.locator(".result > .actions > li, .result > .cards > li");
    expect(await first.count()).toBe(5);
    expect(await field.page.locator(".result > .cards > li").first().innerText()).toContain(
      field.text("card.worksite-each-alone"),
    );
    const last = field.page.getByText(field.text("action.keep-evidence"), { exact: true });
    expect(await last.isVisible()).toBe(false);
    await field.page.getByText(/^More to do: \d+$/).click();
    expect(await last.isVisible()).toBe(true);
  });

  it("shows the nine rules beside every screen on which a child is spoken to", async () => {
    const desk = new Desk(await profile.newPage());
    await desk.open(site.url);
    await desk.signIn("police@demo", "four quiet lamps by the door");
    const code = await desk.enrolPhone();
    await desk.page.close();

    const field = new Field(await profile.newPage());
    await field.open(site.url);
    await field.connect(code);
    await field.chooseSituation("street");
    await field.answerSign("coercion.forced-tasks", "seen");
    expect(await childRules(field).count()).toBe(0);
    await field.setAge("unsure-claims-child");
    await childRules(field).waitFor();
    const [first] = guidance.childRules;
    expect(await childRules(field).innerText()).toContain(field.text(`child-rule.${first?.id}`));
    await childRules(field).locator("summary").click();
    expect(await childRules(field).getByRole("listitem").count()).toBe(9);
    await field.startReferral();
    expect(await childRules(field).count()).toBe(0);
    await field.next();
    await field.heading("field.choice.title").waitFor();
    expect(await childRules(field).isVisible()).toBe(true);
    await check(field.page, "choice-child");
    await field.choose({ basis: "child" });
    await field.next();
    await field.heading("field.who.title").waitFor();
    await field.next();
    await field.heading("field.helps.title").waitFor();
    expect(await childRules(field).isVisible()).toBe(true);
  });

  it("puts the sentence beside the tick that misleads, and nothing weighs against the person", async () => {
    const field = await fresh();
    await field.answerSign("coercion.documents", "seen");
    await field.setStatements();
    for (const { id, guard } of list.statements) {
      const tick = button(field, `statement.${id}`);
      await tick.click();
      const beside = tick.locator("xpath=following-sibling::*[1]");
      expect(await beside.innerText(), id).toBe(field.text(`guard.${guard}`));
      expect(await field.page.locator(".result > .guards").innerText(), id).toContain(field.text(`guard.${guard}`));
      expect(await field.result(), id).toBe("presumed");
      await tick.click();
      expect(await beside.innerText(), id).toBe("");
    }
  });

  it("says what holds where nobody is sure of the age", async () => {
    const field = await fresh();
    const sentence = field.page.getByText(field.text("guard.age-in-doubt"), { exact: true });
    expect(await sentence.count()).toBe(0);
    await field.setAge("unsure");
    expect(await sentence.isVisible()).toBe(true);
  });

  it("shows and prints the rights in two forms, each on one page", async () => {
    const field = await fresh();
    await field.setAge("child");
    await button(field, "guidance.rights.open").click();
    await field.heading("rights.title").first().waitFor();
    const sheet = field.page.locator(".sheet");
    for (const { id } of guidance.rights.officer ?? []) {
      if (id === "recovery") continue;
      expect(await sheet.innerText()).toContain(field.text(`rights.officer.${id}`));
    }
    expect(await sheet.innerText()).toContain("at least 30 days");
    expect(await printed(field.page)).toBe(1);

    await field.page.getByRole("radio", { name: field.text("rights.for.person"), exact: true }).check();
    const own = await sheet.innerText();
    expect(own).toContain(field.text("rights.person.child"));
    expect(own).not.toMatch(/victim|traffick|police unit|section/i);
    expect(await childRules(field).count()).toBe(0);
    expect(await printed(field.page)).toBe(1);
  });

  it("asks the browser to print", async () => {
    const field = await fresh();
    await button(field, "guidance.rights.open").click();
    await field.page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "yes");
    });
    await button(field, "rights.print").click();
    expect(await field.page.locator("html").getAttribute("data-printed")).toBe("yes");
  });

  it("opens without a network", async () => {
    const field = await fresh();
    await field.readyOffline();
    await profile.context.setOffline(true);
    try {
      await field.page.reload();
      await field.chooseSituation("worksite");
      await field.setAge("child");
      await childRules(field).waitFor();
      await button(field, "guidance.rights.open").click();
      expect(await field.page.locator(".sheet").innerText()).toContain(field.text("rights.officer.asylum"));
      await goBack(field);
      await toMenu(field);
      await button(field, "guidance.glossary").click();
      await field.heading("guidance.glossary").waitFor();
      expect(await field.page.getByText(field.text("glossary-means.coercion"), { exact: true }).isVisible()).toBe(true);
    } finally {
      await profile.context.setOffline(false);
    }
  });

  it("keeps role and kind of community on the phone, and nothing else", async () => {
    const field = await fresh();
    await toMenu(field);
    await field.page
      .getByRole("radio", { name: field.text("guidance.community.transit"), exact: true })
      .check({ force: true });
    await field.page.getByLabel(field.text("guidance.role"), { exact: true }).selectOption("health-worker");
    await field.page.reload();
    await toMenu(field);
    await field.page.getByLabel(field.text("guidance.role"), { exact: true }).waitFor();
    expect(await field.page.getByLabel(field.text("guidance.role"), { exact: true }).inputValue()).toBe(
      "health-worker",
    );
    expect(
      await field.page.getByRole("radio", { name: field.text("guidance.community.transit"), exact: true }).isChecked(),
    ).toBe(true);
    const kept = await field.page.evaluate(() => Object.keys(localStorage).sort());
    expect(kept.filter((name) => !["community", "language", "pseudo", "role"].includes(name))).toEqual([]);
    await field.page.evaluate(() => localStorage.clear());
  });
});

describe.each([
  ["en", narrow],
  ["ar-XB", narrow],
  ["en", computer],
] as const)("screens of guidance in %s", (language, size) => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await Profile.open(size, language);
  });
  afterAll(() => profile?.remove());

  it("stand in the page's width and break no rule that axe knows", async () => {
    const field = new Field(await profile.newPage(), language);
    const { page } = field;
    const name = (screen: string) => `guidance-${screen}-${language}-${size.viewport.width}`;
    await begin(field, site.url, "worksite");
    await field.setAge("child");
    await field.answerSign("coercion.documents", "seen");
    await field.setStatements("could-leave", "memory-gaps");
    for (const fold of await page.locator(".result details").all()) await fold.locator("> summary").click();
    await childRules(field).locator("summary").click();
    await page.locator(".words-line button").first().click();
    await check(page, name("result"));
    await button(field, "guidance.rights.open").click();
    await check(page, name("rights-officer"));
    expect(await printed(page)).toBe(1);
    await page.getByRole("radio", { name: field.text("rights.for.person"), exact: true }).check();
    await check(page, name("rights-person"));
    expect(await printed(page)).toBe(1);
    await goBack(field);
    await toMenu(field);
    await check(page, name("menu"));
    for (const screen of ["glossary", "ways", "country"] as const) {
      await button(field, `guidance.${screen}`).click();
      await field.heading(`guidance.${screen}`).waitFor();
      await check(page, name(screen));
      await goBack(field);
    }
  });
});

describe("by keyboard alone", () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await Profile.open(computer);
  });
  afterAll(() => profile?.remove());

  it("a word opens its meaning in place and closes it again", async () => {
    const field = new Field(await profile.newPage());
    const { page } = field;
    await begin(field, site.url, "worksite");
    await field.setStatements("consented");
    const word = page
      .locator(".result .words-line")
      .first()
      .getByRole("button", { name: field.text("glossary.coercion") });
    const meaning = page.getByText(field.text("glossary-means.coercion"), { exact: true });
    // From the result's heading on, by Tab only.
    await page.locator("#result").focus();
    for (let steps = 0; steps < 10; steps += 1) {
      await page.keyboard.press("Tab");
      if (await word.evaluate((one) => one === document.activeElement)) break;
    }
    expect(await word.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await word.getAttribute("aria-expanded")).toBe("true");
    expect(await meaning.isVisible()).toBe(true);
    await page.keyboard.press("Space");
    expect(await word.getAttribute("aria-expanded")).toBe("false");
    expect(await meaning.count()).toBe(0);
  });
});

describe("in a country where some may only observe", () => {
  let site: Site;
  let profile: Profile;
  const web = mkdtempSync(join(tmpdir(), "threshold-web-"));
  beforeAll(async () => {
    const env = { THRESHOLD_COUNTRY: "marovia", THRESHOLD_WEB: web };
    const { status, stderr } = spawnSync("npx", ["vite", "build", "apps/web", "--logLevel", "error"], {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the app could not be built for this country:\n${stderr}`);
    site = await Site.open([], env);
    profile = await Profile.open(narrow);
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
    rmSync(web, { recursive: true, force: true });
  });

  it("hides questions to the person, says why, and lets what is seen count", async () => {
    const field = new Field(await profile.newPage());
    const { page } = field;
    await begin(field, site.url, "worksite");
    const notice = page.getByRole("region", { name: field.text("guidance.observe"), exact: true });
    expect(await notice.innerText()).toContain(field.text("guidance.observe.unsaid"));
    await notice.getByRole("button", { name: field.text("guidance.observe.set"), exact: true }).click();
    await page.getByLabel(field.text("guidance.role"), { exact: true }).selectOption("police-patrol");
    await check(page, "observer-menu");
    await goBack(field);

    expect(await notice.innerText()).toContain(field.text("guidance.observe.country"));
    for (const hidden of ["field.before.title", "field.statements.ask", "statement.refuses-help"]) {
      expect(await page.getByText(field.text(hidden), { exact: true }).count(), hidden).toBe(0);
    }
    // What somebody else says may be noted; the person is not offered as the one who said it.
    await field.answerSign("exploitation.hours", "said");
    const row = await field.sign("exploitation.hours");
    await row.getByRole("button", { expanded: false }).click();
    expect(await row.getByRole("button", { name: field.text("field.source.said"), exact: true }).count()).toBe(0);
    const other = row.getByRole("button", { name: field.text("field.source.said-by-other"), exact: true });
    expect(await other.getAttribute("aria-pressed")).toBe("true");

    await field.answerSign("coercion.documents", "seen");
    expect(await field.result()).toBe("presumed");
    await check(page, "observer-result");
    await notice.getByRole("button", { name: field.text("field.ask-specialist"), exact: true }).click();
    await field.heading("field.ask-specialist").waitFor();
    const lines = page.getByRole("region", { name: field.text("rights.lines"), exact: true });
    expect(await lines.getByRole("link").count()).toBe(4);
    await check(page, "observer-specialist");
  });

  it("asks nobody for consent, and leaves the grounds that need no answer", async () => {
    const desk = new Desk(await profile.newPage());
    await desk.open(site.url);
    await desk.signIn("police@demo", "four quiet lamps by the door");
    const code = await desk.enrolPhone();
    await desk.page.close();
    const field = new Field(await profile.newPage());
    const { page } = field;
    await field.open(site.url);
    await field.connect(code);
    await page.evaluate(() => localStorage.setItem("role", "police-patrol"));
    await page.reload();
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    await field.startReferral();
    await field.next();
    await field.heading("field.choice.title").waitFor();
    const offered = await page.getByRole("radio").evaluateAll((all) => all.length);
    expect(offered).toBe(4);
    for (const gone of ["consent", "not-now", "no"])
      expect(await page.getByRole("radio", { name: field.text(`field.choice.${gone}`), exact: true }).count()).toBe(0);
    expect(await page.getByText(field.text("field.choice.read-out"), { exact: true }).count()).toBe(0);
    expect(await page.getByText(field.text("guidance.observe.choice"), { exact: true }).isVisible()).toBe(true);
    await check(page, "observer-choice");
  });

  it("shows the questions to a role that may ask", async () => {
    const field = new Field(await profile.newPage());
    await field.open(site.url);
    await field.page.evaluate(() => localStorage.setItem("role", "health-worker"));
    await field.page.reload();
    await field.chooseSituation("health-visit");
    await field.page.getByText(field.text("field.before.title"), { exact: true }).waitFor();
    await button(field, "guidance.rights.open").waitFor();
    expect(await field.page.getByText(field.text("guidance.observe"), { exact: true }).count()).toBe(0);
  });

  it("shows the country's own days, duties, law and numbers, and prints them on one page", async () => {
    const field = new Field(await profile.newPage());
    const { page } = field;
    await begin(field, site.url, "worksite");
    await field.answerSign("coercion.documents", "seen");
    await field.setForm("forced-labour", "seen", "happening");
    const told = page.locator(".must-tell");
    expect(await told.innerText()).toContain("Bureau against Trafficking");
    expect(await told.innerText()).toContain("within 2 hours");
    expect(await told.innerText()).toContain("Labour Inspectorate");
    expect(await told.innerText()).not.toContain("Office for Children");
    expect(await page.locator(".in-law").innerText()).toContain("Penal Code, article 141, paragraph 2, letter b");
    await button(field, "guidance.rights.open").click();
    const sheet = page.locator(".sheet");
    expect(await sheet.innerText()).toContain("at least 45 days");
    expect(await sheet.innerText()).toContain("+999 200 10");
    expect(await sheet.innerText()).toContain(field.text("rights.invented"));
    expect(await printed(page)).toBe(1);
    await goBack(field);
    await toMenu(field);
    await button(field, "guidance.country").click();
    await check(page, "country-invented");
  });
});
