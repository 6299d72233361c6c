import { abilities } from "@threshold/casework";
import type { Directory, Sent, Service } from "@threshold/contract";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sweep } from "../src/jobs/sweep.ts";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { historyFits } from "./support/history.ts";
import { makeChange } from "./support/people.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, opened, referral, send } from "./support/writing.ts";

/** A helper who is there no more: closed, or with nobody left who answers. */
describe("a desk that has left", () => {
  let site: TestSite;
  let home: Organisation;
  let second: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    [home, second] = [await makeOrganisation(site, { kind: "police" }), await makeOrganisation(site)];
    phone = await enrolPhone(site, home);
  });
  afterAll(async () => {
    expect(site.log.filter((line) => line.event === "error" || line.event === "sweep-failed")).toEqual([]);
    await historyFits(site);
    await site.close();
  });

  const serviceOf = async (who: Organisation, path = "/members/directory"): Promise<Service | undefined> => {
    const answer = await ask(memberOf(home), "GET", path);
    return (answer.body as Directory).services.find((one) => one.organisation.id === who.id);
  };
  const close = async (who: Organisation, path: "close" | "reopen" = "close", by = memberOf(who)) =>
    ask(by, "POST", `/services/${(await serviceOf(who))?.id}/${path}`);
  const lineOf = async (who: Writer, path: string, id: string) => {
    const answer = await ask(who, "GET", path);
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as Sent).lines.find((line) => line.case === id);
  };
  const send201 = async (made: Awaited<ReturnType<typeof referral>>) => {
    const answer = await send(phone, made);
    expect(answer.status, answer.text).toBe(201);
    return made.envelope;
  };

  it("what waits there goes to its second desk at once, which may read and answer; the sender sees so", async () => {
    const shelter = await makeOrganisation(site);
    const waits = await send201(await referral(phone, { to: shelter, fallback: second }));
    const alone = await send201(await referral(phone, { to: shelter }));
    const elsewhere = await send201(await referral(phone, { to: second, fallback: shelter }));
    expect(await lineOf(memberOf(second), "/inbox", waits.case)).toBeUndefined();

    const answer = await close(shelter);
    expect(answer).toMatchObject({ status: 200, body: { left: true, desk: null } });
    // Nothing has waited for the time set, nor for the next sweep.
    expect(await lineOf(memberOf(second), "/inbox", waits.case)).toMatchObject({
      status: "passed-on",
      asFallback: true,
    });
    const opening = await opened(memberOf(second), waits);
    expect((await send(memberOf(second), opening)).status).toBe(201);
    expect(
      (await ask(memberOf(second), "GET", `/cases/${waits.case}/story?opening=${opening.envelope.id}`)).status,
    ).toBe(200);
    for (const who of [memberOf(home), phone]) {
      const path = who.kind === "device" ? "/device/referrals" : "/sent";
      expect(await lineOf(who, path, waits.case)).toMatchObject({ status: "passed-on", holder: second.name });
      expect((await lineOf(who, path, waits.case))?.left).toBeUndefined();
      // Without a second desk it stays the sender's to give to somebody else: she is told.
      expect(await lineOf(who, path, alone.case)).toMatchObject({ status: "waiting", left: true });
      expect((await lineOf(who, path, elsewhere.case))?.left).toBeUndefined();
    }
    expect((await send(memberOf(second), await accepted(memberOf(second), waits, [opening.envelope.id]))).status).toBe(
      201,
    );
    expect(await lineOf(phone, "/device/referrals", waits.case)).toMatchObject({
      status: "accepted",
      holder: second.name,
    });
    const file = (await ask(memberOf(home), "GET", `/cases/${waits.case}`)).body as {
      entries: { envelope: { kind: string; why?: string } }[];
    };
    expect(file.entries.map(({ envelope }) => [envelope.kind, envelope.why])).toEqual([
      ["referred", undefined],
      ["passed-on", "left"],
    ]);
    expect(await sweep(site.house)).toBe(0);
  });

  it("nothing is sent there: others are named instead, and the directory says so until it is open again", async () => {
    const shelter = await makeOrganisation(site);
    expect((await close(shelter)).status).toBe(200);
    for (const writer of [phone, memberOf(home)])
      expect(await send(writer, await referral(writer, { to: shelter }))).toMatchObject({
        status: 409,
        body: { name: "desk-left", field: "/envelope/receiver" },
      });
    expect(await serviceOf(shelter)).toMatchObject({ left: true, desk: null });
    expect(await serviceOf(shelter, "/directory")).toBeUndefined();
    expect((await serviceOf(second))?.left).toBeUndefined();

    expect((await close(shelter, "reopen")).body).toMatchObject({ desk: { id: shelter.desk.desk } });
    await send201(await referral(phone, { to: shelter }));
    expect(await serviceOf(shelter, "/directory")).toMatchObject({ desk: null });
  });

  it("what a phone had sealed before it could know goes to the second desk, not back to a phone that cannot seal it anew", async () => {
    const shelter = await makeOrganisation(site);
    const sealed = await referral(phone, { to: shelter, fallback: second });
    await close(shelter);
    await send201(sealed);
    expect(await lineOf(memberOf(second), "/inbox", sealed.envelope.case)).toMatchObject({ status: "passed-on" });
    expect(await lineOf(phone, "/device/referrals", sealed.envelope.case)).toMatchObject({ holder: second.name });
  });

  it("where its last helper leaves, it is the same, without anybody closing it", async () => {
    const shelter = await makeOrganisation(site, { members: 2 });
    const [first, other] = [memberOf(shelter), memberOf(shelter, 1)];
    const waits = await send201(await referral(phone, { to: shelter, fallback: second }));
    // The one who helps leaves; who stays keeps people and works no case.
    const leaves = await ask(first, "POST", `/members/${other.id}/end`, {
      change: await makeChange(first, { leaving: other.id, rotate: [shelter.desk.desk] }),
    });
    expect(leaves.status, leaves.text).toBe(200);
    expect((await lineOf(phone, "/device/referrals", waits.case))?.status).toBe("waiting");
    await site.root("update threshold.member set roles = '{administrator}' where id = $1", [first.id]);
    expect(await sweep(site.house)).toBe(1);
    expect(await lineOf(phone, "/device/referrals", waits.case)).toMatchObject({
      status: "passed-on",
      holder: second.name,
    });
    expect(await serviceOf(shelter)).toMatchObject({ left: true });
  });

  it("goes on showing the sender who has what it took on, and that they have left", async () => {
    const shelter = await makeOrganisation(site);
    const taken = await send201(await referral(phone, { to: shelter, fallback: second }));
    expect((await send(memberOf(shelter), await accepted(memberOf(shelter), taken))).status).toBe(201);
    await close(shelter);
    expect(await lineOf(phone, "/device/referrals", taken.case)).toMatchObject({ status: "accepted", left: true });
    // Its own work goes on: what it took on stays in its hands until somebody else has it.
    expect(await lineOf(memberOf(shelter), "/inbox?box=mine", taken.case)).toMatchObject({ status: "accepted" });
  });

  it("is closed by whoever keeps its services, and by nobody else; it stands in the record", async () => {
    const shelter = await makeOrganisation(site, { members: 2 });
    expect((await close(shelter, "close", memberOf(shelter, 1))).status).toBe(403);
    expect((await close(shelter, "close", memberOf(home))).status).toBe(404);
    expect((await serviceOf(shelter))?.left).toBeUndefined();
    await close(shelter);
    await close(shelter, "reopen");
    const { lines } = (await ask(memberOf(shelter), "GET", "/record")).body as {
      lines: { kind: string; about: string }[];
    };
    expect(lines.filter(({ about }) => about === shelter.desk.desk).map(({ kind }) => kind)).toEqual([
      "desk-reopened",
      "desk-closed",
    ]);
  });

  it("the database counts as helpers those whose roles work cases", async () => {
    const [row] = await site.root("select prosrc from pg_proc where proname = 'gone_desks'");
    const named = /array\[([^\]]*)\]/.exec(String(row?.prosrc))?.[1] ?? "";
    expect(named.split(", ").map((one) => one.replaceAll("'", ""))).toEqual(abilities["work-cases"]);
  });
});
