import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type Ability, abilities, can, fold, mayRead, roles } from "@threshold/casework";
import { makeCaseKey, sealRecord } from "@threshold/sealing/content";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { section, table } from "../../../packages/casework/test/support/section.ts";
import { asActor } from "../src/database/scope.ts";
import { asArrivals } from "../src/entries/entries.store.ts";
import {
  enrolPhone,
  type Member,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { anonymous, ask, type Client, findCase } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import {
  accepted,
  declined,
  type MadeReferral,
  newId,
  opened,
  referral,
  send,
  signed,
  withdrawn,
} from "./support/writing.ts";

const page = new URL("../../../docs/access.md", import.meta.url);
const stale = "run with THRESHOLD_WRITE=1 to write the page";

/** What there is to be had of a referral, each with its letter in the page's table. */
const fields = {
  S: "that it stands, and with which organisation",
  E: "its first entry",
  O: "the receiver's opening: who, when",
  C: "card",
  T: "story, with a purpose of her own",
  A: "why it was declined",
  K: "the case's key",
  G: "the key behind the glass",
  R: "what was recorded of the care",
} as const;
type Field = keyof typeof fields;

describe("role × route × organisation × field", () => {
  let site: TestSite;
  let homes: Record<"sender" | "receiver" | "second" | "stranger", Organisation>;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    const home = () => makeOrganisation(site, { members: 2 });
    homes = { sender: await home(), receiver: await home(), second: await home(), stranger: await home() };
    phone = await enrolPhone(site, homes.sender);
  });
  afterAll(() => site.close());

  const everyone = () => Object.values(homes);
  /** The first member of each organisation in this role. */
  const inRole = async (role: string) => {
    for (const home of everyone())
      await site.root("update threshold.member set roles = array[$1] where id = $2", [role, memberOf(home).id]);
  };

  it("roles: what each lets one do beside the case itself", async () => {
    const names = Object.keys(abilities) as Ability[];
    const rows = names.map((name) => [`\`${name}\``, ...roles.map((role) => (can([role], name) ? "●" : ""))]);
    const [now, due] = await section(page, "roles", table(["ability", ...roles], rows));
    expect(now, stale).toBe(due);
  });

  it("routes: each lets through exactly whom it says, asked as everybody", { timeout: 180_000 }, async () => {
    const marks = new Map<string, string[]>(site.routes.map(({ method, url }) => [`${method} ${url}`, []]));
    const wrong: string[] = [];
    // "not-allowed" is the gate's word and the policy's: whoever reached the route's own code was let through the gate.
    let reached = 0;
    const count = () => {
      reached += 1;
    };
    const handling = "tracing:fastify.request.handler:start";
    subscribe(handling, count);
    onTestFinished(() => void unsubscribe(handling, count));
    const asWho = async (name: string, client: () => Client, may: (access: string) => boolean) => {
      for (const { method, url, access } of site.routes) {
        const path = url.replace(/^\/api/, "").replace(/:\w+/g, crypto.randomUUID());
        const before = reached;
        const answer = await ask(client(), method, path, method === "GET" ? undefined : {});
        const problem = (answer.body as { name?: string } | null)?.name ?? "";
        const atGate = ["not-signed-in", "device-unknown", "factor-needed", "wrong-origin", "page-stale"].includes(
          problem,
        );
        const away = atGate || (problem === "not-allowed" && reached === before);
        if (away === may(access)) wrong.push(`${method} ${url} (${access}) as ${name}: ${answer.status} ${problem}`);
        marks.get(`${method} ${url}`)?.push(away ? "" : "●");
        if (/\/(sign-out|end-all)$/.test(url) && name !== "nobody" && name !== "phone")
          await signInAgain(...everyone());
      }
    };
    await asWho(
      "nobody",
      () => anonymous(site.address),
      (access) => access === "public",
    );
    const withOrigin = { ...phone, headers: { ...phone.headers, origin: site.address } };
    await asWho(
      "phone",
      () => withOrigin,
      (access) => access === "public" || access === "device",
    );
    for (const role of roles) {
      await inRole(role);
      const open = ["public", "half", "member"];
      await asWho(
        role,
        () => memberOf(homes.stranger),
        (access) => (access in abilities ? can([role], access as Ability) : open.includes(access)),
      );
    }
    expect(wrong).toEqual([]);
    expect(reached, "routes whose own code was reached").toBeGreaterThan(site.routes.length);
    const rows = site.routes.map(({ method, url, access }) => [
      ...[`\`${method} ${url.replace("/api", "")}\``, access],
      ...(marks.get(`${method} ${url}`) ?? []),
    ]);
    rows.sort(
      ([one = ""], [other = ""]) =>
        one.split(" ")[1]?.localeCompare(other.split(" ")[1] ?? "") || (one < other ? -1 : 1),
    );
    const [now, due] = await section(page, "routes", table(["route", "declares", "nobody", "phone", ...roles], rows));
    expect(now, stale).toBe(due);
  });

  /** What she gets over HTTP. She says a purpose first, where she is let. */
  async function byRoute(member: Member, made: MadeReferral, opening: string): Promise<Set<Field>> {
    const got = new Set<Field>();
    const id = made.envelope.case;
    const said = await opened(member, made.envelope);
    const own = await send(member, said);
    if (own.status !== 201) member.seq -= 1;
    const file = await ask(member, "GET", `/cases/${id}`);
    const { entries = [], parts = [] } = file.body as {
      entries?: { envelope: { id: string } }[];
      parts?: { name: string }[];
    };
    if (file.status === 200) got.add("S");
    if (entries.some(({ envelope }) => envelope.id === made.envelope.id)) got.add("E");
    if (entries.some(({ envelope }) => envelope.id === opening)) got.add("O");
    for (const [field, name] of [
      ["C", "card"],
      ["A", "answer"],
      ["K", "key"],
      ["G", "glass"],
      ["R", "record"],
    ] as const)
      if (parts.some((part) => part.name === name)) got.add(field);
    const purpose = own.status === 201 ? `?opening=${said.envelope.id}` : "";
    if ((await ask(member, "GET", `/cases/${id}/story${purpose}`)).status === 200) got.add("T");
    const lists = await Promise.all(["/inbox?box=all", "/sent"].map((path) => ask(member, "GET", path)));
    const lines = lists.map(({ body }) =>
      (body as { lines?: { case: string }[] }).lines?.find((line) => line.case === id),
    );
    const [came, sent] = lines;
    expect(came !== undefined || sent !== undefined, "inbox and sent name the cases that stand for her").toBe(
      got.has("S"),
    );
    if (came !== undefined) {
      const card = (await findCase(member, id))?.card ?? null;
      expect(card !== null, "the inbox has the card where the case has").toBe(got.has("C"));
    }
    return got;
  }

  /** What the policy and what the database alone grant her. */
  async function byPolicyAndRows(member: Member, role: string, made: MadeReferral, opening: string) {
    const { id, at } = member;
    const actor = { kind: "member", id, organisation: at.organisation, desks: [at], roles: [role] } as const;
    const kept = (await site.root(
      "select e.id, e.case_id, e.envelope, e.received_at from threshold.entry e join threshold.receipt r on r.entry = e.id where e.case_id = $1 order by r.n",
      [made.envelope.case],
    )) as unknown as Parameters<typeof asArrivals>[0];
    const state = fold(asArrivals(kept));
    const now = site.house.clock().getTime();
    const own = state.openings.filter(({ by }) => by === id).at(-1)?.entry;
    const entryOf = (entry: string) => state.timeline.find((item) => item.entry === entry);
    const may = (what: Parameters<typeof mayRead>[0], entry?: string) => {
      const item = entry === undefined ? undefined : entryOf(entry);
      const facts = {
        state,
        ...(own === undefined ? {} : { opening: own }),
        ...(item === undefined ? {} : { entry: item }),
      };
      return mayRead(what, actor, facts, now).ok;
    };
    const has = (name: string) => kept.some(({ envelope }) => envelope.includes(`"name":"${name}"`));
    const policy: Record<Field, boolean> = {
      S: may("standing"),
      E: may("envelope", made.envelope.id),
      O: entryOf(opening) !== undefined && may("envelope", opening),
      C: may("card"),
      T: may("story"),
      A: has("answer") && may("answer"),
      K: has("key") && may("key"),
      G: has("glass") && may("glass"),
      R: has("record") && may("record"),
    };
    const rows = await asActor(site.house.db, site.house.clock, actor, async (scope) => {
      const found = await sql<{ what: string }>`
        select 'S' as what from referral where case_id = ${made.envelope.case}
        union all select case id when ${made.envelope.id}::uuid then 'E' when ${opening}::uuid then 'O' end from entry where case_id = ${made.envelope.case}
        union all select case name when 'card' then 'C' when 'story' then 'T' when 'answer' then 'A' when 'key' then 'K' when 'glass' then 'G' when 'record' then 'R' end
                  from sealed_part where case_id = ${made.envelope.case}`.execute(scope);
      return new Set(found.rows.map(({ what }) => what));
    });
    const letters = Object.keys(fields) as Field[];
    return {
      policy: letters.filter((field) => policy[field]).join(""),
      rows: letters.filter((field) => rows.has(field)).join(""),
    };
  }

  it("fields: routes, policy and plain SQL give everybody the same, at every moment", {
    timeout: 240_000,
  }, async () => {
    const { sender, receiver, second } = homes;
    const worker = memberOf(receiver, 1);
    const fresh = async () => {
      const one = await referral(phone, { to: receiver, fallback: second });
      expect((await send(phone, one)).status).toBe(201);
      return one;
    };
    const open = async (of: MadeReferral) => {
      const one = await opened(worker, of.envelope);
      expect((await send(worker, one)).status).toBe(201);
      return one.envelope.id;
    };
    let made = await fresh();
    let opening = await open(made);
    const again = async () => {
      made = await fresh();
      opening = await open(made);
    };
    const cells = new Map<string, string[]>();
    const look = async () => {
      await signInAgain(...everyone());
      for (const role of roles) {
        await inRole(role);
        for (const [name, home] of Object.entries(homes)) {
          const member = memberOf(home);
          const got = await byRoute(member, made, opening);
          const route = (Object.keys(fields) as Field[]).filter((field) => got.has(field)).join("");
          const { policy, rows } = await byPolicyAndRows(member, role, made, opening);
          expect({ route, rows }, `${name} ${role}`).toEqual({ route: policy, rows: policy });
          const key = `${name}|${role}`;
          cells.set(key, [...(cells.get(key) ?? []), route]);
        }
      }
    };
    const common = () => {
      worker.seq += 1;
      const at = `${new Date().toISOString().slice(0, 19)}Z`;
      return {
        v: 1,
        id: newId(),
        case: made.envelope.case,
        parents: [made.envelope.id],
        author: worker.id,
        seq: worker.seq,
        at,
        sender: worker.at,
      } as const;
    };
    const setKey = async (version: number, team: string[] | null) => {
      const key = await makeCaseKey(receiver.key.recipient, team === null ? null : [worker.own.recipient]);
      if (!key.ok) throw new Error(key.why);
      const { recipient, parts } = key.value;
      const envelope = {
        ...common(),
        kind: "keyed",
        recipient,
        version,
        team,
        parts: parts.map(({ note }) => note),
      } as const;
      const answer = await send(worker, await signed(worker, envelope, parts));
      expect(answer.status, answer.text).toBe(201);
      return recipient;
    };
    const record = async (recipient: string) => {
      const said = { v: 1, topic: "reopened", at: "2026-11-02T12:00:00Z", note: null } as const;
      const part = await sealRecord(said, [recipient]);
      if (!part.ok) throw new Error(part.why);
      const { note } = part.value;
      const envelope = { ...common(), kind: "recorded", nextDue: null, parts: [note] } as const;
      const answer = await send(worker, await signed(worker, envelope, [part.value]));
      expect(answer.status, answer.text).toBe(201);
    };

    await look();
    site.later(61);
    await signInAgain(...everyone());
    await look();
    await again();
    expect((await send(worker, await declined(worker, made.envelope, [sender, receiver, second]))).status).toBe(201);
    await look();
    await again();
    expect((await send(worker, await accepted(worker, made.envelope))).status).toBe(201);
    await record(await setKey(1, null));
    await look();
    await setKey(2, [worker.id]);
    await look();
    const [breaker] = [memberOf(receiver)];
    await inRole("caseworker");
    breaker.seq += 1;
    const broke = {
      ...common(),
      author: breaker.id,
      seq: breaker.seq,
      kind: "broke-glass",
      reason: "missing",
      hours: 1,
      parts: [],
    } as const;
    worker.seq -= 1;
    expect((await send(breaker, await signed(breaker, broke))).status).toBe(201);
    await look();
    expect((await send(phone, await withdrawn(phone, made.envelope))).status).toBe(201);
    await look();

    const moments = [
      "waiting",
      "time over",
      "first declined",
      "accepted",
      "team of others",
      "glass broken",
      "taken back",
    ];
    const rows = Object.keys(homes).flatMap((name) => {
      const groups = new Map<string, string[]>();
      for (const role of roles) {
        const line = (cells.get(`${name}|${role}`) ?? []).join("|");
        groups.set(line, [...(groups.get(line) ?? []), role]);
      }
      return [...groups].map(([line, group]) => [name, group.join(", "), ...line.split("|")]);
    });
    const key = Object.entries(fields).map(([letter, what]) => `${letter} ${what}`);
    const lines = [`${key.join("; ")}.`, "", ...table(["organisation", "role", ...moments], rows)];
    const [now, due] = await section(page, "reading", lines);
    expect(now, stale).toBe(due);
  });
});
