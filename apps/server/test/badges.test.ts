import type { Badges, Shift } from "@threshold/contract";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { referral, send } from "./support/writing.ts";

describe("a phone that several people share", () => {
  let site: TestSite;
  let police: Organisation;
  let shelter: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    police = await makeOrganisation(site, { kind: "police", members: 2 });
    shelter = await makeOrganisation(site);
    phone = await enrolPhone(site, police);
  });
  afterAll(() => site.close());

  const make = (number: string, pin: string, by = memberOf(police), desk = police.desk.desk) =>
    ask(by, "POST", "/badges", { desk, number, pin });
  const begin = (number: string, pin: string, on: Writer = phone) => ask(on, "POST", "/device/shift", { number, pin });
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;
  /** A referral that says whose shift it was. */
  const withBadge = async (badge: string, on: Writer = phone) =>
    send(on, await referral(on, { to: shelter, change: { badge } }));

  it("badges are made at their desk, each number once", async () => {
    expect((await make("12", "314159")).status).toBe(200);
    expect(await make("12", "271828")).toMatchObject({ status: 409, body: { name: "number-taken" } });
    expect((await make("13", "314159", memberOf(police, 1))).status).toBe(403);
    expect((await make("13", "314159", memberOf(police), shelter.desk.desk)).status).toBe(404);
    expect((await make("13", "31415")).status).toBe(400);
    expect((await make("12", "314159", memberOf(shelter), shelter.desk.desk)).status).toBe(200);
  });

  it("a shift begins with the PIN, and what it sends says whose it was", async () => {
    const begun = await begin("12", "314159");
    expect(begun.status).toBe(200);
    const { badge, until } = begun.body as Shift;
    expect(Date.parse(until) - site.house.clock().getTime()).toBeGreaterThan(11.9 * 3_600_000);
    expect((await withBadge(badge)).status).toBe(201);
    const [row] = await site.root("select envelope from threshold.entry order by received_at desc limit 1");
    expect(JSON.parse(String(row?.envelope)).badge).toBe(badge);
  });

  it("a badge that had no shift on this phone is refused; without a badge one may always send", async () => {
    const other = await enrolPhone(site, police);
    const { badge } = (await begin("12", "314159")).body as Shift;
    expect(await withBadge(badge, other)).toMatchObject({ status: 422, body: { name: "badge-wrong" } });
    other.seq -= 1;
    expect((await send(other, await referral(other, { to: shelter }))).status).toBe(201);
    expect(await withBadge(crypto.randomUUID())).toMatchObject({ status: 422 });
    phone.seq -= 1;
  });

  it("keeps the PIN only as a hash that needs the server's own secret", async () => {
    const rows = await site.root("select number, pin_salt, encode(pin_hash, 'hex') as hash from threshold.badge");
    expect(new Set(rows.map((row) => row.hash)).size).toBe(rows.length);
    expect(JSON.stringify(rows)).not.toContain("314159");
  });

  it("five wrong PINs lock a badge for every phone, also at one moment; the right one comes too late", async () => {
    await make("20", "555555");
    const wrong = await Promise.all(Array.from({ length: 8 }, (_, n) => begin("20", `00000${n % 10}`)));
    expect(wrong.filter((one) => (one.body as { name: string }).name === "badge-wrong")).toHaveLength(4);
    expect(wrong.filter((one) => (one.body as { name: string }).name === "badge-locked")).toHaveLength(4);
    expect(await begin("20", "555555")).toMatchObject({ status: 403, body: { name: "badge-locked" } });
    expect(await begin("99", "555555")).toMatchObject({ status: 422, body: { name: "badge-wrong" } });
    // The fifth try is counted, and nobody has locked it yet: a sixth at that moment is not looked at.
    await make("22", "555555");
    await site.root("update threshold.badge set tries = 5 where number = '22'");
    expect((await begin("22", "555555")).status).toBe(403);
    const { badges } = (await ask(memberOf(police), "GET", "/badges")).body as Badges;
    expect(badges.find((one) => one.number === "20")?.locked).not.toBeNull();
    const kinds = await site.root("select kind from threshold.record where kind like 'badge-%' order by n");
    expect(kinds.map((row) => row.kind)).toContain("badge-locked");
  });

  it("four wrong PINs and a right one begin the count anew", async () => {
    await make("21", "555555");
    for (let n = 0; n < 4; n += 1) expect((await begin("21", "111111")).status).toBe(422);
    expect((await begin("21", "555555")).status).toBe(200);
    for (let n = 0; n < 2; n += 1) expect((await begin("21", "111111")).status).toBe(422);
  });

  it("a badge that was taken out begins no shift, and its number is free again", async () => {
    const id = idOf(await make("30", "424242"));
    expect((await ask(memberOf(shelter), "POST", `/badges/${id}/remove`)).status).toBe(404);
    expect((await ask(memberOf(police, 1), "POST", `/badges/${id}/remove`)).status).toBe(200);
    expect(await begin("30", "424242")).toMatchObject({ body: { name: "badge-wrong" } });
    expect((await make("30", "242424")).status).toBe(200);
  });

  it("a shift of another organisation's badge does not begin here", async () => {
    await make("77", "777777", memberOf(shelter), shelter.desk.desk);
    expect(await begin("77", "777777")).toMatchObject({ body: { name: "badge-wrong" } });
  });

  it("a phone tries twenty badges in a quarter of an hour, whether there are such or not; a shift begins the count anew", async () => {
    const [trying, other] = [await enrolPhone(site, police), await enrolPhone(site, police)];
    const wrong = async (tries: number) => {
      for (let n = 0; n < tries; n += 1) expect((await begin("98", "000000", trying)).status).toBe(422);
    };
    await make("60", "606060");
    await wrong(3);
    expect((await begin("60", "606060", trying)).status).toBe(200);
    await wrong(20);
    const late = await begin("60", "606060", trying);
    expect(late).toMatchObject({ status: 429, body: { name: "too-many" } });
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await begin("60", "606060", other)).status).toBe(200);
    site.later(16);
    expect((await begin("60", "606060", trying)).status).toBe(200);
  });

  it("a lost phone is out with the next request: whatever it had queued does not get in, and its shift is over", async () => {
    const lost = await enrolPhone(site, police);
    const { badge, token } = (await begin("12", "314159", lost)).body as Shift;
    const queued = await Promise.all([1, 2, 3].map(() => referral(lost, { to: shelter, change: { badge } })));
    const before = await site.root("select count(*)::int as n from threshold.entry");
    // Whoever is there at night may do it: a caseworker.
    expect((await ask(memberOf(police, 1), "POST", `/devices/${lost.id}/revoke`)).status).toBe(200);
    for (const one of queued)
      expect(await send(lost, one)).toMatchObject({ status: 401, body: { name: "device-unknown" } });
    expect((await begin("12", "314159", lost)).status).toBe(401);
    expect((await ask(lost, "POST", "/device/shift/end", { token })).status).toBe(401);
    expect((await ask(lost, "GET", "/device/directory")).status).toBe(401);
    expect(await site.root("select count(*)::int as n from threshold.entry")).toEqual(before);
  });
});
