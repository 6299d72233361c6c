import type { Card, Referred } from "@threshold/casework";
import { openCard } from "@threshold/sealing";
import { verifyEnvelope } from "@threshold/sealing/signing";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { ask, findCase } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, card, opened, referral, send, withdrawn } from "./support/writing.ts";

type Lines = { lines: { case: string; child: boolean; urgency: string }[] };

/** Help before anything happens (II.1): the same sealed way, its own purpose, an adult's own yes and no other ground. */
describe("a referral for help before anything happens", () => {
  let site: TestSite;
  let police: Organisation;
  let work: Organisation;
  let social: Organisation;
  let stranger: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    police = await makeOrganisation(site, { kind: "police" });
    work = await makeOrganisation(site, { kind: "employment-service" });
    social = await makeOrganisation(site, { kind: "social-service" });
    stranger = await makeOrganisation(site);
    phone = await enrolPhone(site, police);
  });
  afterAll(async () => {
    expect(site.log.filter((line) => line.event === "error")).toEqual([]);
    await site.close();
  });

  const potential: Card = {
    ...card,
    result: "potential",
    act: [],
    offer: [
      { question: "kind", answer: "work" },
      { question: "contract", answer: "not-clear" },
    ],
    followUp: "2026-12-01",
  };
  const make = (change: Partial<Referred["basis"]> = {}, rest: Partial<Referred> = {}) =>
    referral(phone, {
      to: work,
      fallback: social,
      card: potential,
      change: {
        urgency: "usual",
        answerWithin: 1440,
        basis: { code: "consent", purpose: "prevention", recipients: [work.id, social.id], ...change },
        ...rest,
      },
    });

  it("is taken, verified again from what is stored, and opened at the employment desk with answers and the day agreed", async () => {
    const sent = await make();
    expect(await send(phone, sent)).toMatchObject({ status: 201 });
    const { lines } = (await ask(memberOf(work), "GET", "/inbox")).body as Lines;
    const line = lines.find((one) => one.case === sent.envelope.case);
    expect(line).toMatchObject({ child: false, urgency: "usual" });
    const { card: sealed } = (await findCase(memberOf(work), sent.envelope.case)) ?? {};
    const read = await openCard(Buffer.from(sealed ?? "", "base64"), [work.key.secret], sent.envelope.parts[0]);
    expect(read).toEqual({ ok: true, value: potential });

    const file = (await ask(memberOf(work), "GET", `/cases/${sent.envelope.case}`)).body as {
      entries: { envelope: Referred; signature: string; verifyKey: string }[];
    };
    const [entry] = file.entries;
    expect(entry?.envelope.basis.purpose).toBe("prevention");
    expect(await verifyEnvelope(entry?.envelope, entry?.signature ?? "", entry?.verifyKey ?? "")).toBe(true);
    expect((await send(memberOf(work), await accepted(memberOf(work), sent.envelope))).status).toBe(201);
  });

  it("needs the person's own yes, and is no way for a child", async () => {
    for (const code of ["child", "unable", "danger", "duty-in-law"] as const) {
      expect(await send(phone, await make({ code }, { child: true })), code).toMatchObject({
        status: 422,
        body: { name: "no-basis" },
      });
      expect(await send(phone, await make({ code })), code).toMatchObject({ status: 422, body: { name: "no-basis" } });
    }
    const child = await make({}, { child: true });
    expect(await send(phone, child)).toMatchObject({ status: 422, body: { name: "no-basis" } });
    expect(await site.root("select id from threshold.entry where case_id = $1", [child.envelope.case])).toEqual([]);
  });

  it("may be read by its receiver alone until the time is over, as every referral", async () => {
    const sent = await make();
    await send(phone, sent);
    const { case: id } = sent.envelope;
    for (const who of [memberOf(stranger), memberOf(social)])
      expect((await ask(who, "GET", `/cases/${id}`)).status).toBe(404);
    const opening = await opened(memberOf(work), sent.envelope);
    expect((await send(memberOf(work), opening)).status).toBe(201);
    expect((await ask(memberOf(work), "GET", `/cases/${id}/story?opening=${opening.envelope.id}`)).status).toBe(200);
    // She changes her mind: nobody opens it any more.
    expect((await send(phone, await withdrawn(phone, sent.envelope))).status).toBe(201);
    const again = await opened(memberOf(work), sent.envelope);
    expect(await send(memberOf(work), again)).toMatchObject({ status: 422, body: { name: "no-basis" } });
  });

  it("a purpose that nobody knows is refused, and those of before are taken as before", async () => {
    const odd = await make({ purpose: "raid" as never });
    expect(await send(phone, odd)).toMatchObject({ status: 400 });
    for (const purpose of ["assistance", "protection", "assistance-and-protection"] as const)
      expect((await send(phone, await make({ purpose }))).status, purpose).toBe(201);
  });
});
