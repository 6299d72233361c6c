import { type Card, type Envelope, makeUuidV7 } from "@threshold/casework";
import type {
  CaseFile,
  Found,
  Inbox,
  Kdf,
  MemberSession,
  NewEnrolment,
  People,
  StoryBytes,
  TrustDraft,
  TrustFile,
} from "@threshold/contract";
import {
  fromBase64,
  makeCode,
  makeIdentity,
  open,
  randomBytes,
  seal,
  sealCard,
  toBase64,
  wrapDesk,
} from "@threshold/sealing";
import { makeSigningKey, signEnvelope } from "@threshold/sealing/signing";
import {
  codeBinding,
  networkOf,
  newCertificate,
  nextNetwork,
  signCodeNote,
  signStatement,
} from "@threshold/sealing/trust";
import type { Page } from "playwright-core";
import type { Static } from "typebox";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field } from "./support/field.ts";
import { Tamperer } from "./support/proxy.ts";
import { followed, rootOf, takenOver } from "./support/root.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
type Entry = CaseFile["entries"][number];
interface Devices {
  readonly devices: readonly object[];
}
const withNetwork = (file: TrustFile, change: Partial<TrustFile["network"]["statement"]>): TrustFile => ({
  ...file,
  network: { ...file.network, statement: { ...file.network.statement, ...change } },
});
const makeId = () => makeUuidV7(Date.now(), randomBytes);
const invented: Card = {
  v: 1,
  listVersion: "invented",
  situation: null,
  age: "adult",
  treatAsChild: false,
  result: "none",
  signs: [],
  used: [],
  act: [],
  form: null,
  claims: false,
  statements: [],
  offence: false,
  supervised: false,
  languages: [],
  needs: null,
  metAt: "2026-11-23T10:00:00Z",
};

