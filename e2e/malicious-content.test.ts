import type { CaseFile, Found, Notes, PieceOf, SegmentBytes, Segments } from "@threshold/contract";
import { makeIdentity, seal, toBase64 } from "@threshold/sealing";
import { makeCaseKey } from "@threshold/sealing/content";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Tamperer } from "./support/proxy.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const patience = { timeout: 40_000 };
const names = ["Invented Ostrowicz", "Invented Pellingrove"] as const;
type Entry = CaseFile["entries"][number];

/** A server that lies about what a desk added to its cases: names, files, keys, and the index by which it finds people again. */
describe("a server that lies about the content of a case", () => {
  let site: Site;
  let proxy: Tamperer;
  let officer: Profile;
  let helper: Profile;
  let night: Profile;
  let desk: Desk;
  /** Three referrals to one shelter: two with names and files, one that stays without. */
  const sent: string[] = [];
  const cases: string[] = [];

  beforeAll(async () => {
    site = await Site.open();
    proxy = await Tamperer.open(site.url);
    [officer, helper, night] = await Promise.all([Profile.open(phone), Profile.open(computer), Profile.open(computer)]);
    const field = new Field(await officer.newPage());
    const code = /([2-9A-Z]{5}(?:-[2-9A-Z]{5}){3})/.exec(site.log)?.[1] ?? "";
    await field.open(site.url);
    await field.connect(code);
    for (const narrative of ["First.", "Second.", "Third."]) {
      await field.open(site.url);
      await field.chooseSituation("worksite");
      await field.answerSign("coercion.documents", "seen");
      const reference = await field.refer({
        danger: "no",
        basis: "consent",
        consent: { language: "en", interpreter: "none-needed", given: "spoken" },
        first: "Harbour, safe place to stay",
        fallback: null,
        story: { narrative },
      });
      expect(await field.isSent()).toBe(true);
      sent.push(reference ?? "");
    }
    desk = new Desk(await helper.newPage());
    await desk.open(proxy.url);
    await desk.signIn("shelter@demo", passphrase);
    for (const [n, reference] of sent.entries()) {
      await desk.openReferral(reference);
      cases.push(new URL(desk.page.url()).hash.split("/").at(-1) ?? "");
      await desk.accept();
      const name = names[n];
      if (name === undefined) continue;
      await openPerson();
      await save(`${name} as first told`);
      await said("content.person.saved");
      await save(name);
      await said("content.person.saved");
      for (const text of [`old ${name}`, `new ${name}`]) await sendFile(text);
    }
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove(), night?.remove()]);
    await proxy?.close();
    await site?.remove();
  });
  afterEach(() => {
    proxy.behave();
    proxy.forget();
  });

  const said = (id: string, at = desk) => at.page.getByText(at.text(id)).first().waitFor(patience);
  const main = (at = desk) => at.page.getByRole("main").innerText();
  const read = async <T>(path: string): Promise<T> => (await desk.page.request.get(`${proxy.url}/api${path}`)).json();
  /** Goes to a case anew, so that nothing opened before is on the page. */
  async function goTo(n: number, at = desk): Promise<void> {
    await at.goTo("sent");
    await at.page.getByRole("heading", { level: 1, name: at.text("desk.sent.title") }).waitFor();
    await at.page.goto(`${proxy.url}/desk#/case/${cases[n]}`);
    await at.page.getByRole("heading", { level: 1, name: sent[n] ?? "" }).waitFor(patience);
    await at.tab("now").waitFor();
  }
  /** States a purpose on the tab of names and files, and leaves the page as it is then. */
  async function tryPerson(at = desk): Promise<void> {
    await at.page.getByRole("tab", { name: at.text("content.tab.person") }).click(patience);
    await at.page.getByRole("radio", { name: at.text("desk.purpose.plan-help") }).check();
    await at.button("content.person.open").click();
  }
  async function openPerson(at = desk): Promise<void> {
    await tryPerson(at);
    await at.page.getByRole("heading", { name: at.text("content.files") }).waitFor(patience);
  }
  async function save(name: string, at = desk): Promise<void> {
    await at.field("content.person.names").fill(name);
    await at.button("content.person.save").click();
  }
  async function sendFile(text: string, at = desk): Promise<void> {
    const file = { name: "told.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
    await at.field("content.file.pick").setInputFiles(file);
    await at.button("content.file.send").click(patience);
    await said("content.file.sent", at);
  }
  const caseOf = (n: number) => new RegExp(`^/api/cases/${cases[n]}$`);
  const notes = /^\/api\/cases\/[^/]+\/notes/;
  const pieces = /^\/api\/cases\/[^/]+\/files\//;
  /** Kinds of the entries that left this browser. */
  const written = () => proxy.posted(/\/api\/entries$/).map((body) => JSON.parse(body).envelope.kind as string);
  const partOf = (file: CaseFile, name: string) => file.parts.find((part) => part.name === name)?.bytes ?? "";
  /** A purpose of this member, as she stated it last, and what it opens: what an honest server gave for it. */
  async function noted(n: number): Promise<Notes["notes"]> {
    await goTo(n);
    let kept: Notes["notes"] = [];
    proxy.answer<Notes>("GET", notes, (answer) => {
      kept = answer.notes;
      return answer;
    });
    await openPerson();
    proxy.behave();
    return kept;
  }
  const own = async (page: Page) => (await (await page.request.get(`${proxy.url}/api/session`)).json()).desks[0];

  it("shows what is true, so that the refusals below mean something", async () => {
    await goTo(0);
    await openPerson();
    expect(await desk.field("content.person.names").inputValue()).toBe(names[0]);
    await desk.page.getByRole("button", { name: /2$/ }).click(patience);
    await desk.page.locator("iframe").waitFor(patience);
    expect(await main()).not.toContain(desk.text("content.stopped.altered"));
  });

  it("names of another case, an earlier note of this one, and a note cut off are not shown", async () => {
    const other = (await noted(1)).at(-1)?.bytes ?? "";
    const changes: ((all: Notes["notes"]) => Notes["notes"])[] = [
      (all) => all.map((one) => ({ ...one, bytes: other })),
      (all) => all.map((one) => ({ ...one, bytes: all[0]?.bytes ?? "" })),
      (all) => all.map((one) => ({ ...one, bytes: toBase64(Buffer.from(one.bytes, "base64").subarray(0, -20)) })),
    ];
    for (const change of changes) {
      proxy.behave();
      await goTo(0);
      proxy.forget();
      proxy.answer<Notes>("GET", notes, (answer) => ({ notes: change([...answer.notes]) }));
      await tryPerson();
      await said("content.stopped.altered");
      expect(await desk.field("content.person.names").count()).toBe(0);
      expect(await main()).not.toMatch(/Ostrowicz|Pellingrove/);
      expect(written()).toEqual(["opened"]);
    }
  });

  it("a file of another case, an earlier file of this one, and a file cut off are not shown", async () => {
    let other = "";
    await goTo(1);
    await openPerson();
    proxy.answer<PieceOf>("GET", pieces, (answer) => {
      other = answer.bytes;
      return answer;
    });
    await desk.page.getByRole("button", { name: /2$/ }).click(patience);
    await desk.page.locator("iframe").waitFor(patience);
    proxy.behave();
    await goTo(0);
    await openPerson();
    let first = "";
    proxy.answer<PieceOf>("GET", pieces, (answer) => {
      first = answer.bytes;
      return answer;
    });
    await desk.page.getByRole("button", { name: /1$/ }).click(patience);
    await desk.page.locator("iframe").waitFor(patience);
    const changes: ((piece: PieceOf) => PieceOf)[] = [
      (piece) => ({ ...piece, bytes: other }),
      (piece) => ({ ...piece, bytes: first }),
      (piece) => ({ ...piece, bytes: toBase64(Buffer.from(piece.bytes, "base64").subarray(0, -20)) }),
    ];
    for (const change of changes) {
      proxy.behave();
      await goTo(0);
      await openPerson();
      proxy.forget();
      proxy.answer<PieceOf>("GET", pieces, change);
      await desk.page.getByRole("button", { name: /2$/ }).click(patience);
      await said("content.stopped.altered");
      expect(await desk.page.locator("iframe").count()).toBe(0);
      expect(await main()).not.toContain("told.txt");
      expect(written()).toEqual([]);
    }
  });

  it("what does not open as it was signed is not sealed anew: a case is not narrowed, and nothing of it is erased", async () => {
    const older = (await noted(0))[0]?.bytes ?? "";
    await goTo(0);
    proxy.forget();
    proxy.answer<Notes>("GET", notes, (answer) => ({ notes: answer.notes.map((one) => ({ ...one, bytes: older })) }));
    await desk.page.getByRole("tab", { name: desk.text("content.tab.team") }).click();
    await desk.button("content.team.set").click(patience);
    await said("content.stopped.altered");
    expect(written()).toEqual(["opened"]);
  });

  it("a case's key that the server swapped, or took from another case, is not held: nothing is sealed with it", async () => {
    const { recipient } = await own(desk.page);
    const forged = await makeCaseKey(recipient, null);
    if (!forged.ok) throw new Error(forged.why);
    const other = partOf(await read<CaseFile>(`/cases/${cases[1]}`), "key");
    for (const bytes of [toBase64(forged.value.parts[0]?.bytes ?? new Uint8Array()), other, other.slice(0, -40)]) {
      // What was opened before is held in memory: a browser that begins anew has only what the server gives.
      await desk.signOut();
      await desk.signIn("shelter@demo", passphrase);
      proxy.answer<CaseFile>("GET", caseOf(2), (file) => ({
        ...file,
        parts: file.parts.map((part) => (part.name === "key" ? { ...part, bytes } : part)),
      }));
      await goTo(2);
      await openPerson();
      proxy.forget();
      await save("Invented Nobody");
      await said("content.stopped.closed");
      expect(written()).toEqual([]);
      proxy.behave();
    }
  });

  it("a case's key in the server's own words is nobody's: nothing is sealed to it", async () => {
    const { recipient } = await makeIdentity();
    const keyed = (change: (one: Entry["envelope"]) => unknown) =>
      proxy.answer<CaseFile>("GET", caseOf(2), (file) => ({
        ...file,
        entries: file.entries.map((one) =>
          one.envelope.kind === "keyed" ? { ...one, envelope: change(one.envelope) } : one,
        ),
      }));
    keyed((envelope) => ({ ...envelope, recipient }));
    await goTo(2);
    await openPerson();
    proxy.forget();
    await save("Invented Nobody");
    // Without a key that somebody signed for, one is made; the case has one, and the true server says so.
    await said("error.key-taken");
    expect(written()).toEqual(["keyed"]);
    expect(proxy.posted(/\/api\//).join()).not.toContain(recipient);
    expect((await desk.timeline()).join()).toContain(desk.text("desk.timeline.signature-bad"));
  });

  it("the key behind the glass that the server swapped opens nothing, and nothing is sealed with it", async () => {
    await goTo(2);
    await desk.page.getByRole("tab", { name: desk.text("content.tab.team") }).click();
    await desk.button("content.team.set").click(patience);
    await desk.page.getByText(desk.start("content.team.only")).waitFor(patience);
    const colleague = new Desk(await night.newPage());
    await colleague.open(proxy.url);
    await colleague.signIn("night@demo", passphrase);
    const { recipient } = await own(colleague.page);
    const forged = await makeCaseKey(recipient, null);
    if (!forged.ok) throw new Error(forged.why);
    const bytes = toBase64(forged.value.parts[0]?.bytes ?? new Uint8Array());
    proxy.answer<CaseFile>("GET", caseOf(2), (file) => ({
      ...file,
      parts: file.parts.map((part) => (part.name === "glass" ? { ...part, bytes } : part)),
    }));
    await goTo(2, colleague);
    await colleague.page.getByRole("tab", { name: colleague.text("content.tab.team") }).click();
    await colleague.page.getByRole("radio", { name: colleague.text("content.glass.reason.missing") }).check();
    await colleague.button("content.glass.do").click();
    await said("content.glass.yours", colleague);
    expect(await colleague.openStoryWhatever("safety")).toContain(colleague.start("desk.story.unreadable"));
    await openPerson(colleague);
    proxy.forget();
    await save("Invented Nobody", colleague);
    await said("content.stopped.closed", colleague);
    expect(written()).not.toContain("noted");
    proxy.behave();
    // From the true one it opens.
    await goTo(2, colleague);
    expect(await colleague.openStory("safety")).toContain("Third.");
    await colleague.page.close();
  });

  it("pieces of the index that are swapped, cut off or made by the server are not taken for what this desk knows", async () => {
    const { id, recipient } = await own(desk.page);
    const { segments } = await read<Segments>(`/desks/${id}/index`);
    expect(segments.length).toBeGreaterThan(0);
    const elsewhere = await makeIdentity();
    const [stranger, garbage] = await Promise.all([
      seal(new Uint8Array(8192), [elsewhere.recipient]),
      seal(new TextEncoder().encode("thi1 and nothing that fits"), [recipient]),
    ]);
    if (!stranger.ok || !garbage.ok) throw new Error("not sealed");
    const changes: ((bytes: string) => string)[] = [
      () => toBase64(stranger.value),
      () => toBase64(garbage.value),
      (bytes) => toBase64(Buffer.from(bytes, "base64").subarray(0, -20)),
    ];
    for (const change of changes) {
      proxy.behave();
      await desk.signOut();
      await desk.signIn("shelter@demo", passphrase);
      proxy.forget();
      proxy.answer<SegmentBytes>("GET", /\/index\/[^/]+$/, ({ bytes }) => ({ bytes: change(bytes) }));
      expect(await find("Ostrowicz")).toEqual([]);
      await said("content.search.damaged");
      expect(proxy.posted(/\/api\/(desks|entries|inbox)/)).toEqual([]);
    }
  });

  it("a found case is not shown under another's reference", async () => {
    const found = (await find("Ostrowicz")).join();
    expect(found).toContain(sent[0]);
    proxy.answer<Found>("POST", /\/inbox\/found$/, (inbox) => ({
      ...inbox,
      lines: inbox.lines.map((line) => ({ ...line, reference: sent[1] })),
    }));
    const shown = (await find("Ostrowicz")).join();
    expect(shown).toContain(desk.text("content.search.case"));
    expect(shown).not.toContain(sent[1]);
  });

  async function find(name: string): Promise<string[]> {
    await desk.goTo("inbox");
    await desk.goTo("search");
    await desk.field("content.search.name").fill(name);
    await desk.button("content.search.do").click();
    await desk.page.getByRole("status").getByRole("heading", { level: 2 }).waitFor(patience);
    return desk.page.getByRole("main").getByRole("link").allInnerTexts();
  }
});
