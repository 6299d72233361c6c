import { type Ability, abilities, can } from "@threshold/casework";
import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { guardAccess } from "../src/http/access.ts";
import type { App } from "../src/http/schemas.ts";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { anonymous, ask, type Client, findCase } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { type MadeReferral, opened, referral, send } from "./support/writing.ts";

const abilitiesOf = (...roles: string[]) => (Object.keys(abilities) as Ability[]).filter((one) => can(roles, one));

/** Made from the routes as registered: a new one is covered without a word here. */
describe("every route × every actor", () => {
  let site: TestSite;
  let sender: Organisation;
  let receiver: Organisation;
  let fallback: Organisation;
  let stranger: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    sender = await makeOrganisation(site, { members: 2 });
    receiver = await makeOrganisation(site, { members: 2 });
    [fallback, stranger] = [await makeOrganisation(site, { members: 2 }), await makeOrganisation(site, { members: 2 })];
    phone = await enrolPhone(site, sender);
  });
  afterAll(() => site.close());

  const actors = (): [string, Client, readonly string[]][] => [
    ["anonymous", anonymous(site.address), ["public"]],
    [
      "a false phone",
      { address: site.address, headers: { authorization: `Bearer ${"A".repeat(43)}`, origin: site.address } },
      ["public"],
    ],
    [
      "a false session",
      { address: site.address, headers: { cookie: `__Host-threshold=${"A".repeat(43)}`, origin: site.address } },
      ["public"],
    ],
    ["phone", { ...phone, headers: { ...phone.headers, origin: site.address } }, ["public", "device"]],
    ...[sender, receiver, fallback, stranger].flatMap((home, n): [string, Client, readonly string[]][] => [
      [
        `coordinator ${n}`,
        memberOf(home, 0),
        ["public", "half", "member", ...abilitiesOf("coordinator", "administrator")],
      ],
      [`caseworker ${n}`, memberOf(home, 1), ["public", "half", "member", ...abilitiesOf("caseworker")]],
    ]),
  ];
  const atGate = ["not-signed-in", "device-unknown"];

  it("is let through exactly as the route declares", async () => {
    expect(site.routes.length).toBeGreaterThan(25);
    const wrong: string[] = [];
    for (const { method, url, access } of site.routes) {
      for (const [name, client, may] of actors()) {
        const path = url.replace(/^\/api/, "").replace(/:\w+/g, crypto.randomUUID());
        const answer = await ask(client, method, path, method === "GET" ? undefined : {});
        const problem = (answer.body as { name?: string } | null)?.name ?? "";
        const turnedAway =
          atGate.includes(problem) || (access in abilities && problem === "not-allowed" && !may.includes(access));
        if (turnedAway === may.includes(access))
          wrong.push(`${method} ${url} (${access}) as ${name}: ${answer.status} ${problem}`);
        if (/\/(sign-out|end-all)$/.test(url)) await signInAgain(sender, receiver, fallback, stranger);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("a route that does not declare its access cannot be registered", async () => {
    const app = fastify() as App;
    guardAccess(app, site.house);
    expect(() => app.get("/open-by-mistake", () => "hello")).toThrow(/does not declare its access/);
    await app.close();
  });

  describe("what comes of a referral", () => {
    let made: MadeReferral;
    beforeAll(async () => {
      await signInAgain(sender, receiver, fallback, stranger);
      made = await referral(phone, { to: receiver, fallback });
      expect((await send(phone, made)).status).toBe(201);
    });

    /** Which of the three a caller gets. The story is asked for with a purpose that was stated, where it can be. */
    async function bytesFor(client: Client | Writer): Promise<string[]> {
      const { case: id } = made.envelope;
      const got: string[] = [];
      const file = await ask(client, "GET", `/cases/${id}`);
      const { entries = [], parts = [] } = file.body as { entries?: unknown[]; parts?: { name: string }[] };
      if (entries.length > 0) got.push("envelope");
      if (parts.some((part) => part.name === "card")) got.push("card");
      let query = "";
      if ("signing" in client && client.kind === "member") {
        const opening = await opened(client, made.envelope);
        const answer = await send(client, opening);
        if (answer.status === 201) query = `?opening=${opening.envelope.id}`;
        else client.seq -= 1;
      }
      const story = await ask(client, "GET", `/cases/${id}/story${query}`);
      if (story.status === 200) got.push("story");
      const inbox = await ask(client, "GET", "/inbox?box=all");
      const listed = (inbox.body as { lines?: { case: string }[] }).lines?.some((one) => one.case === id) ?? false;
      const line = await findCase(client, id);
      if (listed !== (line !== undefined)) got.push("list differs");
      if (line !== undefined && (line.card !== null) !== got.includes("card")) got.push("inbox differs");
      return got;
    }

    it("before the time is up", async () => {
      expect(await bytesFor(anonymous(site.address))).toEqual([]);
      expect(await bytesFor(phone)).toEqual([]);
      for (const n of [0, 1]) {
        expect(await bytesFor(memberOf(sender, n))).toEqual(["envelope"]);
        expect(await bytesFor(memberOf(receiver, n))).toEqual(["envelope", "card", "story"]);
        expect(await bytesFor(memberOf(fallback, n))).toEqual([]);
        expect(await bytesFor(memberOf(stranger, n))).toEqual([]);
      }
    });

    it("another member's purpose opens nothing", async () => {
      const opening = await opened(memberOf(receiver, 0), made.envelope);
      expect((await send(memberOf(receiver, 0), opening)).status).toBe(201);
      const path = `/cases/${made.envelope.case}/story?opening=${opening.envelope.id}`;
      expect(await ask(memberOf(receiver, 1), "GET", path)).toMatchObject({
        status: 403,
        body: { name: "purpose-first" },
      });
    });

    it("after the time is up", async () => {
      site.later(61);
      await signInAgain(sender, receiver, fallback, stranger);
      expect(await bytesFor(phone)).toEqual([]);
      for (const n of [0, 1]) {
        expect(await bytesFor(memberOf(sender, n))).toEqual(["envelope"]);
        expect(await bytesFor(memberOf(receiver, n))).toEqual(["envelope", "card", "story"]);
        expect(await bytesFor(memberOf(fallback, n))).toEqual(["envelope", "card", "story"]);
        expect(await bytesFor(memberOf(stranger, n))).toEqual([]);
      }
    });
  });
});
