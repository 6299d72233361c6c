import { makeIdentity } from "@threshold/sealing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const fresh = "amber kettle under nine umbrellas";
const patience = { timeout: 40_000 };

describe("a desk's key in safe keeping", () => {
  let site: Site;
  let profiles: Profile[];
  let shelter: Desk;
  let night: Desk;
  let unit: Desk;
  let labour: Desk;
  beforeAll(async () => {
    site = await Site.open();
    profiles = await Promise.all([1, 2, 3, 4].map(() => Profile.open(computer)));
    [shelter, night, unit, labour] = (await Promise.all(
      profiles.map(async ({ context }) => new Desk(context.pages()[0] ?? (await context.newPage()))),
    )) as [Desk, Desk, Desk, Desk];
    for (const [desk, handle] of [
      [shelter, "shelter@demo"],
      [night, "night@demo"],
      [unit, "unit@demo"],
      [labour, "labour@demo"],
    ] as const) {
      await desk.open(site.url);
      await desk.signIn(handle, passphrase);
    }
  });
  afterAll(async () => {
    await Promise.all(profiles.map((profile) => profile.remove()));
    await site?.remove();
  });

  /** Comes to the page anew, as on another day. */
  async function look(desk: Desk): Promise<void> {
    await desk.goTo("inbox");
    await desk.goTo("custody");
    await desk.page.getByRole("heading", { name: desk.text("desk.custody.desks") }).waitFor(patience);
  }
  const says = (desk: Desk, id: string) => desk.page.getByRole("main").getByText(desk.start(id)).first();
  /** Writes that the browser sends from here on. */
  function writesOf(desk: Desk): string[] {
    const sent: string[] = [];
    desk.page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (request.method() !== "GET" && !pathname.endsWith("/seen")) sent.push(pathname);
    });
    return sent;
  }

  it("goes to three custodians, two of them elsewhere, each of whom agrees", async () => {
    await look(shelter);
    await says(shelter, "desk.custody.state.none").waitFor(patience);
    await shelter.page.getByText(shelter.text("desk.custody.arrange"), { exact: true }).click();
    const places = shelter.page.getByRole("main").getByRole("combobox");
    for (const [n, name] of [
      [1, "specialised unit"],
      [2, "labour inspectorate"],
    ] as const) {
      const option = places.nth(n).locator("option").filter({ hasText: name }).first();
      await places.nth(n).selectOption((await option.getAttribute("value")) ?? "");
    }
    await shelter.button("desk.custody.arrange.do").click();
    await says(shelter, "desk.custody.state.waits").waitFor(patience);
    for (const desk of [night, unit, labour]) {
      await look(desk);
      await desk.button("desk.custody.here.agree").first().click();
      await says(desk, "desk.custody.here.waits").waitFor(patience);
    }
    // The steward's browser makes the shares by itself, and each custodian's opens hers.
    await look(shelter);
    await says(shelter, "desk.custody.state.shares").waitFor(patience);
    for (const desk of [night, unit, labour]) {
      await look(desk);
      await says(desk, "desk.custody.here.holds").waitFor(patience);
    }
  });

  it("a new key of the desk leads to new shares, made by the browser that made the key", async () => {
    const before = await shelter.page.evaluate(() => fetch("/api/custody").then((answer) => answer.json()));
    const made = writesOf(shelter);
    await shelter.page.evaluate(() => {
      location.hash = "#/people";
    });
    await shelter.page
      .getByRole("button", { name: shelter.start("desk.people.desk.rotate.one").trim() })
      .first()
      .click(patience);
    await shelter.page.getByRole("button", { name: shelter.text("desk.people.desk.rotate.do") }).click();
    await expect.poll(() => made.includes("/api/custody/sets"), patience).toBe(true);
    const after = await shelter.page.evaluate(() => fetch("/api/custody").then((answer) => answer.json()));
    expect(after.desks[0].version).toBe(before.desks[0].version + 1);
    await expect
      .poll(
        async () =>
          (await shelter.page.evaluate(() => fetch("/api/custody").then((a) => a.json()))).desks[0].set?.set.version,
        patience,
      )
      .toBe(after.desks[0].version);
  });

  it("comes back to whoever forgot her passphrase: two custodians hear her code, and a wrong one releases nothing", async () => {
    const lost = new Desk(await (profiles[0] as Profile).newPage());
    await shelter.signOut();
    await lost.open(site.url);
    await lost.button("desk.lost").click();
    await lost.field("desk.sign-in.handle").fill("shelter@demo");
    await lost.field("desk.passphrase.new").fill(fresh);
    await lost.field("desk.join.repeat").fill(fresh);
    await lost.button("desk.lost.do").click();
    const region = lost.page.getByRole("region", { name: lost.text("desk.lost.code") });
    const code = await region.locator("bdi").innerText(patience);
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);

    // A reload loses nothing: the same code, once the new passphrase was typed again.
    await lost.page.reload();
    await lost.button("desk.lost").click(patience);
    await lost.field("desk.sign-in.passphrase").fill(fresh);
    await lost.button("desk.lost.resume.do").click();
    expect(await region.locator("bdi").innerText(patience)).toBe(code);

    // A server that asks in her name shows the custodian keys of its own: the code that she reads out does not belong to them.
    const other = await makeIdentity();
    await unit.page.route("**/api/custody", async (route) => {
      const response = await route.fetch();
      const all = await response.json();
      for (const request of all.requests) request.recipient = other.recipient;
      await route.fulfill({ response, json: all });
    });
    await look(unit);
    const forced = writesOf(unit);
    await unit.field("desk.custody.request.code").fill(code);
    await unit.button("desk.custody.request.release").click();
    await says(unit, "desk.custody.request.differs").waitFor(patience);
    expect(forced).toEqual([]);
    await unit.page.unroute("**/api/custody");

    const wrong = `${code.slice(0, -1)}${code.endsWith("A") ? "C" : "A"}`;
    for (const [desk, typed] of [
      [unit, wrong],
      [unit, code],
      [labour, code.toLowerCase().replaceAll("-", " ")],
    ] as const) {
      await look(desk);
      const sent = writesOf(desk);
      await desk.field("desk.custody.request.code").fill(typed);
      await desk.button("desk.custody.request.release").click();
      const told = typed === wrong ? "desk.custody.request.differs" : "desk.custody.request.released";
      await says(desk, told).waitFor(patience);
      if (typed === wrong) expect(sent).toEqual([]);
    }
    await lost.button("desk.lost.look").click();
    await says(lost, "desk.lost.done").waitFor(patience);
    await lost.button("desk.lost.back").click();
    await lost.trySignIn("shelter@demo", passphrase);
    await says(lost, "error.wrong-passphrase").waitFor(patience);
    await lost.signIn("shelter@demo", fresh);

    // Nobody else could sign for the shelter: the root names her, and her browser certifies everybody anew.
    const keysSigned = async () => {
      const draft = await lost.page.evaluate(() => fetch("/api/trust/draft").then((answer) => answer.json()));
      const line = draft.people.find((one: { certificate: { by: string } }) => one.certificate.by === draft.last.by);
      return draft.last.statement.version > 2 && line !== undefined && draft.last.statement.stewards.length === 1
        ? draft.people.every(
            (one: { verifyKey: string; certificate: { statement: { verifyKey: string } } }) =>
              one.certificate.statement.verifyKey === one.verifyKey,
          )
        : false;
    };
    await expect.poll(keysSigned, patience).toBe(true);

    // Who knew the steward of before is told that the root named another, until she has asked; the one whom it named is not.
    const told = (desk: Desk) => desk.page.getByText(desk.text("trust.named.why"));
    expect(await told(lost).count()).toBe(0);
    for (const [desk, handle] of [
      [night, "night@demo"],
      [unit, "unit@demo"],
    ] as const) {
      await desk.signOut();
      await desk.signIn(handle, passphrase);
      await told(desk).waitFor(patience);
      await desk.button("trust.named.sure").click();
      await told(desk).waitFor({ state: "detached", ...patience });
    }

    // Everybody whom it concerns sees each step.
    await look(lost);
    await says(lost, "desk.custody.recovery.done").waitFor(patience);
    expect(await lost.page.getByRole("main").getByText("Demo specialised unit").count()).toBeGreaterThan(0);
    await look(night);
    await says(night, "desk.custody.recovery.done").waitFor(patience);
  });
});
