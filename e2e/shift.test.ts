import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBase64, fromBase64Url, makeIdentity, open, seal } from "@threshold/sealing";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretFromBytes } from "../packages/sealing/src/identity.ts";
import { findChromium } from "../tools/chromium.mjs";
import { computer, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const patience = { timeout: 30_000 };
const answers = {
  danger: "no",
  basis: "consent",
  consent: { language: "en", interpreter: "none-needed", given: "spoken" },
  fallback: null,
  story: { narrative: "An invented story." },
} as const;

describe("a phone that several officers share", () => {
  let site: Site;
  let officers: Profile;
  let office: Profile;
  let field: Field;
  let desk: Desk;
  const pins: Record<string, string> = {};
  /** Badges of the referrals that the phone sends. */
  const badges: unknown[] = [];
  beforeAll(async () => {
    site = await Site.open();
    [officers, office] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
    desk = new Desk(office.context.pages()[0] ?? (await office.newPage()));
    await desk.open(site.url);
    await desk.signIn("police@demo", passphrase);
    field = new Field(officers.context.pages()[0] ?? (await officers.newPage()));
    field.page.on("request", (request) => {
      if (request.url().endsWith("/api/device/entries")) badges.push(request.postDataJSON().envelope.badge ?? null);
    });
    await field.open(site.url);
    await field.readyOffline();
    await field.connect(await desk.enrolPhone());
  });
  afterAll(async () => {
    await Promise.all([officers?.remove(), office?.remove()]);
    await site?.remove();
  });

  const main = () => field.page.getByRole("main");
  const tap = (id: string) => field.page.getByRole("button", { name: field.text(id), exact: true }).click();
  async function menu(): Promise<void> {
    await field.open(site.url);
    await tap("field.menu");
    await field.page.getByRole("heading", { name: field.text("shift.title") }).waitFor(patience);
  }
  async function begin(number: string, pin = pins[number] ?? ""): Promise<void> {
    await menu();
    await field.page.getByLabel(field.text("shift.number"), { exact: true }).fill(number);
    await field.page.getByLabel(field.text("shift.pin"), { exact: true }).fill(pin);
    await tap("shift.begin");
  }
  const onShift = () =>
    field.page.getByRole("button", { name: field.text("shift.end"), exact: true }).waitFor(patience);
  async function refer(): Promise<string> {
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    return (await field.refer(answers)) ?? "";
  }

  it("gets badges from its desk, each with a PIN that is shown once", async () => {
    for (const number of ["12", "34"]) {
      await desk.goTo("inbox");
      await desk.goTo("phones");
      await desk.field("desk.badges.number").fill(number);
      await desk.button("desk.badges.make").click();
      const shown = desk.page.getByRole("region", { name: desk.text("desk.badges.pin") });
      pins[number] = await shown.locator("bdi").innerText(patience);
      expect(pins[number]).toMatch(/^\d{6}$/);
    }
    await desk.button("desk.badges.pin.hide").click();
    expect(await desk.page.getByText(pins["12"] ?? "none", { exact: true }).count()).toBe(0);
  });

  it("begins a shift with badge and PIN, and what it sends says whose it was", async () => {
    await begin("12", "000000");
    await field.page.getByRole("alert").getByText(field.text("error.badge-wrong")).waitFor(patience);
    await begin("12");
    await onShift();
    const reference = await refer();
    expect(await field.isSent()).toBe(true);
    expect(badges).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    await menu();
    await main().getByText(reference).waitFor(patience);
  });

  it("leaves nothing of one shift to the next", async () => {
    await field.open(site.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    // Through the menu, without loading the page anew: what was entered is still in memory.
    await tap("field.menu");
    await tap("shift.end");
    await main().getByText(field.text("field.outbox.none")).waitFor(patience);
    await field.page.getByLabel(field.text("shift.number"), { exact: true }).fill("34");
    await field.page.getByLabel(field.text("shift.pin"), { exact: true }).fill(pins["34"] ?? "");
    await tap("shift.begin");
    await onShift();
    await main().getByText(field.text("field.outbox.none")).waitFor(patience);
    await main()
      .getByRole("button", { name: field.text("common.back"), exact: true })
      .click();
    expect(await field.page.getByRole("button", { pressed: true }).count()).toBe(0);
    await refer();
    expect(await field.isSent()).toBe(true);
    expect(new Set(badges).size).toBe(2);
  });

  it("refers without a badge where there is no network, and says so", async () => {
    await menu();
    await tap("shift.end");
    await officers.context.setOffline(true);
    await field.page.getByLabel(field.text("shift.number"), { exact: true }).fill("12");
    await field.page.getByLabel(field.text("shift.pin"), { exact: true }).fill(pins["12"] ?? "");
    await tap("shift.begin");
    await field.page.getByRole("alert").getByText(field.text("shift.no-network")).waitFor(patience);
    await refer();
    await field.heading("field.sent.not-yet").waitFor(patience);
  });

  it("opens nothing to whoever copies its whole profile: it holds no key that opens", async () => {
    await officers.close();
    const copy = mkdtempSync(join(tmpdir(), "threshold-copy-"));
    try {
      cpSync(officers.folder, copy, { recursive: true });
      const found = await readProfile(copy, site.url);
      expect(found.keys).toEqual([{ type: "private", extractable: false, usages: ["sign"], exported: false }]);
      expect(found.parts.length).toBeGreaterThan(0);
      const control = await makeIdentity();
      const sealed = await seal(new TextEncoder().encode("control"), [control.recipient]);
      if (!sealed.ok) throw new Error(sealed.why);
      const secrets = candidates([...found.strings, control.secret]);
      // The search itself works: with its key among the strings, the control opens.
      expect((await open(sealed.value, secrets)).ok).toBe(true);
      for (const part of found.parts) {
        const bytes = fromBase64(part);
        expect(bytes === null ? null : await open(bytes, secrets)).toEqual({ ok: false, why: "no-key" });
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it("is out with one step when it is lost: what it had queued does not get in", async () => {
    await desk.goTo("inbox");
    await desk.goTo("phones");
    await desk.page
      .getByRole("button", { name: desk.start("desk.phones.remove.one").trim() })
      .first()
      .click();
    await desk.button("desk.phones.sure.do").click();
    await desk.page.getByRole("status").getByText(desk.text("desk.phones.gone")).waitFor(patience);
    await desk.goTo("sent");
    await desk.page.getByRole("main").getByRole("listitem").first().waitFor(patience);
    const before = await desk.page.getByRole("main").getByRole("listitem").count();
    await officers.start();
    const page = officers.context.pages()[0] ?? (await officers.newPage());
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/device/entries"), patience);
    await page.goto(site.url);
    expect((await answer).status()).toBe(401);
    await desk.goTo("inbox");
    await desk.goTo("sent");
    await desk.page.getByRole("main").getByRole("listitem").first().waitFor(patience);
    expect(await desk.page.getByRole("main").getByRole("listitem").count()).toBe(before);
  });
});

interface Found {
  readonly keys: readonly { type: string; extractable: boolean; usages: string[]; exported: boolean }[];
  /** Sealed parts that wait, base64. */
  readonly parts: readonly string[];
  /** Every text that lies in any store of the profile. */
  readonly strings: readonly string[];
}

/** Opens a copied profile in a browser without a network, and reads all that its pages could read. */
async function readProfile(folder: string, address: string): Promise<Found> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: findChromium() ?? "",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await context.route("**/api/**", (route) => route.abort());
    await page.goto(address);
    return await page.evaluate(async () => {
      const keys: { type: string; extractable: boolean; usages: string[]; exported: boolean }[] = [];
      const strings: string[] = [...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })];
      const parts: string[] = [];
      const walk = async (value: unknown): Promise<void> => {
        if (value instanceof CryptoKey) {
          const exported = await crypto.subtle.exportKey("pkcs8", value).then(
            () => true,
            () => false,
          );
          keys.push({ type: value.type, extractable: value.extractable, usages: [...value.usages], exported });
        } else if (typeof value === "string") {
          strings.push(value);
          if (value.startsWith("{")) await walk(JSON.parse(value));
        } else if (ArrayBuffer.isView(value)) {
          strings.push(Array.from(value as Uint8Array, (byte) => byte.toString(16).padStart(2, "0")).join(""));
        } else if (typeof value === "object" && value !== null) {
          for (const inner of Object.values(value)) await walk(inner);
        }
      };
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const asked = indexedDB.open(name ?? "");
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
        for (const store of db.objectStoreNames) {
          const rows = await new Promise<unknown[]>((resolve, reject) => {
            const asked = db.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => resolve(asked.result);
            asked.onerror = () => reject(asked.error);
          });
          for (const row of rows) {
            await walk(row);
            const { submission } = row as { submission?: string };
            if (submission !== undefined)
              for (const part of (JSON.parse(submission) as { parts: { bytes: string }[] }).parts)
                parts.push(part.bytes);
          }
        }
        db.close();
      }
      return { keys, parts, strings };
    });
  } finally {
    await context.close();
  }
}

/** Whatever among these texts could be an age secret: as it is, or 32 bytes in base64url, base64 or hex. */
function candidates(strings: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of strings) {
    if (text.includes("AGE-SECRET-KEY-1")) found.add(/AGE-SECRET-KEY-1[0-9A-Z]+/.exec(text)?.[0] ?? "");
    for (const bytes of [
      fromBase64Url(text),
      fromBase64(text),
      /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, "hex") : null,
    ])
      if (bytes?.length === 32) found.add(secretFromBytes(bytes));
  }
  return [...found];
}
