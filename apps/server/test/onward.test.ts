import { randomUUID } from "node:crypto";
import type { DeskAddress } from "@threshold/casework";
import type { Inbox, Sent } from "@threshold/contract";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { WorkedCase } from "./support/care.ts";
import { ask } from "./support/client.ts";
import { historyFits } from "./support/history.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, opened, referral, send, withdrawn } from "./support/writing.ts";

const choice = (chosen: string, recipients: readonly string[] | null) => ({
  ...{ topic: "choice" as const, purpose: "share", chosen, how: "written", language: "uk" },
  ...{ interpreter: "none-needed", text: "2026-11", until: null, recipients },
});
const passed = (to: DeskAddress, sent: { case: string; reference: string }, id: string = randomUUID()) => ({
  ...{ topic: "passed" as const, passed: id, how: "sent", case: sent.case, reference: sent.reference, desk: to },
  ...{ fallback: null, to: null, purpose: "assistance", basis: "consent", words: null, told: null },
  ...{ what: ["languages"], state: "stands" },
});

describe("passing on from a case", () => {
  let site: TestSite;
  let shelter: Organisation;
  let clinic: Organisation;
  let lawyer: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    const police = await makeOrganisation(site, { kind: "police" });
    [shelter, clinic, lawyer] = [
      await makeOrganisation(site, { members: 3 }),
      await makeOrganisation(site, { kind: "health" }),
      await makeOrganisation(site),
    ];
    phone = await enrolPhone(site, police);
  });
  afterAll(async () => {
    expect(site.log.filter((line) => line.event === "error")).toEqual([]);
    await historyFits(site);
    await site.close();
  });

  const inbox = async (who: Writer, id: string) =>
    ((await ask(who, "GET", "/inbox?box=all")).body as Inbox).lines.find((line) => line.case === id);
  const sentLine = async (who: Writer, id: string) =>
    ((await ask(who, "GET", "/sent")).body as Sent).lines.find((line) => line.case === id);

  it("a caseworker refers from a case she has in hand: a case of its own, which names the first one nowhere", async () => {
    const first = await WorkedCase.taken(phone, shelter);
    const by = memberOf(shelter, 1);
    await first.record(by, choice("yes", [clinic.desk.desk]));
    const onward = await referral(by, { to: clinic });
    expect((await send(by, onward)).status).toBe(201);
    const id = await first.record(by, passed(clinic.desk, onward.envelope));
    expect(await inbox(memberOf(clinic), onward.envelope.case)).toMatchObject({ status: "waiting" });
    expect(await inbox(memberOf(clinic), first.of.case)).toBeUndefined();
    expect(JSON.stringify(onward.envelope)).not.toContain(first.of.case);
    expect(JSON.stringify(onward.envelope)).not.toContain(first.of.reference);
    expect((await send(memberOf(clinic), await accepted(memberOf(clinic), onward.envelope))).status).toBe(201);
    // Whoever sees what the desk sent sees how it stands, a colleague too.
    for (const member of [by, memberOf(shelter)])
      expect(await sentLine(member, onward.envelope.case)).toMatchObject({ status: "accepted", holder: clinic.name });
    const care = await first.care(memberOf(shelter));
    expect(care.passed.size).toBe(1);
    expect(care.timeline.find((item) => item.entry === id)?.flags).toEqual([]);
    // What is in it is for the desk that has it: not for the one that sent it.
    expect((await ask(by, "GET", `/cases/${onward.envelope.case}/story`)).status).not.toBe(200);
  });

  it("without a ground for each desk the server takes none, from a member as from a phone", async () => {
    const by = memberOf(shelter, 1);
    const basis = { code: "consent", purpose: "assistance", recipients: [clinic.id] } as const;
    const tries = [
      [{ basis: { ...basis, recipients: [lawyer.id] } }, "no-basis"],
      [{ basis: { ...basis, code: "child" } }, "no-basis"],
      [{ basis: { ...basis, code: "danger", purpose: "prevention" } }, "no-basis"],
      [{ basis: undefined }, "bad-request"],
      [{ basis: { ...basis, code: "because" } }, "bad-request"],
    ] as const;
    for (const [change, name] of tries) {
      const made = await referral(by, { to: clinic, change: change as never });
      expect((await send(by, made)).body, JSON.stringify(change)).toMatchObject({ name });
      by.seq -= 1;
    }
    const two = await referral(by, { to: clinic, fallback: lawyer, change: { basis } });
    expect((await send(by, two)).body).toMatchObject({ name: "no-basis" });
    by.seq -= 1;
  });

  it("somebody takes it back while somebody else passes it on: taking back wins, whichever comes first", async () => {
    for (const order of ["taken back first", "passed on first"]) {
      const first = await WorkedCase.taken(phone, shelter);
      const [ana, bo] = [memberOf(shelter), memberOf(shelter, 1)];
      const yes = await first.record(ana, choice("yes", [clinic.desk.desk, lawyer.desk.desk]));
      const before = await referral(ana, { to: lawyer });
      expect((await send(ana, before)).status).toBe(201);
      const known = await first.record(ana, passed(lawyer.desk, before.envelope, "to the lawyer"), [yes]);

      // Both without network: Ana hears the person; Bo seals and writes, knowing nothing of it.
      const made = await referral(bo, { to: clinic });
      const takeBack = () => first.record(ana, choice("taken-back", null), [known]);
      const passOn = async () => {
        expect((await send(bo, made)).status).toBe(201);
        return first.record(bo, passed(clinic.desk, made.envelope, "to the clinic"), [known]);
      };
      if (order === "taken back first") await takeBack();
      const entry = await passOn();
      if (order === "passed on first") await takeBack();

      // Whoever opens the case next sees that both have to be told, and how the second came about.
      const third = memberOf(shelter, 2);
      expect((await first.toTell(third)).sort(), order).toEqual(["to the clinic", "to the lawyer"]);
      const care = await first.care(third);
      expect(care.timeline.find((item) => item.entry === entry)?.flags).toEqual(["taken-back-aside"]);

      for (const { envelope } of [before, made])
        expect((await send(third, await withdrawn(third, envelope))).status).toBe(201);
      for (const [helper, { envelope }] of [
        [clinic, made],
        [lawyer, before],
      ] as const) {
        const who = memberOf(helper);
        expect(await inbox(who, envelope.case)).toMatchObject({ status: "withdrawn" });
        expect((await send(who, await opened(who, envelope))).body).toMatchObject({ name: "no-basis" });
        who.seq -= 1;
      }
      await first.record(third, { ...passed(clinic.desk, made.envelope, "to the clinic"), state: "taken-back" });
      await first.record(third, { ...passed(lawyer.desk, before.envelope, "to the lawyer"), state: "taken-back" });
      expect(await first.toTell(ana)).toEqual([]);
    }
  });

  it("a helper who answers without knowing that it was taken back has nothing, in whatever order both arrive", async () => {
    const [by, who] = [memberOf(shelter, 1), memberOf(clinic)];
    const early = await referral(by, { to: clinic });
    await send(by, early);
    const opening = await opened(who, early.envelope);
    expect((await send(who, opening)).status).toBe(201);
    const answer = await accepted(who, early.envelope);
    // Hers comes second: it is refused, and the story that she had opened is handed out no more.
    expect((await send(by, await withdrawn(by, early.envelope))).status).toBe(201);
    expect((await send(who, answer)).body).toMatchObject({ name: "no-basis" });
    who.seq -= 1;
    const story = await ask(who, "GET", `/cases/${early.envelope.case}/story?opening=${opening.envelope.id}`);
    expect(story.body).toMatchObject({ name: "no-basis" });

    const late = await referral(by, { to: clinic });
    await send(by, late);
    const back = await withdrawn(by, late.envelope);
    expect((await send(who, await accepted(who, late.envelope))).status).toBe(201);
    expect((await send(by, back)).status).toBe(201);
    expect(await inbox(who, late.envelope.case)).toMatchObject({ status: "withdrawn" });
  });

  it("a yes for one service is no yes for another; a newer program's word on it is kept and counts for nothing here", async () => {
    const first = await WorkedCase.taken(phone, shelter);
    const by = memberOf(shelter);
    await first.record(by, choice("yes", [clinic.desk.desk]));
    const to = { case: randomUUID(), reference: "unused" };
    const entry = await first.record(by, passed(lawyer.desk, to));
    const odd = await first.record(by, choice("perhaps", [clinic.desk.desk]));
    const care = await first.care(by);
    expect(care.timeline.find((item) => item.entry === entry)?.flags).toEqual(["no-yes"]);
    expect(care.sharing.get(clinic.desk.desk)?.now.record.chosen).toBe("yes");
    expect(care.timeline.find((item) => item.entry === odd)?.record).toMatchObject({ chosen: "perhaps" });
  });

  it("two caseworkers at once, one closes and one goes on: it stays open, whoever was first", async () => {
    for (const order of ["closed first", "extended first"]) {
      const first = await WorkedCase.taken(phone, shelter);
      const [ana, bo] = [memberOf(shelter), memberOf(shelter, 1)];
      const act = { is: "started", from: "2026-11-02", days: 30 };
      const begun = await first.record(ana, { topic: "reflection", act, reason: null });
      const close = () =>
        first.record(ana, { topic: "closed", reason: "no-contact", note: null, unfinished: [] }, [begun]);
      const extend = () =>
        first.record(bo, { topic: "reflection", act: { is: "extended", until: "2027-01-15" }, reason: null }, [begun]);
      const closing = order === "closed first" ? await close() : null;
      await extend();
      const entry = closing ?? (await close());
      for (const who of [ana, bo, memberOf(shelter, 2)]) {
        const care = await first.care(who);
        expect(care.closed, order).toBeNull();
        expect(care.timeline.find((item) => item.entry === entry)?.flags).toEqual(["others-worked"]);
        expect(care.reflection).toEqual({ from: "2026-11-02", until: "2027-01-15", endedOn: null });
      }
      // Whoever knows both may close it.
      await first.record(bo, { topic: "closed", reason: "no-contact", note: null, unfinished: [] });
      expect((await first.care(ana)).closed).not.toBeNull();
    }
  });
});
