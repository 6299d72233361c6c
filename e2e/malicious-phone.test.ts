import { makeUuidV7 } from "@threshold/casework";
import type { Directory, Enrolled, TrustFile } from "@threshold/contract";
import { makeIdentity, randomBytes } from "@threshold/sealing";
import { makeSigningKey } from "@threshold/sealing/signing";
import { codeMark, networkOf, nextNetwork, nextOrganisation, signStatement } from "@threshold/sealing/trust";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computer, Profile, phone } from "./support/browser.ts";
import { Desk } from "./support/desk.ts";
import { Field, type ReferAnswers } from "./support/field.ts";
import { Tamperer } from "./support/proxy.ts";
import { followed, rootOf, takenOver } from "./support/root.ts";
import { Site } from "./support/site.ts";

const passphrase = "four quiet lamps by the door";
const harbour = "Harbour, safe place to stay";
const answers: ReferAnswers = {
  danger: "no",
  basis: "consent",
  consent: { language: "en", interpreter: "none-needed", given: "spoken" },
  first: harbour,
  fallback: "Specialised unit, round the clock",
  story: { narrative: "Velikanova waits outside." },
};
const list = /^\/api\/device\/directory$/;
const keys = /^\/api\/device\/trust/;
type Change = (file: TrustFile) => TrustFile | Promise<TrustFile>;

