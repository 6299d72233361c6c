import type { Telling } from "@threshold/contract";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { openBoss, prepareJobs } from "../src/database/boss.ts";
import { connect } from "../src/database/connect.ts";
import type { Line } from "../src/http/log.ts";
import { openJobs } from "../src/jobs/run.ts";
import {
  enrolPhone,
  type Member,
  makeOrganisation,
  memberOf,
  type Organisation,
  type Writer,
} from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, referral, send } from "./support/writing.ts";

/** Work that is due at a time, by pg-boss as it runs: real time, real polling, moments a second or two away. */
describe("what is to be done at a time", () => {
  let site: TestSite;
  let mailbox: Mailbox;
  let police: Organisation;
  let shelter: Organisation;
  let unit: Organisation;
  let phone: Writer;
  const log: Line[] = [];
  beforeAll(async () => {
    mailbox = await openMailbox();
    const telling = { smtp: mailbox.url, mailFrom: "desk@site.example" };
    site = await openSite(inject("cluster"), { telling, jobs: true });
    // Each second counts here: what fails is tried again after one.
    await site.root("update threshold_jobs.queue set retry_delay = 1, retry_backoff = false");
    await site.root("delete from threshold_jobs.job");
    await site.jobs?.start(site.house, (line) => log.push(line));
  });
  afterAll(async () => {
    await site.close();
    await mailbox.stop();
  });
  beforeEach(async () => {
    police = await makeOrganisation(site, { kind: "police" });
    [shelter, unit] = [await makeOrganisation(site), await makeOrganisation(site)];
    phone = await enrolPhone(site, police);
    // Whom the tests before told is told nothing of these.
    await site.root("delete from threshold.telling");
    mailbox.letters.splice(0);
  });
  afterEach(() => {
    mailbox.works = true;
  });

  const unread = async ({ id }: Member) => {
    const rows = await site.root(
      "select kind from threshold.notice where member = $1 and read_at is null order by at, kind",
      [id],
    );
    return rows.map(({ kind }) => String(kind));
  };
  const soon = (member: Member) => expect.poll(() => unread(member), { timeout: 15_000, interval: 100 });
  const letters = () => expect.poll(() => mailbox.letters.map(({ text }) => text), { timeout: 15_000, interval: 100 });
  const refer = async (answerWithin = 60) => {
    const made = await referral(phone, { to: shelter, fallback: unit, change: { answerWithin } });
    expect((await send(phone, made)).status).toBe(201);
    return made;
  };
  const withMail = async (member: Member) => {
    const { zone } = (await ask(member, "GET", "/telling")).body as Telling;
    const body = {
      mail: `${member.handle.split("@")[0]}@mail.example`,
      mailHow: "at-once",
      digestAt: "08:00",
      quiet: null,
      zone,
      urgentAnyway: true,
    };
    expect((await ask(member, "PUT", "/telling", body)).status).toBe(200);
    const code = /Your code is (\S+)/.exec(mailbox.letters.at(-1)?.text ?? "")?.[1];
    expect((await ask(member, "POST", "/telling/mail", { code })).status).toBe(200);
    mailbox.letters.splice(0);
  };
  /** Jobs that wait for a moment of this case, the earliest first. */
  const waiting = (id: string) =>
    site.root(
      "select id, start_after from threshold_jobs.job where name = 'look' and data->>'case' = $1 and state = 'created' order by start_after",
      [id],
    );
  /** The house's clock and the machine's run apart in tests: brings a case's next job to two seconds from now. */
  const nextInTwoSeconds = async (id: string) => {
    const [job] = await waiting(id);
    const due = job?.start_after as Date;
    site.later((due.getTime() - Date.now() - 2_000) / 60_000);
    await site.root("update threshold_jobs.job set start_after = now() + interval '2 seconds' where id = $1", [
      job?.id,
    ]);
  };

  it("a referral puts down the moments at which somebody has to be told; one comes, and that happens", async () => {
    const { envelope } = await refer();
    const moments = (await waiting(envelope.case)).map(({ start_after }) => start_after as Date);
    const minutes = moments.map((at) => Math.round((at.getTime() - Date.now()) / 60_000));
    expect(minutes).toEqual([30, 48, 60, 120]);
    await nextInTwoSeconds(envelope.case);
    expect(await unread(memberOf(shelter))).toEqual(["referral-came"]);
    await soon(memberOf(shelter)).toEqual(["referral-came", "answer-due-soon"]);
  });

  it("mail goes out by itself, once", async () => {
    await withMail(memberOf(shelter));
    const { envelope } = await refer();
    await letters().toEqual([expect.stringContaining(envelope.reference)]);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(mailbox.letters).toHaveLength(1);
  });

  it("a stop and a start in the middle: the job is done afterwards, once", async () => {
    await withMail(memberOf(shelter));
    await site.jobs?.stop();
    const { envelope } = await refer();
    await nextInTwoSeconds(envelope.case);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(mailbox.letters).toEqual([]);
    await site.jobs?.start(site.house, (line) => log.push(line));
    await soon(memberOf(shelter)).toEqual(["referral-came", "answer-due-soon"]);
    await expect.poll(() => mailbox.letters.length, { timeout: 15_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await unread(memberOf(shelter))).toEqual(["referral-came", "answer-due-soon"]);
    const told = mailbox.letters.map(({ text }) => text).join();
    expect([told.includes("2 new messages"), mailbox.letters.length]).toEqual(
      mailbox.letters.length === 1 ? [true, 1] : [false, 2],
    );
  });

  it("two processes tell once", async () => {
    await withMail(memberOf(shelter));
    const other = openJobs({ db: site.house.db, clock: site.house.clock });
    await other.start({ ...site.house, telling: { ...site.house.telling, jobs: other } }, (line) => log.push(line));
    try {
      const { envelope } = await refer();
      await nextInTwoSeconds(envelope.case);
      await soon(memberOf(shelter)).toEqual(["referral-came", "answer-due-soon"]);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(await unread(memberOf(shelter))).toEqual(["referral-came", "answer-due-soon"]);
      const kinds = mailbox.letters.map(({ text }) => /: (.*)\./.exec(text)?.[1]);
      expect(kinds).toEqual(["Something new came in", "It still waits for an answer"]);
    } finally {
      await other.stop();
    }
  });

  it("a job that was lost is made good by looking over everything", async () => {
    const { envelope } = await refer();
    await site.root("delete from threshold_jobs.job where data->>'case' = $1", [envelope.case]);
    site.later(31);
    await site.jobs?.stop();
    await site.jobs?.start(site.house, (line) => log.push(line));
    await soon(memberOf(shelter)).toEqual(["referral-came", "answer-due-soon"]);
  });

  it("a mail server that is away is asked again, and nothing of what it said lies beside the job or in the log", async () => {
    await withMail(memberOf(shelter));
    mailbox.works = false;
    const { envelope } = await refer();
    await expect
      .poll(() => log.filter(({ event }) => event === "deliver-failed").length, { timeout: 15_000 })
      .toBeGreaterThan(0);
    mailbox.works = true;
    await letters().toEqual([expect.stringContaining(envelope.reference)]);
    const jobs = JSON.stringify(await site.root("select * from threshold_jobs.job")) + JSON.stringify(log);
    for (const word of ["mail.example", "no room", envelope.reference, shelter.name]) expect(jobs).not.toContain(word);
  });

  it("after an answer, the jobs find nothing to do", async () => {
    const { envelope } = await refer();
    const worker = memberOf(shelter);
    expect((await send(worker, await accepted(worker, envelope))).status).toBe(201);
    await site.root("update threshold_jobs.job set start_after = now() where data->>'case' = $1", [envelope.case]);
    site.later(10 * 60);
    await expect.poll(async () => (await waiting(envelope.case)).length, { timeout: 15_000 }).toBe(0);
    expect([await unread(worker), await unread(memberOf(unit))]).toEqual([[], []]);
  });

  it("an entry that is not taken leaves neither notice nor job", async () => {
    const made = await referral(phone, { to: shelter });
    const broken = { ...made, signature: made.signature.replace(/^./, (c) => (c === "A" ? "B" : "A")) };
    expect((await send(phone, broken)).status).toBe(422);
    expect([await waiting(made.envelope.case), await unread(memberOf(shelter))]).toEqual([[], []]);
  });

  it("the role that answers requests uses the queues, and can make none; preparing again changes nothing", async () => {
    await prepareJobs(site.source);
    const boss = openBoss(site.house.db);
    await expect(boss.createQueue("another")).rejects.toThrow(/permission denied/);
    const client = await connect(site.source, "app");
    try {
      await expect(client.query("create table threshold_jobs.more (n integer)")).rejects.toThrow(/permission denied/);
      expect((await client.query("select count(*)::integer as n from threshold_jobs.queue")).rows).toEqual([{ n: 2 }]);
    } finally {
      await client.end();
    }
  });
});
