import { makeCaseKey, sealRecord } from "@threshold/sealing/content";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { writeCalendar } from "../src/calendar/ics.ts";
import {
  enrolPhone,
  type Member,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { eventsOf, readIcs } from "./support/read-ics.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, declined, type MadeReferral, newId, referral, send, signed } from "./support/writing.ts";

describe("calendar of what is due", () => {
  let site: TestSite;
  let sender: Organisation;
  let home: Organisation;
  let other: Organisation;
  let phone: Writer;
  const recipients = new Map<string, string>();
  const last = new Map<string, string>();
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    const make = () => makeOrganisation(site, { members: 2 });
    [sender, home, other] = [await make(), await make(), await make()];
    phone = await enrolPhone(site, sender);
  });
  afterAll(() => site.close());

  const worker = () => memberOf(home, 1);
  async function makeAddress(member: Member = worker()): Promise<string> {
    const answer = await ask(member, "POST", "/calendar", { language: "en" });
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as { token: string }).token;
  }
  const fetchIcs = (token: string) => fetch(`${site.address}/api/calendar/${token}.ics`);
  async function read(token: string) {
    const answer = await fetchIcs(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    return readIcs(Buffer.from(await answer.arrayBuffer()));
  }
  const summaries = async (token: string) => eventsOf(await read(token)).map(({ summary }) => summary);
  async function refer(to = home, fallback?: Organisation): Promise<MadeReferral> {
    const made = await referral(phone, { to, fallback });
    expect((await send(phone, made)).status).toBe(201);
    return made;
  }
  async function record(of: MadeReferral, nextDue: string | null, more: object = {}): Promise<void> {
    const sealed = await sealRecord({ v: 1, topic: "reopened", at: "2026-11-02T12:00:00Z", note: null }, [
      recipients.get(of.envelope.case) ?? "",
    ]);
    if (!sealed.ok) throw new Error(sealed.why);
    await write(of, { kind: "recorded", nextDue, parts: [sealed.value.note], ...more }, [sealed.value]);
  }
  async function write(of: MadeReferral, what: object, parts: Parameters<typeof signed>[2] = []): Promise<void> {
    const by = worker();
    by.seq += 1;
    const common = {
      v: 1,
      id: newId(),
      case: of.envelope.case,
      parents: [last.get(of.envelope.case) ?? of.envelope.id],
      author: by.id,
      seq: by.seq,
    };
    last.set(of.envelope.case, common.id);
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const envelope = { ...common, at, sender: by.at, parts: [], ...what } as unknown as Parameters<typeof signed>[1];
    const answer = await send(by, await signed(by, envelope, parts));
    expect(answer.status, answer.text).toBe(201);
  }

  it("shows the member her own cases by their day, and what waits at her desk by its moment; references and nothing else", async () => {
    const [waits, own, elsewhere, handed] = [await refer(), await refer(), await refer(other), await refer()];
    for (const one of [own, handed]) {
      expect((await send(worker(), await accepted(worker(), one.envelope))).status).toBe(201);
      const key = await makeCaseKey(home.key.recipient, null);
      if (!key.ok) throw new Error(key.why);
      const { recipient } = key.value;
      recipients.set(one.envelope.case, recipient);
      const parts = key.value.parts.map(({ note }) => note);
      await write(one, { kind: "keyed", recipient, version: 1, team: null, parts }, key.value.parts);
      await record(one, "2027-03-28", one === handed ? { owner: memberOf(home).id } : {});
    }
    const token = await makeAddress();
    const events = eventsOf(await read(token));
    const due = site.house.clock().getTime() + 60 * 60_000;
    expect(events.map(({ summary, start }) => [summary, start.slice(0, 8)])).toEqual([
      [`Due: ${waits.envelope.reference}`, new Date(due).toISOString().slice(0, 10).replaceAll("-", "")],
      [`Due: ${own.envelope.reference}`, "20270328"],
    ]);
    expect(events[1]?.start).toBe("20270328");
    const text = await (await fetchIcs(token)).text();
    for (const word of [
      home.name,
      sender.name,
      home.id,
      own.envelope.case,
      waits.envelope.case,
      worker().id,
      "hreshold",
    ])
      expect(text.includes(word), word).toBe(false);
    expect(text).not.toContain(elsewhere.envelope.reference);

    // The day moves: the same event, elsewhere. It is closed, or another's: no event.
    await record(own, "2027-04-02");
    const moved = eventsOf(await read(token));
    expect(moved[1]).toEqual({ ...events[1], start: "20270402" });
    expect(eventsOf(await read(await makeAddress(memberOf(home)))).map(({ summary }) => summary)).toContain(
      `Due: ${handed.envelope.reference}`,
    );
    await record(own, null);
    expect(await summaries(token)).toEqual([`Due: ${waits.envelope.reference}`]);
    const no = await declined(worker(), waits.envelope, [sender, home]);
    expect((await send(worker(), no)).status).toBe(201);
    expect(await summaries(token)).toEqual([]);
  });

  it("shows the second desk nothing before its turn", async () => {
    const made = await refer(home, other);
    const token = await makeAddress(memberOf(other, 1));
    expect(await summaries(token)).not.toContain(`Due: ${made.envelope.reference}`);
    const no = await declined(worker(), made.envelope, [sender, home, other]);
    expect((await send(worker(), no)).status).toBe(201);
    expect(await summaries(token)).toContain(`Due: ${made.envelope.reference}`);
  });

  it("has an address of 256 bits that is told once, and that another one, or the member, ends", async () => {
    const first = await makeAddress();
    expect(Buffer.from(first, "base64url")).toHaveLength(32);
    const state = await ask(worker(), "GET", "/calendar");
    expect(state.body).toEqual({ madeAt: expect.stringMatching(/Z$/) });
    const kept = JSON.stringify(await site.root("select *, token_hash::text as hash from threshold.calendar_feed"));
    expect(kept).not.toContain(first);
    const second = await makeAddress();
    expect((await fetchIcs(first)).status).toBe(404);
    expect((await fetchIcs(second)).status).toBe(200);
    expect((await ask(worker(), "POST", "/calendar/end")).body).toEqual({ madeAt: null });
    expect((await fetchIcs(second)).status).toBe(404);
    expect((await ask(worker(), "GET", "/calendar")).body).toEqual({ madeAt: null });
    for (const wrong of ["x".repeat(43), "x", `${second}a`]) expect((await fetchIcs(wrong)).status, wrong).toBe(404);
    expect(JSON.stringify(site.log)).not.toContain(second);
    expect((await ask(anonymous(site.address), "POST", "/calendar", { language: "en" })).status).toBe(401);
  });

  it("says less where she may see less: without a role, on leave, and after she left", async () => {
    const member = memberOf(other, 1);
    const made = await refer(other);
    const token = await makeAddress(member);
    const here = `Due: ${made.envelope.reference}`;
    expect(await summaries(token)).toContain(here);
    const setRole = (role: string) =>
      site.root("update threshold.member set roles = array[$2] where id = $1", [member.id, role]);
    await setRole("rapporteur");
    expect(await summaries(token)).toEqual([]);
    await setRole("caseworker");
    const leave = { until: null, standsIn: null };
    expect((await ask(memberOf(other), "POST", `/members/${member.id}/leave`, leave)).status).toBe(200);
    expect(await summaries(token)).toEqual([]);
    expect((await ask(memberOf(other), "POST", `/members/${member.id}/return`)).status).toBe(200);
    expect(await summaries(token)).toContain(here);
    await site.root("update threshold.member set left_at = now() where id = $1", [member.id]);
    expect((await fetchIcs(token)).status).toBe(404);
  });

  it("answers one address so often in a quarter of an hour and no more, and another one all the same", async () => {
    await signInAgain(home);
    const token = await makeAddress();
    const spent = await Promise.all(Array.from({ length: 31 }, () => fetchIcs(token)));
    const last = spent.filter(({ status }) => status === 429);
    expect(last.length).toBeGreaterThan(0);
    expect(Number(last[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await fetchIcs(await makeAddress(memberOf(home)))).status).toBe(200);
    site.later(16);
    expect((await fetchIcs(token)).status).toBe(200);
  });
});

describe("writing a calendar", () => {
  const now = new Date("2026-11-27T10:00:00.500Z");
  const written = (summary: string, at: string | Date = "2026-12-01") =>
    readIcs(Buffer.from(writeCalendar([{ uid: "a@b", summary, at }], now)));

  it("folds by octets and never within a letter, and escapes what has a meaning", () => {
    for (const summary of [
      "й".repeat(80),
      "😀".repeat(40),
      "a".repeat(74),
      "a".repeat(67),
      "a; b, c\\ d\ne",
      "مهمة ".repeat(30).trim(),
    ])
      expect(eventsOf(written(summary))[0]?.summary, summary).toBe(summary);
  });

  it("writes days without a time, and moments in UTC to the second", () => {
    expect(eventsOf(written("x"))[0]?.start).toBe("20261201");
    expect(eventsOf(written("x", new Date("2026-03-29T01:30:00+01:00")))[0]?.start).toBe("20260329T003000Z");
    expect(eventsOf(readIcs(Buffer.from(writeCalendar([], now))))).toEqual([]);
  });
});
