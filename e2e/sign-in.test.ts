import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ProviderProcess, startProvider } from "../apps/server/test/support/provider.ts";
import { computer, narrow, Profile } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { VirtualKey } from "./support/passkeys.ts";
import { freePort, Site } from "./support/site.ts";

const patience = { timeout: 40_000 };
const passphrase = "four quiet lamps by the door";
const fresh = "seven slow rivers under glass";

/** Whether text with this beginning is anywhere in what the page's JavaScript can still reach, after its rubbish was taken out. */
async function remembers(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(chunks.join("")) as { strings: string[] };
  // Code that names the beginning is no key.
  return strings.some((one) => one.startsWith(text) && one.length > text.length + 40 && /^[A-Z0-9-]+$/.test(one));
}

describe("signing in", () => {
  let site: Site;
  let profile: Profile;
  let desk: Desk;
  let key: VirtualKey;
  let codes: string[];
  beforeAll(async () => {
    site = await Site.open();
    profile = await Profile.open(computer);
    desk = new Desk(await profile.newPage());
    key = await VirtualKey.plugIn(desk.page);
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
  });

  const own = async (on = desk) => {
    await on.page.getByRole("link", { name: on.text("desk.own") }).click();
    await on.page.getByRole("heading", { name: on.text("desk.sessions") }).waitFor(patience);
  };
  const heading = (id: string, on = desk) => on.page.getByRole("heading", { level: 1, name: on.text(id) });

  it("an organisation asks for passkeys: the next time, one is made first, with codes for the day it is lost", async () => {
    await desk.open(site.url);
    await desk.signIn("police@demo", passphrase);
    await own();
    await desk.page.getByText(desk.text("desk.own.none")).waitFor();
    await desk.page.getByRole("radio", { name: desk.text("desk.choose.passkey") }).check();
    await desk.button("desk.save").click();
    await desk.page.getByText(desk.text("desk.choose.done")).waitFor(patience);
    await desk.signOut();
    await desk.trySignIn("police@demo", passphrase);
    await heading("desk.factor.first").waitFor(patience);
    // Half is nothing: a second window without the second step gets no further.
    const answer = await desk.page.evaluate(async () => (await fetch("/api/session")).json());
    expect(answer).toMatchObject({ name: "factor-needed" });
    codes = await desk.firstFactor();
    expect(new Set(codes).size).toBe(10);
  });

  it("asks for it after the passphrase; without the key a one-time code gets in, once", async () => {
    await desk.signOut();
    await desk.signInWithPasskey("POLICE@demo", passphrase);
    await desk.signOut();
    await key.lose();
    key = await VirtualKey.plugIn(desk.page);
    await desk.trySignIn("police@demo", passphrase);
    await desk.button("desk.passkey.use").click(patience);
    await desk.page.getByText(desk.text("desk.factor.device")).waitFor(patience);
    await desk.page.getByText(desk.text("desk.recovery.use")).click();
    const redeem = async (code: string) => {
      await desk.field("desk.recovery.code").fill(code);
      await desk.button("desk.recovery.do").click();
    };
    await redeem("AAAAA-AAAAA-AAAAA-AAAAA");
    await desk.page.getByText(desk.text("error.factor-wrong")).waitFor(patience);
    await redeem(codes[0]?.toLowerCase() ?? "");
    await desk.button("desk.sign-out").waitFor(patience);
    await own();
    await desk.page.getByText("9").first().waitFor();
    await desk.page.getByText(desk.text("desk.passkey.add")).click();
    await desk.field("desk.passkey.name").fill("Key on my ring");
    await desk.button("desk.passkey.make").click();
    await desk.page.getByText(desk.text("desk.passkey.added")).waitFor(patience);
    await desk.page.getByText("Key on my ring", { exact: true }).waitFor(patience);
  });

  it("drops the keys from memory when nobody uses it, and asks for the passphrase alone the same day", async () => {
    const alone = await Profile.open(computer);
    const page = await alone.newPage();
    const other = new Desk(page);
    await page.clock.install();
    await other.open(site.url);
    await other.signIn("unit@demo", passphrase);
    await other.openInbox();
    expect(await remembers(page, "AGE-SECRET-KEY-1")).toBe(true);
    await page.clock.fastForward("16:00");
    await page.getByText(other.text("desk.sign-in.locked")).waitFor(patience);
    expect(await remembers(page, "AGE-SECRET-KEY-1")).toBe(false);
    await other.unlock(passphrase);
    await alone.remove();
  });

  it("a session ends from another window, and all of them at once", async () => {
    const second = await Profile.open(computer);
    const far = new Desk(await second.newPage());
    await far.open(site.url);
    await far.trySignIn("police@demo", passphrase);
    await far.page.getByText(far.text("desk.recovery.use")).click();
    await far.field("desk.recovery.code").fill(codes[1] ?? "");
    await far.button("desk.recovery.do").click();
    await far.button("desk.sign-out").waitFor(patience);
    await desk.goTo("inbox");
    await own();
    const here = desk.text("desk.sessions.here");
    const line = desk.page.getByRole("listitem").filter({ hasText: desk.text("desk.browser.chrome") });
    await expect.poll(() => line.count()).toBe(2);
    await line.filter({ hasNotText: here }).getByRole("button").click();
    await desk.page.getByText(desk.text("desk.sessions.gone")).waitFor(patience);
    // Nobody has to touch that window.
    await far.page.getByText(far.text("desk.sign-in.ended")).waitFor(patience);
    await desk.button("desk.sessions.end-all").click();
    await desk.field("desk.sign-in.handle").waitFor(patience);
    await second.remove();
  });

  it("a passphrase is changed for a better one, and the keys stay", async () => {
    await desk.signInWithPasskey("police@demo", passphrase);
    await own();
    await desk.page.getByText(desk.text("desk.passphrase.change"), { exact: true }).click();
    const change = async (to: string, again = to) => {
      await desk.field("desk.passphrase.old").fill(passphrase);
      await desk.field("desk.passphrase.new").fill(to);
      await desk.field("desk.join.repeat").fill(again);
      await desk.button("desk.passphrase.do").click();
    };
    const said = (id: string) => desk.page.getByText(desk.text(id)).first().waitFor(patience);
    await change("short");
    await said("desk.strength.short");
    await change("password1234567");
    await desk.page.getByText("password").first().waitFor();
    await change("qwertyuiop123456");
    await said("desk.strength.common");
    await change("we love Millbrook so very much");
    await desk.page.getByText("millbrook", { exact: false }).first().waitFor();
    await change(fresh, `${fresh} `.repeat(2));
    await said("desk.join.differs");
    await change(fresh);
    await said("desk.passphrase.changed");
    await desk.signOut();
    await desk.trySignIn("police@demo", passphrase);
    await said("error.wrong-passphrase");
    await desk.signInWithPasskey("police@demo", fresh);
    await desk.openInbox();
  });

  it.each([
    ["en", "unit@demo"],
    ["ar-XB", "shelter@demo"],
  ])("every screen of it is for everybody, narrow too (%s)", async (language, handle) => {
    const small = await Profile.open(narrow, language);
    const phone = new Desk(await small.newPage(), language);
    await VirtualKey.plugIn(phone.page);
    await phone.open(site.url);
    await phone.trySignIn("police@demo", fresh);
    await heading("desk.factor.title", phone).waitFor(patience);
    await phone.page.getByText(phone.text("desk.recovery.use")).click();
    await check(phone.page, `sign-in-second-${language}`);
    await phone.page.getByRole("button", { name: phone.text("desk.sign-in.other") }).click();
    await phone.signIn(handle, passphrase);
    await own(phone);
    for (const summary of await phone.page.locator("summary").all()) await summary.click();
    await phone.page.getByRole("radio", { name: phone.text("desk.choose.passkey") }).check();
    await check(phone.page, `sign-in-own-${language}`);
    await phone.button("desk.save").click();
    await phone.page.getByText(phone.text("desk.choose.done")).waitFor(patience);
    await phone.signOut();
    await phone.trySignIn(handle, passphrase);
    await heading("desk.factor.first", phone).waitFor(patience);
    await check(phone.page, `sign-in-first-${language}`);
    await phone.button("desk.passkey.make").click();
    await phone.page.getByRole("list", { name: phone.text("desk.recovery.list") }).waitFor(patience);
    await check(phone.page, `sign-in-codes-${language}`);
    await small.remove();
  });
});

