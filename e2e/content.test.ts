import type { CaseFile, Kdf, MemberSession, Notes, PieceOf } from "@threshold/contract";
import { fromBase64, open, unwrapDesk } from "@threshold/sealing";
import { openCaseKey } from "@threshold/sealing/content";
import { derive, openMember } from "@threshold/sealing/passphrase";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computer, narrow, Profile, phone } from "./support/browser.ts";
import { check } from "./support/check.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { hiddenWord, withPlace } from "./support/picture.ts";
import { Site } from "./support/site.ts";
import { answer, caseStudy } from "./support/walk.ts";

const passphrase = "four quiet lamps by the door";
const narrative = "Invented: she was told to wait at the mill.";
const patience = { timeout: 40_000 };

/** What a desk keeps of a person once it has accepted: names, files, who works on it; and how it finds her again. */
describe("content of a case", () => {
  let site: Site;
  let officer: Profile;
  let helper: Profile;
  let night: Profile;
  let shelter: Desk;
  let reference: string;
  /** How the night shift's passphrase becomes her keys. */
  let kdf: Kdf;
  beforeAll(async () => {
    site = await Site.open();
    [officer, helper, night] = await Promise.all([Profile.open(phone), Profile.open(computer), Profile.open(computer)]);
    night.context.on("response", async (response) => {
      if (response.ok() && response.url().endsWith("/sign-in/start")) kdf = await response.json();
    });
    // Files that are shown, kept for the test to look into: the page's own policy lets nothing read them back.
    await helper.context.addInitScript(() => {
      const make = URL.createObjectURL.bind(URL);
      const shown: Blob[] = [];
      Object.assign(window, { shown });
      URL.createObjectURL = (blob: Blob) => {
        shown.push(blob);
        return make(blob);
      };
    });
    const police = await deskOf(helper, "police@demo");
    const code = await police.enrolPhone();
    await police.signOut();
    await police.page.close();
    const field = new Field(officer.context.pages()[0] ?? (await officer.newPage()));
    await field.open(site.url);
    await field.connect(code);
    await field.chooseSituation("other-crime");
    await answer(field, caseStudy("ukraine").input);
    reference =
      (await field.refer({
        danger: "no",
        basis: "consent",
        consent: { language: "uk", interpreter: "phone-service", given: "spoken" },
        first: "Harbour, safe place to stay",
        story: { calledAs: "Звенислава", narrative },
      })) ?? "";
    shelter = await deskOf(helper, "shelter@demo");
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove(), night?.remove()]);
    await site?.remove();
  });

  /** The screen as it is on the narrowest phone: whole, and readable by everybody. */
  const atPhone = async (desk: Desk, name: string) => {
    await desk.page.setViewportSize(narrow.viewport);
    await check(desk.page, name);
    await desk.page.setViewportSize(computer.viewport);
  };
  const deskOf = async (profile: Profile, handle: string, language = "en") => {
    const desk = new Desk(await profile.newPage(), language);
    await desk.open(site.url);
    await desk.signIn(handle, passphrase);
    return desk;
  };
  const openPerson = async (desk: Desk) => {
    await desk.page.getByRole("tab", { name: desk.text("content.tab.person") }).click();
    await desk.page.getByRole("radio", { name: desk.text("desk.purpose.plan-help") }).check();
    await desk.button("content.person.open").click();
    await desk.page.getByRole("heading", { name: desk.text("content.files") }).waitFor(patience);
  };
  const find = async (desk: Desk, field: string, words: string) => {
    await desk.goTo("inbox");
    await desk.goTo("search");
    await desk.field(field).fill(words);
    await desk.button("content.search.do").click();
    await desk.page.getByRole("status").getByRole("heading", { level: 2 }).waitFor(patience);
    return desk.page.getByRole("main").getByRole("link").allInnerTexts();
  };

  it("seals who the person is, and a picture without the place it was taken at", async () => {
    await shelter.openReferral(reference);
    await shelter.accept();
    await shelter.openStory("plan-help");
    await openPerson(shelter);
    await shelter.field("content.person.names").fill("Zvenyslava Hrebovets\nZvenka");
    await shelter.field("content.person.birth").fill("12.3.1998");
    await shelter.field("content.person.documents").fill("АВ 123456");
    await shelter.button("content.person.save").click();
    await shelter.page.getByText(shelter.text("content.person.saved")).waitFor(patience);

    const picture = await withPlace(shelter.page);
    expect(picture.includes(hiddenWord)).toBe(true);
    const pick = shelter.field("content.file.pick");
    await pick.setInputFiles({ name: "Zvenka mill.jpg", mimeType: "image/jpeg", buffer: picture });
    await shelter.page.getByText(shelter.text("content.file.anew")).waitFor(patience);
    await shelter.button("content.file.send").click();
    await shelter.page.getByText(shelter.text("content.file.sent")).waitFor(patience);
    await shelter.page.getByRole("button", { name: /1$/ }).click(patience);
    const frame = shelter.page.locator("iframe");
    await frame.waitFor(patience);
    expect(await frame.getAttribute("sandbox")).toBe("");
    await atPhone(shelter, "content-person");
    const shown = await shelter.page.evaluate(async () => {
      const blobs = (window as unknown as { shown: Blob[] }).shown;
      const bytes = new Uint8Array((await blobs.at(-1)?.arrayBuffer()) ?? new ArrayBuffer(0));
      return { type: blobs.at(-1)?.type, bytes: [...bytes] };
    });
    const bytes = Buffer.from(shown.bytes);
    expect([shown.type, bytes.subarray(0, 2).toString("hex")]).toEqual(["image/jpeg", "ffd8"]);
    for (const hidden of [hiddenWord, "Exif", "GPS"]) expect(bytes.includes(hidden)).toBe(false);
    // The frame draws it: a picture of its size, in a document that has no script and no origin of ours.
    const drawn = shelter.page.frames().find((one) => one.url().startsWith("blob:"));
    await expect.poll(() => drawn?.evaluate(() => document.images[0]?.naturalWidth), patience).toBe(40);
    expect(await drawn?.evaluate(() => window.origin)).toBe("null");

    await shelter.field("content.person.photo").selectOption({ index: 1 });
    await shelter.button("content.person.save").click();
    await shelter.page.getByText(shelter.text("content.person.saved")).waitFor(patience);
    await pick.setInputFiles({ name: "page.html", mimeType: "image/jpeg", buffer: Buffer.from("<!DOCTYPE html><p>x") });
    await shelter.page.getByText(shelter.text("content.file.unfit.kind")).waitFor(patience);
  });

  it("finds her by another spelling, a day and a number, and asks the server nothing of it", async () => {
    const sent: string[] = [];
    shelter.page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
    const fits = (lines: readonly string[]) => lines.some((line) => line.includes(reference));
    expect(fits(await find(shelter, "content.search.name", "Звенислава Гребовець"))).toBe(true);
    expect(fits(await find(shelter, "content.search.name", "zvenislava"))).toBe(true);
    expect(fits(await find(shelter, "content.search.name", "Zvenka"))).toBe(true);
    expect(fits(await find(shelter, "content.person.birth", "1998-03-12"))).toBe(true);
    expect(fits(await find(shelter, "content.search.document", "ab123456"))).toBe(true);
    await atPhone(shelter, "content-search");
    expect(await find(shelter, "content.search.name", "Petronella")).toEqual([]);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((one) => /zven|%D0|Звен|1998|123456|petronella/i.test(one))).toEqual([]);
  });

  it("gives a case to a few: a new key, the story sealed anew, and no longer found by the others", async () => {
    await shelter.openReferral(reference, "mine");
    await shelter.page.getByRole("tab", { name: shelter.text("content.tab.team") }).click();
    await shelter.page.getByRole("checkbox", { name: /night shift/ }).waitFor(patience);
    await atPhone(shelter, "content-team");
    await shelter.button("content.team.set").click();
    await shelter.page.getByText(shelter.text("content.team.done"), { exact: true }).waitFor(patience);
    await shelter.page.getByText(shelter.start("content.team.only")).waitFor(patience);
    const happened = (await shelter.timeline()).join("\n");
    for (const id of [
      "keyed",
      "noted",
      "attached",
      "team",
      "resealed",
      "erased-story",
      "erased-person",
      "erased-file",
    ]) {
      expect(happened).toContain(shelter.after(`content.timeline.${id}`));
    }
    // With the new key all of it is there still.
    await shelter.page.getByRole("tab", { name: shelter.text("desk.case.now") }).click();
    expect(await shelter.openStory("safety")).toContain(narrative);
    await openPerson(shelter);
    expect(await shelter.field("content.person.names").inputValue()).toContain("Zvenka");
    // The file is another entry now, and still the photo.
    const photo = shelter.field("content.person.photo");
    expect(await photo.inputValue()).toBe(await photo.locator("option").nth(1).getAttribute("value"));
    await shelter.page.getByRole("button", { name: /1$/ }).click(patience);
    await shelter.page.locator("iframe").waitFor(patience);
    expect(await find(shelter, "content.search.name", "Zvenka")).toEqual([]);
  });

  it("keeps a colleague out, until she opens it in danger, which everybody who works on it sees", async () => {
    const colleague = await deskOf(night, "night@demo", "ar-XB");
    await colleague.openReferral(reference, "mine");
    const refused = await colleague.tryOpenStory("safety");
    expect(refused).toContain(colleague.text("error.team-only"));
    await colleague.page.getByRole("tab", { name: colleague.text("content.tab.team") }).click();
    await colleague.page.getByRole("radio", { name: colleague.text("content.glass.reason.missing") }).check();
    await atPhone(colleague, "content-glass-right-to-left");
    await colleague.button("content.glass.do").click();
    await colleague.page.getByText(colleague.text("content.glass.yours")).waitFor(patience);
    expect(await colleague.openStory("safety")).toContain(narrative);

    await shelter.openReferral(reference, "mine");
    const notice = shelter.page.getByText(shelter.text("content.glass.reason.missing"));
    await notice.first().waitFor(patience);
    expect(await notice.first().innerText()).toContain("Demo night shift, shelter");
    await atPhone(shelter, "content-glass-notice");
    await openPerson(colleague);
    await atPhone(colleague, "content-person-right-to-left");
  });

  it("after somebody leaves, the next name and the next file of an open case are under a key that she never had", async () => {
    await shelter.page.getByRole("tab", { name: shelter.text("content.tab.team") }).click();
    await shelter.button("content.team.whole-desk").click(patience);
    await shelter.page.getByText(shelter.text("content.team.done.desk"), { exact: true }).waitFor(patience);
    await shelter.page.getByText(shelter.text("content.team.everybody")).waitFor(patience);
    const id = new URL(shelter.page.url()).hash.split("/").at(-1) ?? "";
    const ask = async <T>(profile: Profile, path: string): Promise<T> =>
      (await profile.context.request.get(`${site.url}/api${path}`)).json();
    const bytesOf = (base64: string) => fromBase64(base64) ?? new Uint8Array();

    // Everything that a browser of hers could have kept: her own key, her desk's, those of the case.
    const session = await ask<MemberSession>(night, "/session");
    const derived = await derive(passphrase, kdf);
    const own = await openMember(session.bundle, derived.ok ? derived.value.unlock : "");
    if (!own.ok) throw new Error(own.why);
    const saved = [own.value.identity.secret];
    for (const desk of session.desks) {
      const key = await unwrapDesk(desk, saved);
      if (key.ok) saved.push(key.value.secret);
    }
    const keyOf = (file: CaseFile) => {
      const { envelope } = file.entries.filter((one) => one.envelope.kind === "keyed").at(-1) ?? {};
      const bytes = file.parts.find((part) => part.entry === envelope?.id && part.name === "key")?.bytes ?? "";
      if (envelope?.kind !== "keyed") throw new Error("the case has no key");
      return {
        bytes: bytesOf(bytes),
        named: { recipient: envelope.recipient, sha256: envelope.parts[0]?.sha256 ?? "" },
      };
    };
    const before = keyOf(await ask<CaseFile>(night, `/cases/${id}`));
    const opened = await openCaseKey(before.bytes, saved, before.named);
    if (!opened.ok) throw new Error(opened.why);
    saved.push(opened.value.secret);

    await shelter.goTo("people");
    const line = shelter.page.getByRole("listitem").filter({ hasText: "Demo night shift" });
    await line.getByText(shelter.text("desk.people.leave"), { exact: true }).click(patience);
    await shelter.button("desk.people.leave.do").click();
    await shelter.page.getByRole("heading", { name: shelter.text("desk.people.gone.list") }).waitFor(patience);

    await shelter.openReferral(reference, "mine");
    await openPerson(shelter);
    await shelter.field("content.person.names").fill("Zvenka afterwards");
    await shelter.button("content.person.save").click();
    await shelter.page.getByText(shelter.text("content.person.saved")).waitFor(patience);
    const later = { name: "later.txt", mimeType: "text/plain", buffer: Buffer.from("Invented, afterwards.") };
    await shelter.field("content.file.pick").setInputFiles(later);
    await shelter.button("content.file.send").click(patience);
    await shelter.page.getByText(shelter.text("content.file.sent")).waitFor(patience);

    const file = await ask<CaseFile>(helper, `/cases/${id}`);
    const last = (kind: string) => file.entries.filter((one) => one.envelope.kind === kind).at(-1)?.envelope.id ?? "";
    const { notes } = await ask<Notes>(helper, `/cases/${id}/notes?opening=${last("opened")}`);
    const piece = await ask<PieceOf>(helper, `/cases/${id}/files/${last("attached")}/0?opening=${last("opened")}`);
    const tried = (bytes: Uint8Array) => open(bytes, saved).then((one) => (one.ok ? "opens" : one.why));
    expect(await tried(bytesOf(notes.at(-2)?.bytes ?? "")), "the name from before").toBe("opens");
    expect(await tried(bytesOf(notes.at(-1)?.bytes ?? "")), "the name from afterwards").toBe("no-key");
    expect(await tried(bytesOf(piece.bytes)), "the file from afterwards").toBe("no-key");
    expect(await tried(keyOf(file).bytes), "the key").toBe("no-key");
    expect((await shelter.timeline()).join()).toContain(shelter.after("content.timeline.keyed-anew"));
    // Who stays has all of it, with a browser that begins anew.
    await shelter.signOut();
    await shelter.signIn("shelter@demo", passphrase);
    await shelter.openReferral(reference, "mine");
    await openPerson(shelter);
    expect(await shelter.field("content.person.names").inputValue()).toBe("Zvenka afterwards");
  });
});