/** A server that lies to the Desk: what it changed is not shown as true, and nothing is sealed to its keys. */
describe("a server that lies to the Desk", () => {
  let site: Site;
  let proxy: Tamperer;
  let officer: Profile;
  let helper: Profile;
  let desk: Desk;
  /** References of two referrals to the same shelter, and their cases. */
  const sent: string[] = [];
  const cases: string[] = [];

  beforeAll(async () => {
    site = await Site.open();
    proxy = await Tamperer.open(site.url);
    [officer, helper] = await Promise.all([Profile.open(phone), Profile.open(computer)]);
    const field = new Field(await officer.newPage());
    const code = /([2-9A-Z]{5}(?:-[2-9A-Z]{5}){3})/.exec(site.log)?.[1] ?? "";
    await field.open(site.url);
    await field.connect(code);
    for (const story of ["Ostrowicz, third floor.", "Pellingrove, by the mill."]) {
      await field.open(site.url);
      await field.chooseSituation("worksite");
      await field.answerSign("coercion.documents", "seen");
      const reference = await field.refer({
        danger: "no",
        basis: "consent",
        consent: { language: "en", interpreter: "none-needed", given: "spoken" },
        first: "Harbour, safe place to stay",
        fallback: "Specialised unit, round the clock",
        story: { narrative: story },
      });
      expect(await field.isSent()).toBe(true);
      sent.push(reference ?? "");
    }
    // Whoever keeps phones at the sender's desk signs in: the phone is confirmed without anybody doing anything.
    const police = new Desk(await officer.newPage());
    await police.open(site.url);
    await police.signIn("police@demo", passphrase);
    await police.goTo("phones");
    for (let tries = 0; (await stillPending(police.page)) > 0; tries += 1) {
      if (tries > 60) throw new Error("the phone was not confirmed in 30 seconds");
      await police.page.waitForTimeout(500);
    }
    await police.page.close();
    desk = new Desk(await helper.newPage());
    await desk.open(proxy.url);
    await desk.signIn("shelter@demo", passphrase);
    for (const reference of sent) {
      await desk.openReferral(reference);
      cases.push(new URL(desk.page.url()).hash.split("/").at(-1) ?? "");
    }
  });
  afterAll(async () => {
    await Promise.all([officer?.remove(), helper?.remove()]);
    await proxy?.close();
    await site?.remove();
  });
  afterEach(() => {
    proxy.behave();
    proxy.forget();
  });

  const stillPending = async (page: Page): Promise<number> =>
    (await (await page.request.get(`${site.url}/api/enrolments/pending`)).json()).phones.length;
  const read = async <T>(path: string): Promise<T> => (await desk.page.request.get(`${proxy.url}/api${path}`)).json();
  /** Opens the first case as the proxy gives it now, and says what its first tab says. */
  async function looked(): Promise<string> {
    await desk.goTo("sent");
    // Until it stands there, the case from before would still be read.
    await desk.page.getByRole("heading", { level: 1, name: desk.text("desk.sent.title") }).waitFor();
    await desk.page.goto(`${proxy.url}/desk#/case/${cases[0]}`);
    await desk.tab("now").waitFor();
    return desk.page.getByRole("main").innerText();
  }
  /** The first case as the proxy gives it, with the bytes of its card changed. */
  const card = (change: (bytes: Buffer, file: CaseFile) => Buffer | string) =>
    proxy.answer<CaseFile>("GET", caseOf(0), (file) => ({
      ...file,
      parts: file.parts.map((part) => {
        if (part.name !== "card") return part;
        const changed = change(Buffer.from(part.bytes, "base64"), file);
        return { ...part, bytes: typeof changed === "string" ? changed : changed.toString("base64") };
      }),
    }));
  /** The entry that referred, changed. */
  const referral = (change: (one: Entry) => unknown) =>
    proxy.answer<CaseFile>("GET", caseOf(0), async (file) => ({
      ...file,
      entries: await Promise.all(file.entries.map((one) => (one.envelope.kind === "referred" ? change(one) : one))),
    }));
  const caseOf = (n: number) => new RegExp(`^/api/cases/${cases[n]}$`);
  const story = /^\/api\/cases\/[^/]+\/story/;
  /** The part of a sentence before its first placeholder. */
  const begin = (id: string) => desk.start(id);

  it("shows what is true, so that the refusals below mean something", async () => {
    const shown = await looked();
    expect(shown).toContain(begin("desk.case.same"));
    for (const refused of ["desk.card.altered", "trust.case.untrue", "trust.case.unconfirmed", "trust.desk.title"])
      expect(shown).not.toContain(begin(refused));
  });

  it("swapped ciphertext: the card of another case is not shown in this one", async () => {
    const other = await read<CaseFile>(`/cases/${cases[1]}`);
    card(() => other.parts.find((part) => part.name === "card")?.bytes ?? "");
    expect(await looked()).toContain(begin("desk.card.altered"));
  });

  it("a card made by the server itself and sealed to this desk is not shown", async () => {
    const session = await read<MemberSession>("/session");
    const forged = await sealCard({ ...invented, result: "none" }, [session.desks[0]?.recipient ?? ""]);
    if (!forged.ok) throw new Error(forged.why);
    card(() => toBase64(forged.value.bytes));
    expect(await looked()).toContain(begin("desk.card.altered"));
  });

  it("truncated ciphertext is not shown", async () => {
    card((bytes) => bytes.subarray(0, bytes.length - 20));
    expect(await looked()).toContain(begin("desk.card.altered"));
  });

  it("downgraded format: what was sealed comes in clear, or sealed with a passphrase, and is not shown", async () => {
    for (const text of [JSON.stringify(invented), "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n"]) {
      proxy.behave();
      card(() => Buffer.from(text));
      expect(await looked()).toContain(begin("desk.card.altered"));
    }
  });

  it("an envelope that is changed afterwards counts for nothing: added recipient, lower format, other parents, other case", async () => {
    const { recipient } = await makeIdentity();
    const changes: ((envelope: Entry["envelope"]) => unknown)[] = [
      (envelope) => ({
        ...envelope,
        parts: envelope.parts.map((part) => ({ ...part, recipients: [...part.recipients, recipient].sort() })),
      }),
      (envelope) => ({ ...envelope, v: 0 }),
      (envelope) => ({ ...envelope, parents: [makeId()] }),
      (envelope) => ({ ...envelope, case: cases[1] }),
    ];
    for (const change of changes) {
      proxy.behave();
      referral((one) => ({ ...one, envelope: change(one.envelope) }));
      expect(await looked()).toContain(desk.text("trust.case.untrue"));
      expect(await desk.timeline()).toEqual([expect.stringContaining(desk.text("desk.timeline.signature-bad"))]);
    }
  });

  it("replayed: the referral of another case sent again in this one counts for nothing", async () => {
    const other = await read<CaseFile>(`/cases/${cases[1]}`);
    proxy.answer<CaseFile>("GET", caseOf(0), (file) => ({ ...other, case: file.case }));
    const shown = await looked();
    expect(shown).toContain(desk.text("trust.case.untrue"));
    expect(shown).not.toContain(desk.text("desk.case.same"));
  });

  it("forged author: signed again by a key of the server's, it counts for nothing", async () => {
    const own = await makeSigningKey({ extractable: true });
    referral(async (one) => ({
      ...one,
      signature: await signEnvelope(one.envelope as Envelope, own.privateKey),
      verifyKey: own.verifyKey,
    }));
    expect(await looked()).toContain(desk.text("trust.case.untrue"));
    expect((await desk.timeline()).join()).toContain(desk.text("trust.timeline.author-wrong"));
    // Without its certificate it could be anybody's: said above the case, with the advice to call.
    proxy.behave();
    referral((one) => ({ ...one, certificate: null }));
    expect(await looked()).toContain(desk.text("trust.case.unconfirmed"));
  });

  it("swapped and truncated stories are not shown, and the purpose is on record all the same", async () => {
    for (const change of [(bytes: string) => bytes.slice(0, -40), () => toBase64(new Uint8Array(4000))]) {
      proxy.behave();
      await looked();
      proxy.answer<Static<typeof StoryBytes>>("GET", story, (answer) => ({ ...answer, bytes: change(answer.bytes) }));
      const told = await desk.openStoryWhatever("answer");
      expect(told).toContain(begin("desk.story.altered"));
      expect(told).not.toContain("Ostrowicz");
    }
  });

  it("swapped ciphertext in the inbox: another card, or another reference, is not shown as this one's", async () => {
    const boxes = /^\/api\/inbox/;
    // Cards that were opened stay open while she is signed in: nobody is asked for those again.
    proxy.behave();
    await desk.signOut();
    proxy.answer<Found>("POST", /\/inbox\/found$/, (found) => {
      const cards = found.lines.map((line) => line.card);
      return {
        ...found,
        lines: found.lines.map((line, n) => ({ ...line, card: cards[(n + 1) % cards.length] ?? null })),
      };
    });
    await desk.signIn("shelter@demo", passphrase);
    await desk.openInbox();
    await desk.page.getByText(begin("desk.card.altered")).nth(1).waitFor();
    proxy.behave();
    proxy.answer<Inbox>("GET", boxes, (inbox) => ({
      ...inbox,
      lines: inbox.lines.map((line) => ({ ...line, child: !line.child })),
    }));
    await desk.goTo("sent");
    await desk.openInbox();
    await desk.page.getByText(desk.text("trust.inbox.unchecked")).nth(1).waitFor();
  });

  it("a withdrawal that nobody signed, in the server's word alone, does not end a referral", async () => {
    proxy.answer<CaseFile>("GET", caseOf(0), (file) => ({
      ...file,
      standing: { ...file.standing, status: "withdrawn", withdrawnBy: file.entries[0]?.envelope.sender ?? null },
    }));
    expect(await looked()).toContain(desk.text("trust.case.unproven"));
    await desk.button("desk.answer.accept").waitFor();
  });

  /** Tries to decline with a reason, and says what stands above it. Nothing was sent. */
  async function notSealed(): Promise<string> {
    await looked();
    await desk.tab("now").click();
    await desk.tryDecline("full", "Hrabovetska asks.");
    await desk.page.getByText(begin("trust.desk.not-sealed")).waitFor();
    expect(proxy.posted(/\/api\/entries$/)).toEqual([]);
    return desk.page.getByRole("main").innerText();
  }
  const keys = /^\/api\/members\/trust/;
  async function refuses(change: (file: TrustFile) => unknown, ...why: readonly string[]): Promise<void> {
    proxy.behave();
    proxy.forget();
    proxy.answer<TrustFile>("GET", keys, change);
    const shown = await notSealed();
    expect(why.filter((one) => shown.includes(desk.text(`trust.${one}`)))).not.toEqual([]);
    expect(shown).toContain(desk.text("trust.desk.none-sealed"));
  }
  /** Signs in while the server says this of keys, and will not keep in her bundle that she saw it: so `comeBack` can end it. */
  async function signInTo(file: TrustFile): Promise<void> {
    proxy.behave();
    proxy.answer<TrustFile>("GET", keys, () => file);
    proxy.ask("PUT", /\/members\/self\/bundle$/, () => ({ bundle: "" }));
    await desk.signOut();
    await desk.signIn("shelter@demo", passphrase);
  }
  /** Signs in anew at a server that is honest: what was seen since is forgotten, what the bundle says is not. */
  async function comeBack(): Promise<void> {
    proxy.behave();
    await desk.signOut();
    await desk.signIn("shelter@demo", passphrase);
  }

  it("a directory of keys that is swapped: said on every page, and no reason is sealed", async () => {
    const { recipient } = await makeIdentity();
    await refuses((file) => withNetwork(file, { expires: "2199-01-01T00:00:00Z" }), "signature-wrong");
    await refuses(() => ({ network: {}, since: [], organisations: [] }), "wrong-shape");
    await refuses(
      (file) => ({
        ...file,
        organisations: file.organisations.map((chain) =>
          chain.map((one) => ({
            ...one,
            statement: { ...one.statement, desks: one.statement.desks.map((key) => ({ ...key, recipient })) },
          })),
        ),
      }),
      // The one statement of an organisation is named by the root: another in its place does not fit that word.
      ...["signature-wrong", "split"],
    );
    await comeBack();
  });

  it("a directory of keys that is whole, by another root, or a second or older one by the true root: what was seen refuses it", async () => {
    const [root, other] = [await rootOf(site.folder), await makeSigningKey({ extractable: true })];
    const honest = await read<TrustFile>("/members/trust?have=0");
    await refuses(async (file) => {
      const id = await networkOf(other.verifyKey);
      const made = await nextNetwork(id, null, file.network.statement, new Date());
      return { ...file, network: await signStatement(made, other) };
    }, "root-differs");
    const [newer, second] = [
      await followed(honest, root),
      await followed(honest, root, { change: { organisations: [] } }),
    ];
    await signInTo(newer);
    expect(await looked()).not.toContain(desk.text("trust.desk.none-sealed"));
    await refuses(() => second, "split");
    await refuses(() => honest, "rolled-back");
    await comeBack();
  });

  it("a stolen root that names stewards of its own: told on every page, and nothing of theirs counts until somebody has asked", async () => {
    const root = await rootOf(site.folder);
    const police = (await read<CaseFile>(`/cases/${cases[0]}`)).entries[0]?.envelope.sender.organisation ?? "";
    const taken = await takenOver(await read<TrustFile>("/members/trust?have=0"), root, police);
    await signInTo(taken);
    const told = desk.page.getByRole("alert").filter({ hasText: desk.text("trust.named.why") });
    await told.getByText("Demo police station, Millbrook").waitFor();
    expect(await notSealed()).toContain(desk.text("trust.case.unconfirmed"));
    // It is told again the next time: seeing it once is not asking.
    await signInTo(taken);
    await told.waitFor();
    await desk.button("trust.named.sure").click();
    await told.waitFor({ state: "detached" });
    await signInTo(taken);
    expect(await looked()).not.toContain(desk.text("trust.case.unconfirmed"));
    expect(await told.count()).toBe(0);
    await comeBack();
  });

  it("a key of this desk that the server made, and wrapped to its members, is not sealed to", async () => {
    const { members } = await read<People>("/members");
    const made = await makeIdentity();
    const wrapped = await wrapDesk(
      made.secret,
      members.map(({ recipient }) => recipient),
    );
    if (!wrapped.ok) throw new Error(wrapped.why);
    await desk.signOut();
    proxy.answer<MemberSession>("POST", /\/sign-in$/, (session) => ({
      ...session,
      desks: session.desks.map((one) => ({ ...one, recipient: made.recipient, wrapped: wrapped.value, earlier: [] })),
    }));
    await desk.signIn("shelter@demo", passphrase);
    await desk.page.getByText(desk.text("trust.desk.own-key")).waitFor();
    await desk.enrolPhone();
    const posted = proxy.posted(/\/enrolments$/).map((body) => JSON.parse(body) as NewEnrolment);
    expect(posted).toHaveLength(1);
    const sealed = fromBase64(posted[0]?.sealedCode ?? "");
    if (sealed === null) throw new Error("the code was not sealed");
    expect(await open(sealed, [made.secret])).toEqual({ ok: false, why: "no-key" });
    proxy.behave();
    await desk.signOut();
    await desk.signIn("shelter@demo", passphrase);
    expect(await desk.page.getByText(desk.text("trust.desk.own-key")).count()).toBe(0);
  });

  it("a phone that the server slips in is never signed for", async () => {
    const stranger = await makeSigningKey({ extractable: true });
    const session = await read<MemberSession>("/session");
    const [home] = session.desks;
    if (home === undefined) throw new Error("no desk");
    // Everything of it is the server's own: code, note, keys. Sealing to the desk is something that anybody can do.
    const code = makeCode();
    const note = await signCodeNote({ organisation: session.organisation.id, desk: home.id, code }, stranger);
    const sealed = await seal(note, [home.recipient]);
    if (!sealed.ok) throw new Error(sealed.why);
    const slipped = { device: crypto.randomUUID(), desk: home.id, verifyKey: stranger.verifyKey };
    const binding = await codeBinding(code, { verifyKey: stranger.verifyKey, recipient: null });
    let asked = 0;
    proxy.answer<{ phones: object[] }>("GET", /\/enrolments\/pending$/, (pending) => {
      asked += 1;
      const one = { ...slipped, enrolledAt: new Date().toISOString(), sealedCode: toBase64(sealed.value), binding };
      return { ...pending, phones: [...pending.phones, one] };
    });
    proxy.answer<Devices>("GET", /\/api\/devices$/, ({ devices }) => ({
      devices: [
        { id: slipped.device, desk: home.id, enrolledAt: new Date().toISOString(), revokedAt: null },
        ...devices,
      ],
    }));
    proxy.answer<TrustDraft>("GET", /\/trust\/draft$/, (draft) => ({
      ...draft,
      people: [
        ...draft.people,
        {
          ...{ subject: "device", id: slipped.device, verifyKey: stranger.verifyKey, recipient: null },
          ...{ desks: [home.id], roles: [], certificate: null },
        },
      ],
    }));
    proxy.forget();
    await desk.goTo("phones");
    await desk.page.getByText(desk.text("trust.phones.refused")).waitFor({ timeout: 40_000 });
    expect(asked).toBeGreaterThan(0);
    expect(proxy.posted(/\/api\//).filter((body) => body.includes(stranger.verifyKey))).toEqual([]);
  });

  it("members that the server slips in are never signed for, and get no key of the desk", async () => {
    const [stranger, identity] = await Promise.all([makeSigningKey({ extractable: true }), makeIdentity()]);
    const session = await read<MemberSession>("/session");
    const [home] = session.desks;
    if (home === undefined) throw new Error("no desk");
    const organisation = session.organisation.id;
    const now = new Date().toISOString();
    const slipped = (name: string) => ({
      ...{ id: makeId(), name, roles: ["administrator"], desks: [home.id], leave: null, since: now.slice(0, 10) },
      ...{ left: null, renewed: null, recipient: identity.recipient, verifyKey: stranger.verifyKey },
    });
    // Everything of the first is the server's own: code, note, keys. Sealing to the administrators is something that anybody can do.
    const waiting = { ...slipped("Invented by the server"), standing: "waiting", certificate: null };
    const code = makeCode();
    const { roles, desks } = waiting;
    const note = await signCodeNote({ organisation, code, roles, desks, renews: null }, stranger);
    const { members } = await read<People>("/members");
    const sealed = await seal(
      note,
      members.map(({ recipient }) => recipient),
    );
    if (!sealed.ok) throw new Error(sealed.why);
    const keysOf = { verifyKey: stranger.verifyKey, recipient: identity.recipient };
    const invitation = {
      ...{ id: makeId(), name: waiting.name, roles, desks, renews: null, sealedCode: toBase64(sealed.value) },
      ...{ expires: new Date(Date.now() + 86_400_000).toISOString() },
      used: { member: waiting.id, binding: await codeBinding(code, keysOf) },
    };
    // The second one has even a certificate, by the server.
    const second = slipped("Certified by the server");
    const content = { organisation, subject: "member" as const, id: second.id, ...keysOf, roles, desks };
    const certificate = await signStatement(newCertificate(content, new Date()), stranger);
    let asked = 0;
    proxy.answer<People>("GET", /\/api\/members$/, (people) => {
      asked += 1;
      return {
        ...people,
        members: [...people.members, waiting, { ...second, standing: "here", certificate }],
        invitations: [...people.invitations, invitation],
      };
    });
    proxy.answer<TrustDraft>("GET", /\/trust\/draft$/, (draft) => ({
      ...draft,
      people: [
        ...draft.people,
        { ...content, organisation: undefined, id: waiting.id, certificate: null },
        { ...content, organisation: undefined, certificate },
      ],
    }));
    proxy.forget();
    await desk.goTo("people");
    const told = desk.page.getByRole("alert").filter({ hasText: desk.after("desk.people.mismatch") });
    await told.getByText(waiting.name).waitFor({ timeout: 60_000 });
    expect(asked).toBeGreaterThan(0);
    expect(proxy.posted(/\/(confirm|pass-on|organisation)$/)).toEqual([]);
    expect(proxy.posted(/\/api\//).filter((body) => body.includes(stranger.verifyKey))).toEqual([]);
  });

  it("downgraded derivation: a passphrase is not turned into a key that can be guessed, and no proof leaves", async () => {
    await desk.signOut();
    proxy.forget();
    for (const weaker of [{ memory: 1024 }, { iterations: 1 }, { salt: "AAAA" }, { name: "pbkdf2" }]) {
      proxy.behave();
      proxy.answer<Kdf>("POST", /\/sign-in\/start$/, (kdf) => ({ ...kdf, ...weaker }));
      await desk.trySignIn("shelter@demo", passphrase);
      await desk.page.getByText(desk.text("desk.sign-in.weak")).waitFor();
    }
    expect(proxy.posted(/\/sign-in$/)).toEqual([]);
  });
});