describe("a server that lies to a phone", () => {
  let site: Site;
  let proxy: Tamperer;
  let helper: Profile;
  let officer: Profile;
  let desk: Desk;
  let field: Field;
  /** What the honest server said of keys last. */
  let honest: TrustFile;

  beforeAll(async () => {
    site = await Site.open();
    proxy = await Tamperer.open(site.url);
    [helper, officer] = await Promise.all([Profile.open(computer), Profile.open(phone)]);
    desk = new Desk(await helper.newPage());
    await desk.open(site.url);
    await desk.signIn("police@demo", passphrase);
    field = new Field(await officer.newPage());
    await field.open(proxy.url);
  });
  afterAll(async () => {
    await Promise.all([helper?.remove(), officer?.remove()]);
    await proxy?.close();
    await site?.remove();
  });
  afterEach(() => {
    proxy.behave();
    proxy.forget();
  });

  /** From the first screen to the list of helpers. */
  async function helpers(): Promise<void> {
    await field.open(proxy.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    await field.startReferral();
    await field.next();
    await field.choose(answers);
    await field.next();
    await field.heading("field.who.title").waitFor();
  }
  const offered = () => field.page.getByRole("radio", { name: harbour, exact: true }).count();
  /** Waits: what an earlier server said may still stand there until this one has answered. */
  const isOffered = () => field.page.getByRole("radio", { name: harbour, exact: true }).first().waitFor();
  const phones = () =>
    field.page
      .getByRole("main")
      .getByRole("link", { name: /\+000 555 0303/ })
      .count();

  /** The list says why, offers nobody to seal to, and shows the telephone of the helper. */
  async function allRefused(sentence: string): Promise<void> {
    await helpers();
    await field.page
      .getByRole("alert")
      .filter({ hasText: field.text(sentence) })
      .waitFor();
    await field.page.getByText(field.text("trust.field.none-sent")).waitFor();
    expect(await offered()).toBe(0);
    expect(await phones()).toBeGreaterThan(0);
    expect(proxy.posted(/entries/)).toEqual([]);
  }
  async function trustRefused(change: Change, sentence: string): Promise<void> {
    proxy.behave();
    proxy.answer<TrustFile>("GET", keys, change);
    await allRefused(sentence);
  }
  const network = (file: TrustFile, change: Partial<TrustFile["network"]["statement"]>): TrustFile => ({
    ...file,
    network: { ...file.network, statement: { ...file.network.statement, ...change } },
  });

  it("swapped root at first sight: a code is not used up on a server that does not fit it", async () => {
    const code = await desk.enrolPhone();
    const root = await makeSigningKey({ extractable: true });
    proxy.answer<Enrolled>("POST", /^\/api\/enrol$/, async (enrolled) => {
      const network = await networkOf(root.verifyKey);
      const where = { organisation: enrolled.organisation.id, desk: enrolled.desk.id };
      // It knows all but the code itself.
      const mark = await codeMark("22222-22222-22222-22222", { network, root: root.verifyKey, ...where });
      return { ...enrolled, root: { network, root: root.verifyKey, mark } };
    });
    await field.tryConnect(code);
    await field.page.getByText(field.text("trust.field.mark")).waitFor();
    expect(proxy.seen.filter(({ path }) => path.startsWith("/api/device/"))).toEqual([]);
    await field.open(proxy.url);
    await field.page.waitForTimeout(500);
    expect(proxy.seen.filter(({ path }) => path.startsWith("/api/device/"))).toEqual([]);
  });

  it("an honest server is believed: a referral goes out, sealed to two desks and nobody else", async () => {
    proxy.answer<TrustFile>("GET", keys, (file) => {
      honest = file;
      return file;
    });
    await field.open(proxy.url);
    await field.connect(await desk.enrolPhone());
    await helpers();
    await isOffered();
    await field.open(proxy.url);
    await field.chooseSituation("worksite");
    await field.answerSign("coercion.documents", "seen");
    await field.refer(answers);
    expect(await field.isSent()).toBe(true);
    const sealed = proxy.posted(/entries/).join();
    const known = new Set(
      honest.organisations.flatMap((chain) => chain.at(-1)?.statement.desks ?? []).map((one) => one.recipient),
    );
    const recipients = new Set(sealed.match(/age1[02-9ac-hj-np-z]{58}/g));
    expect(recipients.size).toBe(2);
    expect([...recipients].filter((one) => !known.has(one))).toEqual([]);
  });

  it("swapped desk key in the list of helpers: that helper by phone only, the others as before", async () => {
    const { recipient } = await makeIdentity();
    proxy.answer<Directory>("GET", list, (directory) => ({
      ...directory,
      services: directory.services.map((service) =>
        service.name === harbour && service.desk !== null
          ? { ...service, desk: { ...service.desk, recipient } }
          : service,
      ),
    }));
    await helpers();
    await field.page.getByText(field.text("trust.field.some")).waitFor();
    expect(await offered()).toBe(0);
    expect(await phones()).toBeGreaterThan(0);
    expect(await field.page.getByRole("radio").count()).toBeGreaterThan(1);
  });

  it("an added helper that nobody signed, and one passed off as another kind: by phone only", async () => {
    const { recipient } = await makeIdentity();
    const id = () => makeUuidV7(Date.now(), randomBytes);
    proxy.answer<Directory>("GET", list, (directory) => ({
      ...directory,
      services: directory.services.flatMap((service) => {
        if (service.name !== harbour) return [service];
        const added = {
          ...service,
          id: id(),
          name: "Lantern, added by the server",
          organisation: { ...service.organisation, id: id() },
          desk: { id: id(), recipient },
        };
        return [added, { ...service, organisation: { ...service.organisation, kind: "child-protection" } }];
      }),
    }));
    await helpers();
    for (const name of [harbour, "Lantern, added by the server"]) {
      await field.page.getByRole("heading", { name, exact: true }).waitFor();
      expect(await field.page.getByRole("radio", { name, exact: true }).count()).toBe(0);
    }
  });

  it("swapped desk key in the signed directory itself: refused whole, whoever signed it", async () => {
    const [{ recipient }, steward, root] = await Promise.all([
      makeIdentity(),
      makeSigningKey({ extractable: true }),
      makeSigningKey({ extractable: true }),
    ]);
    const first = (file: TrustFile) => {
      const chain = file.organisations[0];
      const last = chain?.at(-1);
      if (chain === undefined || last === undefined) throw new Error("no organisation made a statement");
      return { chain, last };
    };
    const rest = (file: TrustFile) => file.organisations.slice(1);
    const swapped = (desks: readonly { desk: string; version: number; recipient: string }[]) =>
      desks.map((one) => ({ ...one, recipient }));
    await trustRefused((file) => {
      const { chain, last } = first(file);
      const changed = { ...last, statement: { ...last.statement, desks: swapped(last.statement.desks) } };
      return { ...file, organisations: [[...chain.slice(0, -1), changed], ...rest(file)] };
    }, chainProblem(honest));
    await trustRefused(async (file) => {
      const { chain, last } = first(file);
      const next = await nextOrganisation(last.statement, { desks: swapped(last.statement.desks) }, new Date());
      const signed = (await signStatement(next, steward)) as typeof last;
      return { ...file, organisations: [[...chain, signed], ...rest(file)] };
    }, "trust.steward-unknown");
    await trustRefused((file) => network(file, { organisations: [] }), "trust.signature-wrong");
    await trustRefused(async (file) => {
      const id = await networkOf(root.verifyKey);
      const made = await nextNetwork(id, null, file.network.statement, new Date());
      return { ...file, network: (await signStatement(made, root)) as TrustFile["network"] };
    }, "trust.root-differs");
    await trustRefused(() => ({}) as TrustFile, "trust.wrong-shape");
  });
  /** Changing the only statement of an organisation breaks the root's word of it; changing a later one, its signature. */
  const chainProblem = (file: TrustFile) =>
    (file.organisations[0]?.length ?? 0) > 1 ? "trust.signature-wrong" : "trust.split";

  it("a stolen root that names stewards of its own: that helper by phone, until somebody has called", async () => {
    const root = await rootOf(site.folder);
    let taken: TrustFile | null = null;
    proxy.answer<TrustFile>("GET", keys, async (file) => {
      const shelter = file.network.statement.organisations.find((one) => one.kind === "shelter")?.id ?? "";
      taken ??= await takenOver(file, root, shelter);
      return taken;
    });
    const desks = () => taken?.organisations.flatMap((chain) => chain.at(-1)?.statement.desks ?? []) ?? [];
    proxy.answer<Directory>("GET", list, (directory) => ({
      ...directory,
      services: directory.services.map((service) => {
        const key = desks().find((one) => one.desk === service.desk?.id);
        return key === undefined ? service : { ...service, desk: { id: key.desk, recipient: key.recipient } };
      }),
    }));
    // The list is asked for before the keys: the second time it fits what they say.
    await helpers();
    const answered = field.page.waitForResponse((response) => keys.test(new URL(response.url()).pathname));
    await helpers();
    await answered;
    await field.page.getByText(field.text("trust.field.named")).waitFor();
    expect(await offered()).toBe(0);
    expect(await phones()).toBeGreaterThan(0);
    expect(await field.page.getByRole("radio").count()).toBeGreaterThan(1);
    await field.page.getByRole("button", { name: field.text("trust.field.sure"), exact: true }).click();
    await isOffered();
    proxy.behave();
    await field.open(proxy.url);
    await field.connect(await desk.enrolPhone());
    await helpers();
    await isOffered();
  });

  it("split and rolled back: two statements with one number, and an older one; a new code from the desk puts it right", async () => {
    const root = await rootOf(site.folder);
    proxy.answer<TrustFile>("GET", keys, (file) => {
      honest = file;
      return file;
    });
    await helpers();
    await isOffered();
    const newer = await followed(honest, root);
    const other = await followed(honest, root, { change: { organisations: [] } });
    proxy.behave();
    proxy.answer<TrustFile>("GET", keys, () => newer);
    const answered = field.page.waitForResponse((response) => keys.test(new URL(response.url()).pathname));
    await helpers();
    await answered;
    await isOffered();
    await trustRefused(() => other, "trust.split");
    await trustRefused((file) => file, "trust.rolled-back");
    proxy.behave();
    await field.open(proxy.url);
    await field.connect(await desk.enrolPhone());
    await helpers();
    await isOffered();
  });

  // The last one: the clock is that of every page here.
  it("expired, also for a phone that was away for months", async () => {
    await field.page.clock.install({ time: Date.now() + 100 * 86_400_000 });
    await allRefused("trust.expired");
  });
});