describe("the agency's own sign-in", () => {
  let site: Site;
  let provider: ProviderProcess;
  let profile: Profile;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "threshold-e2e-"));
    chmodSync(folder, 0o755);
    const port = await freePort();
    provider = await startProvider([`http://localhost:${port}/desk`]);
    const file = join(folder, "providers.json");
    writeFileSync(
      file,
      JSON.stringify([{ id: "card", name: "Card of the agency", issuer: provider.issuer, client: "desk" }]),
    );
    site = new Site(port, folder, { THRESHOLD_PROVIDERS: file });
    await site.start();
    profile = await Profile.open(computer);
    // The provider's pages for tests ask for a font from elsewhere.
    await profile.context.route("https://**", (route) => route.abort());
  });
  afterAll(async () => {
    await profile?.remove();
    await site?.remove();
    await provider?.stop();
  });

  it("is the second step in a window beside the Desk, which goes on by itself", async () => {
    const desk = new Desk(await profile.newPage());
    await desk.open(site.url);
    await desk.signIn("police@demo", passphrase);
    await desk.page.getByRole("link", { name: desk.text("desk.own") }).click();
    await desk.page.getByRole("radio", { name: "Card of the agency" }).check(patience);
    await desk.button("desk.save").click();
    await desk.page.getByText(desk.text("desk.choose.done")).waitFor(patience);
    const walk = async (name: string): Promise<Page> => {
      const opening = profile.context.waitForEvent("page");
      await desk.page.getByRole("link", { name: desk.text("desk.provider.go") }).click(patience);
      const beside = await opening;
      await beside.locator("input[name=login]").fill(name);
      await beside.locator("input[name=password]").fill("any");
      await beside.locator("button[type=submit]").click();
      return beside;
    };
    await desk.signOut();
    await desk.trySignIn("police@demo", passphrase);
    await desk.page.getByRole("heading", { level: 1, name: desk.text("desk.factor.first") }).waitFor(patience);
    const beside = await walk("card-0001");
    await beside.getByRole("heading", { level: 1, name: desk.text("desk.provider.done") }).waitFor(patience);
    expect(beside.url()).toBe(`${site.url}/desk`);
    await beside.close();
    await desk.page.bringToFront();
    await desk.button("desk.recovery.done").click(patience);
    await desk.button("desk.sign-out").waitFor(patience);
    await desk.openInbox();
    await desk.signOut();

    // Somebody else's card does not open it.
    await desk.trySignIn("police@demo", passphrase);
    const stranger = await walk("card-0002");
    await stranger.getByText(desk.text("error.factor-wrong")).waitFor(patience);
    await desk.page.getByRole("heading", { level: 1, name: desk.text("desk.factor.title") }).waitFor(patience);
    await stranger.close();
    await desk.page.bringToFront();
    await desk.page.getByRole("button", { name: desk.text("desk.sign-in.other") }).click();
    await desk.trySignIn("police@demo", passphrase);
    await walk("card-0001");
    await desk.button("desk.sign-out").waitFor(patience);
  });
});
