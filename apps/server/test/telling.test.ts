import type { Notices, Telling } from "@threshold/contract";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { deliverDue } from "../src/telling/deliver.ts";
import { tellDue } from "../src/telling/tell-case.ts";
import {
  enrolPhone,
  type Member,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { type Answer, ask } from "./support/client.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";
import { makeChange } from "./support/people.ts";
import { type Browser, openPushService, type PushService } from "./support/push-service.ts";
import { takeOn } from "./support/recording.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, declined, type MadeReferral, referral, send, withdrawn } from "./support/writing.ts";

const minute = 60_000;
const hour = 60;

describe("being told", () => {
  let site: TestSite;
  let mailbox: Mailbox;
  let pushes: PushService;
  beforeAll(async () => {
    [mailbox, pushes] = [await openMailbox(), await openPushService()];
    const telling = {
      smtp: mailbox.url,
      mailFrom: "desk@site.example",
      address: "https://site.example",
      pushAnywhere: true,
    };
    site = await openSite(inject("cluster"), { telling });
  });
  afterAll(async () => {
    await site.close();
    await mailbox.stop();
    await pushes.stop();
  });

  let police: Organisation;
  let shelter: Organisation;
  let unit: Organisation;
  let phone: Writer;
  beforeEach(async () => {
    [police, shelter, unit] = [
      await makeOrganisation(site, { kind: "police", members: 2 }),
      await makeOrganisation(site, { members: 3 }),
      await makeOrganisation(site, { members: 2 }),
    ];
    phone = await enrolPhone(site, police);
    mailbox.letters.splice(0);
    // Whom the tests before told is told nothing of these.
    await site.root("delete from threshold.telling");
    await site.root("delete from threshold.push_subscription");
  });
  afterEach(() => {
    mailbox.works = true;
    pushes.answers = 201;
  });

  const now = () => site.house.clock();
  /** Lets time pass, and does what is due by then. */
  const pass = async (minutes: number) => {
    site.later(minutes);
    await tellDue(site.house, now());
    await deliverDue(site.house, now());
  };
  /** To the next time that clocks in UTC show this. */
  const passTo = (clock: string, days = 0) => {
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    const today = now().getTime() - (now().getTime() % (24 * hour * minute));
    const wanted = today + (hours * hour + minutes) * minute;
    const ahead =
      (wanted > now().getTime() ? wanted - now().getTime() : wanted + 24 * hour * minute - now().getTime()) / minute;
    // A second more: what is due on the minute is due then.
    return pass(ahead + days * 24 * hour + 1 / 60);
  };
  const good = (answer: Answer): Answer => {
    if (answer.status >= 300) throw new Error(answer.text);
    return answer;
  };
  const own = async (member: Member) => {
    await signInAgain({ members: [member] } as unknown as Organisation);
    return good(await ask(member, "GET", "/telling")).body as Telling;
  };
  const addressOf = ({ handle }: Member) => handle.replace("@test", "@mail.example");
  const lettersTo = (member: Member) => mailbox.letters.filter(({ to }) => to === addressOf(member));
  const codeIn = (text = "") => /Your code is (\S+)/.exec(text)?.[1] ?? "";
  /** Chooses how to be told; with mail, the address is confirmed by the code that comes. */
  const choose = async (member: Member, wish: Partial<Telling> = {}): Promise<Telling> => {
    const { mailHow, digestAt, quiet, zone, urgentAnyway } = { ...(await own(member)), zone: "Etc/UTC", ...wish };
    const body = { mail: addressOf(member), mailHow, digestAt, quiet, zone, urgentAnyway };
    const before = mailbox.letters.length;
    good(await ask(member, "PUT", "/telling", body));
    const code = codeIn(mailbox.letters[before]?.text);
    const done = good(await ask(member, "POST", "/telling/mail", { code })).body as Telling;
    mailbox.letters.splice(before, 1);
    return done;
  };
  const browserOf = async (member: Member): Promise<Browser> => {
    const browser = pushes.subscribe();
    await own(member);
    good(await ask(member, "POST", "/telling/push", browser.subscription));
    return browser;
  };
  /** What she has not read, the oldest first. That a page shows the same, the test at the end sees. */
  const unread = async ({ id }: Member): Promise<string[]> => {
    const rows = await site.root(
      "select kind from threshold.notice where member = $1 and read_at is null order by at, kind desc",
      [id],
    );
    return rows.map(({ kind }) => String(kind));
  };
  const refer = async (change: Parameters<typeof referral>[1]["change"] = {}): Promise<MadeReferral> => {
    const made = await referral(phone, { to: shelter, fallback: unit, change });
    good(await send(phone, made));
    return made;
  };
  /** The same of everybody, by organisation and number; who has read all is left out. */
  const allUnread = async () => {
    const found: Record<string, string[]> = {};
    for (const [name, home] of Object.entries({ police, shelter, unit }))
      for (const [n, member] of home.members.entries()) {
        const kinds = await unread(member);
        if (kinds.length > 0) found[`${name} ${n}`] = kinds;
      }
    return found;
  };

  describe("her own choices", () => {
    it("an address is told nothing before it is confirmed by the code that was sent to it; that works once, and not by looking", async () => {
      const worker = memberOf(shelter, 1);
      expect(await own(worker)).toMatchObject({
        ...{ mail: null, mailWaiting: null, mailHow: "at-once", push: 0, mailWorks: true },
        pushKey: expect.stringMatching(/^[\w-]{87}$/),
      });
      const body = {
        mail: addressOf(worker),
        mailHow: "at-once",
        digestAt: "08:00",
        quiet: null,
        zone: "Asia/Kathmandu",
        urgentAnyway: false,
      };
      expect((await ask(worker, "PUT", "/telling", { ...body, zone: "Nowhere/Here" })).body).toMatchObject({
        name: "bad-request",
      });
      expect(good(await ask(worker, "PUT", "/telling", body)).body).toMatchObject({
        mail: null,
        mailWaiting: addressOf(worker),
        zone: "Asia/Kathmandu",
      });
      // Saved again, nothing more is sent.
      good(await ask(worker, "PUT", "/telling", body));
      expect(mailbox.letters).toHaveLength(1);
      const [letter] = mailbox.letters;
      expect(letter).toMatchObject({ to: addressOf(worker), from: "desk@site.example", subject: "Your code" });
      await refer();
      await pass(1);
      expect(mailbox.letters).toHaveLength(1);

      const code = codeIn(letter?.text);
      const wrong = await ask(worker, "POST", "/telling/mail", {
        code: code.replace(/^./, (c) => (c === "A" ? "C" : "A")),
      });
      expect(wrong.body).toMatchObject({ name: "code-unknown" });
      // Somebody else's page does not use it up.
      expect((await ask(memberOf(shelter), "POST", "/telling/mail", { code })).body).toMatchObject({
        name: "code-unknown",
      });
      expect(await own(worker)).toMatchObject({ mail: null });
      const typed = code.toLowerCase().replaceAll("-", " ").replaceAll(" ", "");
      expect(good(await ask(worker, "POST", "/telling/mail", { code: typed })).body).toMatchObject({
        mail: addressOf(worker),
        mailWaiting: null,
      });
      expect((await ask(worker, "POST", "/telling/mail", { code })).body).toMatchObject({ name: "code-unknown" });

      good(await ask(worker, "PUT", "/telling", { ...body, mail: "other@mail.example" }));
      expect(await own(worker)).toMatchObject({ mail: addressOf(worker), mailWaiting: "other@mail.example" });
      site.later(61);
      await own(worker);
      const late = await ask(worker, "POST", "/telling/mail", { code: codeIn(mailbox.letters.at(-1)?.text) });
      expect(late.body).toMatchObject({ name: "code-unknown" });
      good(await ask(worker, "PUT", "/telling", { ...body, mail: null }));
      expect(await own(worker)).toMatchObject({ mail: null, mailWaiting: null });
    });

    it("ten wrong codes use a code up, and codes are not sent without end", async () => {
      const worker = memberOf(shelter, 1);
      await own(worker);
      const body = {
        mail: addressOf(worker),
        mailHow: "at-once",
        digestAt: "08:00",
        quiet: null,
        zone: "Etc/UTC",
        urgentAnyway: false,
      };
      good(await ask(worker, "PUT", "/telling", body));
      const code = codeIn(mailbox.letters[0]?.text);
      for (let n = 0; n < 10; n += 1)
        await ask(worker, "POST", "/telling/mail", { code: `AAAAA-AAAAA-AAAAA-AAAA${"23456789AC"[n]}` });
      expect((await ask(worker, "POST", "/telling/mail", { code })).body).toMatchObject({ name: "code-unknown" });
      for (let n = 0; n < 4; n += 1)
        good(await ask(worker, "PUT", "/telling", { ...body, mail: `n${n}@mail.example` }));
      const more = await ask(worker, "PUT", "/telling", { ...body, mail: "more@mail.example" });
      expect(more.body).toMatchObject({ name: "too-many" });
      expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(mailbox.letters).toHaveLength(5);
    });

    it("where the mail server does not take the code, nothing is changed", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker);
      mailbox.works = false;
      const body = {
        mail: "other@mail.example",
        mailHow: "none",
        digestAt: "08:00",
        quiet: null,
        zone: "Etc/UTC",
        urgentAnyway: false,
      };
      const answer = await ask(worker, "PUT", "/telling", body);
      expect([answer.status, answer.body]).toMatchObject([502, { name: "mail-silent" }]);
      expect(await own(worker)).toMatchObject({ mail: addressOf(worker), mailWaiting: null, mailHow: "at-once" });
    });

    it("without mail set up the page is told so, and no address can be given", async () => {
      const bare = await openSite(inject("cluster"));
      const home = await makeOrganisation(bare);
      const member = memberOf(home);
      expect((await ask(member, "GET", "/telling")).body).toMatchObject({ mailWorks: false });
      const body = {
        mail: "a@mail.example",
        mailHow: "at-once",
        digestAt: "08:00",
        quiet: null,
        zone: "Etc/UTC",
        urgentAnyway: false,
      };
      expect((await ask(member, "PUT", "/telling", body)).body).toMatchObject({ name: "mail-off" });
      expect((await ask(member, "PUT", "/telling", { ...body, mail: null })).status).toBe(200);
      // Off this machine, a push service is where the internet is.
      const wrong = await ask(member, "POST", "/telling/push", pushes.subscribe().subscription);
      expect(wrong.body).toMatchObject({ name: "push-wrong" });
      await bare.close();
    });

    it("a browser is told for whoever subscribed it last, and no more once she ends that", async () => {
      const [first, second] = [memberOf(shelter, 1), memberOf(shelter, 2)];
      const browser = await browserOf(first);
      await own(second);
      good(await ask(second, "POST", "/telling/push", browser.subscription));
      expect([(await own(first)).push, (await own(second)).push]).toEqual([0, 1]);
      const broken = { ...browser.subscription, keys: { p256dh: "AAAA", auth: "AAAA" } };
      expect((await ask(second, "POST", "/telling/push", broken)).body).toMatchObject({ name: "push-wrong" });
      const { endpoint } = browser.subscription;
      await own(first);
      expect((await ask(first, "DELETE", "/telling/push", { endpoint })).body).toMatchObject({ push: 0 });
      expect((await own(second)).push).toBe(1);
      expect((await ask(second, "DELETE", "/telling/push", { endpoint })).body).toMatchObject({ push: 0 });
    });

    it("a test comes at once by every way she chose, also in quiet hours and beside a digest", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker, { mailHow: "digest", quiet: { from: "00:00", to: "23:59" } });
      const browser = await browserOf(worker);
      expect(good(await ask(worker, "POST", "/telling/test")).body).toEqual({ mail: true, push: 1 });
      await pass(0);
      expect(lettersTo(worker).map(({ text }) => text)).toEqual([expect.stringContaining("It reached you.")]);
      expect(browser.messages.map((one) => JSON.parse(one))).toEqual([{ kind: "test", reference: null }]);
      expect(await unread(worker)).toEqual(["test"]);
    });
  });

  describe("what is sent", () => {
    it("holds the reference and a code: nothing of a card or story, no name, no service, also not to the push service", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker);
      const browser = await browserOf(worker);
      const { envelope } = await refer({ child: true, urgency: "now" });
      await pass(0);
      const [letter, ...more] = lettersTo(worker);
      expect(more).toEqual([]);
      expect(letter?.subject).toBe("Something is waiting for you");
      expect(letter?.text).toContain(`${envelope.reference}: Something new came in.`);
      expect(letter?.text).toContain("https://site.example");
      expect(letter?.raw).toMatch(/^auto-submitted: auto-generated/im);
      expect(browser.messages.map((one) => JSON.parse(one))).toEqual([
        { kind: "referral-came", reference: envelope.reference },
      ]);

      const words = [
        ...[police, shelter, unit].map(({ name }) => name),
        "Desk of",
        "Service of",
        worker.handle,
        envelope.case,
        envelope.author,
      ];
      words.push("invented-sign", "Invented Person", "An invented story", "child", "worksite");
      for (const word of words) {
        const found = letter?.raw.replaceAll(addressOf(worker), "").includes(word);
        expect(found, `the mail says ${word}`).toBe(false);
        expect(browser.messages[0]?.includes(word), `the push says ${word}`).toBe(false);
      }
      await pass(31);
      // The push service sees neither code nor reference, and all are of one length.
      expect(pushes.bodies.at(-1)?.includes(envelope.reference)).toBe(false);
      expect(browser.messages.map((one) => JSON.parse(one).kind)).toEqual(["referral-came", "answer-due-soon"]);
      expect(new Set(pushes.bodies.map(({ length }) => length)).size).toBe(1);
      expect(pushes.headers.at(-1)).toMatchObject({ ttl: "86400", urgency: "high", "content-encoding": "aes128gcm" });
      expect(JSON.stringify(site.log)).not.toContain(envelope.reference);
    });

    it("quiet hours hold it back; then one mail says how many, and what was read or answered meanwhile is not sent", async () => {
      const [, first, second] = shelter.members as [Member, Member, Member];
      await passTo("20:00");
      for (const one of [first, second]) await choose(one, { quiet: { from: "22:00", to: "06:30" } });
      await passTo("23:00");
      const made = [
        await refer({ urgency: "usual", answerWithin: 1440 }),
        await refer({ urgency: "usual", answerWithin: 1440 }),
      ];
      const answered = await refer({ urgency: "usual", answerWithin: 1440 });
      await pass(60);
      expect(mailbox.letters).toEqual([]);
      expect(await unread(first)).toEqual(["referral-came", "referral-came", "referral-came"]);
      await own(first);
      good(await send(first, await accepted(first, answered.envelope)));
      await own(second);
      const { now: seen } = good(await ask(second, "GET", "/notices")).body as Notices;
      good(await ask(second, "POST", "/notices/read", { case: made[0]?.envelope.case, upTo: seen }));
      await passTo("06:29");
      expect(mailbox.letters).toEqual([]);
      await pass(1);
      expect(lettersTo(first).map(({ subject }) => subject)).toEqual(["2 things are waiting for you"]);
      expect(lettersTo(first)[0]?.text).not.toContain(made[0]?.envelope.reference ?? "");
      expect(lettersTo(second).map(({ text }) => text)).toEqual([
        expect.stringContaining(made[1]?.envelope.reference ?? ""),
      ]);
      await pass(1);
      expect(mailbox.letters).toHaveLength(2);
    });

    it("what is urgent comes through quiet hours and the digest where she chose that, and only there", async () => {
      const [, first, second] = shelter.members as [Member, Member, Member];
      await passTo("20:00");
      await choose(first, { quiet: { from: "22:00", to: "06:30" }, mailHow: "digest" });
      await choose(second, { quiet: { from: "22:00", to: "06:30" }, urgentAnyway: false });
      await passTo("23:00");
      await refer({ child: true });
      await pass(0);
      expect([lettersTo(first).length, lettersTo(second).length]).toEqual([1, 0]);
      await refer({ urgency: "usual", answerWithin: 1440 });
      await pass(0);
      expect(mailbox.letters).toHaveLength(1);
    });

    it("the digest comes once a day, at its time in her zone", async () => {
      const worker = memberOf(shelter, 1);
      await passTo("08:00");
      await choose(worker, { mailHow: "digest", digestAt: "18:00", zone: "Asia/Kathmandu" });
      await refer({ urgency: "usual", answerWithin: 1440 });
      await refer({ urgency: "usual", answerWithin: 1440 });
      await passTo("12:14");
      expect(mailbox.letters).toEqual([]);
      await pass(1);
      expect(lettersTo(worker).map(({ text }) => text)).toEqual([expect.stringContaining("2 new messages.")]);
      await refer({ urgency: "usual", answerWithin: 1440 });
      await pass(60);
      expect(mailbox.letters).toHaveLength(1);
    });

    it("a flood becomes one mail that says how many, a quarter of an hour after the last", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker);
      const browser = await browserOf(worker);
      for (let n = 0; n < 12; n += 1) {
        await refer({ answerWithin: 1440, urgency: "usual" });
        await pass(0.5);
      }
      expect(lettersTo(worker)).toHaveLength(3);
      expect(browser.messages).toHaveLength(3);
      await pass(12);
      expect(
        lettersTo(worker)
          .map(({ subject }) => subject)
          .at(-1),
      ).toBe("9 things are waiting for you");
      expect(lettersTo(worker)).toHaveLength(4);
      expect(JSON.parse(browser.messages.at(-1) ?? "")).toEqual({ kind: "referral-came", reference: null });
    });

    it("what is urgent waits for no quarter of an hour: it goes within a minute of the last, and the others with it", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker);
      for (let n = 0; n < 4; n += 1) {
        await refer({ answerWithin: 1440, urgency: "usual" });
        await pass(0.2);
      }
      expect(lettersTo(worker)).toHaveLength(3);
      await refer({ urgency: "now" });
      await pass(0.2);
      expect(lettersTo(worker), "not one by one, however many are urgent").toHaveLength(3);
      await pass(1);
      expect(lettersTo(worker)).toHaveLength(4);
      expect(lettersTo(worker).at(-1)?.subject).toContain("2 things");
    });

    it("a mail server that is away loses nothing, and what it says goes nowhere", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker);
      mailbox.works = false;
      const { envelope } = await refer();
      const failed = await deliverDue(site.house, now()).catch((error: Error) => error);
      expect(String(failed)).toContain("not everything could be sent");
      expect(String(failed) + JSON.stringify(failed)).not.toContain(addressOf(worker));
      expect(mailbox.letters).toEqual([]);
      mailbox.works = true;
      await pass(1);
      expect(lettersTo(worker).map(({ text }) => text)).toEqual([expect.stringContaining(envelope.reference)]);
      await pass(1);
      expect(lettersTo(worker)).toHaveLength(1);
    });

    it("two that send at the same moment send it once", async () => {
      const worker = memberOf(shelter, 1);
      await choose(worker);
      const browser = await browserOf(worker);
      await refer();
      const results = await Promise.all(Array.from({ length: 6 }, () => deliverDue(site.house, now())));
      expect(results).toHaveLength(6);
      expect([lettersTo(worker).length, browser.messages.length]).toEqual([1, 1]);
    });

    it("a browser that is gone is forgotten; a push service that is away is asked again", async () => {
      const worker = memberOf(shelter, 1);
      const browser = await browserOf(worker);
      pushes.answers = 503;
      await refer();
      await expect(deliverDue(site.house, now())).rejects.toThrow("not everything could be sent");
      pushes.answers = 201;
      await pass(1);
      expect(browser.messages).toHaveLength(1);
      pushes.answers = 410;
      await refer();
      await pass(1);
      expect((await own(worker)).push).toBe(0);
      pushes.answers = 201;
      await refer();
      await pass(1);
      expect(browser.messages).toHaveLength(1);
    });
  });

  describe("who is told", () => {
    it("a referral: whoever works cases at the receiving desk and is here; nobody else, and not its author", async () => {
      await site.root("update threshold.member set roles = array['officer'] where id = $1", [memberOf(shelter, 2).id]);
      const made = await referral(memberOf(police), { to: shelter, fallback: unit });
      good(await send(memberOf(police), made));
      expect(await allUnread()).toEqual({ "shelter 0": ["referral-came"], "shelter 1": ["referral-came"] });
      // To her own desk: her colleague hears of it, she knows.
      good(await send(memberOf(police), await referral(memberOf(police), { to: police })));
      expect([await unread(memberOf(police)), await unread(memberOf(police, 1))]).toEqual([[], ["referral-came"]]);
      await site.root("update threshold.member set leave_since = $2 where id = $1", [memberOf(shelter, 1).id, now()]);
      good(await send(memberOf(police), await referral(memberOf(police), { to: shelter })));
      expect(await unread(memberOf(shelter))).toEqual(["referral-came", "referral-came"]);
      const [row] = await site.root("select count(*)::integer as n from threshold.notice where member = $1", [
        memberOf(shelter, 1).id,
      ]);
      expect(row).toEqual({ n: 1 });
    });

    it("while it waits: the desk at half the time and again, then the second desk, both coordinators and the sender; an answer ends it", async () => {
      const made = await refer();
      await pass(29);
      expect(await allUnread()).toEqual({
        ...{ "shelter 0": ["referral-came"], "shelter 1": ["referral-came"], "shelter 2": ["referral-came"] },
      });
      await pass(1);
      await pass(0);
      expect(await unread(memberOf(shelter, 1))).toEqual(["referral-came", "answer-due-soon"]);
      expect(await unread(memberOf(unit))).toEqual([]);
      await pass(18);
      expect(await unread(memberOf(shelter, 1))).toEqual(["referral-came", "answer-due-soon", "answer-due-soon"]);
      expect(await unread(memberOf(police))).toEqual([]);
      await pass(12.1);
      expect(await unread(memberOf(shelter))).toEqual([
        "referral-came",
        "answer-due-soon",
        "answer-due-soon",
        "nobody-answered",
      ]);
      expect(await unread(memberOf(shelter, 1))).toEqual(["referral-came", "answer-due-soon", "answer-due-soon"]);
      expect([await unread(memberOf(unit)), await unread(memberOf(unit, 1))]).toEqual([["passed-on"], ["passed-on"]]);
      expect([await unread(memberOf(police)), await unread(memberOf(police, 1))]).toEqual([
        ["nobody-answered"],
        ["nobody-answered"],
      ]);
      await pass(60);
      expect([await unread(memberOf(unit)), await unread(memberOf(unit, 1))]).toEqual([
        ["passed-on", "nobody-answered"],
        ["passed-on", "nobody-answered"],
      ]);
      await pass(0);
      expect((await unread(memberOf(shelter))).length).toBe(5);

      const helper = memberOf(unit, 1);
      await own(helper);
      good(await send(helper, await accepted(helper, made.envelope)));
      await pass(600);
      const after = await allUnread();
      // Whoever sent it, and the desk that was asked first, hear that there is an answer; whoever answered knows it.
      expect(after).toEqual({
        ...{ "police 0": ["answered"], "police 1": ["answered"] },
        ...{ "shelter 0": ["answered"], "shelter 1": ["answered"], "shelter 2": ["answered"] },
      });
    });

    it("where nobody looked for hours, each is told how it stands now and not how it stood", async () => {
      await refer();
      await pass(5 * hour);
      expect(await unread(memberOf(shelter))).toEqual(["referral-came", "nobody-answered"]);
      expect(await unread(memberOf(shelter, 1))).toEqual(["referral-came"]);
      expect(await unread(memberOf(unit, 1))).toEqual(["nobody-answered"]);
    });

    it("declined: the sender hears that there is an answer, the second desk that it is asked now; then its own decline", async () => {
      const made = await refer();
      const worker = memberOf(shelter, 1);
      good(await send(worker, await declined(worker, made.envelope, [police, shelter, unit])));
      expect(await allUnread()).toEqual({
        ...{ "police 0": ["answered"], "police 1": ["answered"], "unit 0": ["passed-on"], "unit 1": ["passed-on"] },
      });
      await pass(31);
      expect(await unread(memberOf(unit, 1))).toEqual(["passed-on", "answer-due-soon"]);
      expect(await unread(memberOf(shelter))).toEqual([]);
      const helper = memberOf(unit, 1);
      await own(helper);
      good(await send(helper, await declined(helper, made.envelope, [police, shelter, unit])));
      await pass(10 * hour);
      expect(await allUnread()).toEqual({ "police 0": ["answered", "answered"], "police 1": ["answered", "answered"] });
    });

    it("taken back: whoever has it hears, and nothing else of it matters any more", async () => {
      const made = await refer();
      good(await send(phone, await withdrawn(phone, made.envelope)));
      await pass(10 * hour);
      const told = ["withdrawn"];
      expect(await allUnread()).toEqual({ "shelter 0": told, "shelter 1": told, "shelter 2": told });
    });

    it("a desk that is closed: what is urgent reaches its coordinators and whoever wants that at once, the others when it opens", async () => {
      const office = JSON.stringify([...Array.from({ length: 7 }, () => [[480, 1020]])]);
      await site.root("update threshold.service set hours = $2 where desk = $1", [shelter.desk.desk, office]);
      const [first, willing, other] = shelter.members as [Member, Member, Member];
      await passTo("16:00");
      await choose(first, { urgentAnyway: false });
      await choose(willing, { urgentAnyway: true });
      await choose(other, { urgentAnyway: false });
      await passTo("23:00");
      await refer({ child: true, answerWithin: 720 });
      await pass(0);
      expect([first, willing, other].map((one) => lettersTo(one).length)).toEqual([1, 1, 0]);
      await refer({ urgency: "usual", answerWithin: 1440 });
      await pass(0);
      expect(mailbox.letters).toHaveLength(2);
      await passTo("08:00");
      expect(lettersTo(other).map(({ subject }) => subject)).toEqual(["3 things are waiting for you"]);
      expect(
        lettersTo(willing)
          .map(({ subject }) => subject)
          .at(-1),
      ).toBe("2 things are waiting for you");
    });
  });

  describe("a case in a desk's care", () => {
    const dayFrom = (days: number) => new Date(now().getTime() + days * 24 * hour * minute).toISOString().slice(0, 10);

    it("its owner hears the morning before and on the day; what she has not read by the next morning goes to whoever coordinates", async () => {
      const [leader, owner, other] = shelter.members as [Member, Member, Member];
      await passTo("12:00");
      await own(owner);
      const taken = await takeOn(owner, shelter, await refer());
      await taken.record(owner, { nextDue: dayFrom(3), owner: owner.id });
      await passTo("07:59", 1);
      expect(await unread(owner)).toEqual([]);
      await pass(1);
      await pass(0);
      expect(await unread(owner)).toEqual(["case-due"]);
      expect([await unread(leader), await unread(other)]).toEqual([[], []]);
      await passTo("08:00");
      expect(await unread(owner)).toEqual(["case-due", "case-due"]);
      expect(await unread(leader)).toEqual(["case-due"]);
      await own(owner);
      const { now: seen, notices } = good(await ask(owner, "GET", "/notices")).body as Notices;
      expect(notices[0]).toMatchObject({ kind: "case-due", due: now().toISOString().slice(0, 10) });
      good(await ask(owner, "POST", "/notices/read", { case: null, upTo: seen }));
      await passTo("08:00");
      expect(await unread(leader)).toEqual(["case-due"]);
      expect(await unread(other)).toEqual([]);
      // Somebody saw to it, and closed it: nothing of it is due.
      await own(other);
      await taken.record(other, { nextDue: null, owner: owner.id, closed: true });
      expect(await unread(leader)).toEqual([]);
    });

    it("whoever records that it is due today knows it; another owner is told at once", async () => {
      const [, owner, other] = shelter.members as [Member, Member, Member];
      await passTo("12:00");
      await own(owner);
      const taken = await takeOn(owner, shelter, await refer());
      await taken.record(owner, { nextDue: dayFrom(0), owner: owner.id });
      expect(await unread(owner)).toEqual([]);
      await own(other);
      await taken.record(other, { nextDue: dayFrom(1), owner: owner.id });
      await pass(0);
      expect(await unread(owner)).toEqual(["case-due"]);
    });

    it("handed over: the new owner hears of it, and only somebody of that desk can be one", async () => {
      const [, owner, other] = shelter.members as [Member, Member, Member];
      const taken = await takeOn(owner, shelter, await refer());
      await taken.record(owner, { nextDue: dayFrom(9), owner: other.id });
      expect(await unread(other)).toEqual(["handed-over"]);
      await taken.record(owner, { nextDue: dayFrom(9), owner: memberOf(unit).id });
      expect([await unread(memberOf(unit)), await unread(other)]).toEqual([[], []]);
      // Nobody of the desk looks after it: whoever coordinates is told.
      expect(await unread(memberOf(shelter))).toEqual(["owner-away"]);
    });

    it("an owner on leave: whoever stands in and whoever coordinates, the whole desk the morning after; her return ends it", async () => {
      const [leader, owner, other] = shelter.members as [Member, Member, Member];
      await passTo("12:00");
      await own(owner);
      const taken = await takeOn(owner, shelter, await refer());
      await taken.record(owner, { nextDue: dayFrom(2), owner: owner.id });
      await own(leader);
      good(await ask(leader, "POST", `/members/${owner.id}/leave`, { until: null, standsIn: null }));
      await pass(0);
      expect([await unread(leader), await unread(other)]).toEqual([["owner-away"], []]);
      await passTo("08:00");
      // Due tomorrow, and nobody is here for it.
      expect(await unread(leader)).toEqual(["owner-away", "case-due"]);
      expect(await unread(other)).toEqual(["owner-away"]);
      await own(leader);
      good(await ask(leader, "POST", `/members/${owner.id}/return`));
      await pass(0);
      expect([await unread(leader), await unread(other)]).toEqual([["case-due"], []]);
      await own(leader);
      good(await ask(leader, "POST", `/members/${owner.id}/leave`, { until: null, standsIn: other.id }));
      await pass(0);
      // She stands in: what is due is told her.
      expect(await unread(other)).toEqual(["owner-away", "case-due"]);
    });

    it("an owner who has left: the case is told, and she is told nothing more", async () => {
      const [leader, owner] = shelter.members as [Member, Member];
      await choose(owner);
      await browserOf(owner);
      await takeOn(owner, shelter, await refer());
      await own(leader);
      const change = await makeChange(leader, { leaving: owner.id, rotate: [shelter.desk.desk] }, now());
      good(await ask(leader, "POST", `/members/${owner.id}/end`, { change }));
      await pass(0);
      expect(await unread(leader)).toContain("owner-away");
      const left = await site.root(
        "select (select count(*) from threshold.telling where member = $1) + (select count(*) from threshold.push_subscription where member = $1) as n",
        [owner.id],
      );
      expect(Number(left[0]?.n)).toBe(0);
      mailbox.letters.splice(0);
      await pass(10 * hour);
      expect(lettersTo(owner)).toEqual([]);
    });
  });

  it("the page shows what she has not read, the newest first, and marks nobody's but her own, whatever she names", async () => {
    const made = await refer({ child: true });
    await pass(31);
    const [, first, second] = shelter.members as [Member, Member, Member];
    await own(first);
    const { now: seen, notices } = good(await ask(first, "GET", "/notices")).body as Notices;
    const { case: id, reference } = made.envelope;
    const due = new Date(now().getTime() + 29 * minute).toISOString().slice(0, 15);
    expect(notices).toMatchObject([
      { kind: "answer-due-soon", case: id, reference, urgent: true, due: expect.stringContaining(due.slice(0, 13)) },
      { kind: "referral-came", case: id, reference },
    ]);
    const other = await refer();
    const read = { case: id, upTo: seen };
    expect(good(await ask(first, "POST", "/notices/read", read)).body).toMatchObject({
      notices: [{ case: other.envelope.case }],
    });
    expect([await unread(first), (await unread(second)).length]).toEqual([["referral-came"], 3]);
  });
});
