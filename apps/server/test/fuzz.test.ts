import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { type Answer, anonymous, ask, type Client } from "./support/client.ts";
import { fitting, hostile, type Shape, spoilt } from "./support/shapes.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, opened, referral, send } from "./support/writing.ts";

/** Said again by a failing run: `THRESHOLD_SEED=… npx vitest run --project database apps/server/test/fuzz.test.ts`. */
const seed = Number(process.env.THRESHOLD_SEED ?? Math.floor(Math.random() * 2 ** 31));
const rounds = 5;
/** Far more than any answer takes, and far less than a pattern that runs away. */
const longest = 10_000;
/** In every body that fits nowhere: it may come back in no refusal and stand in no log. */
const canary = "Fuzz-Quillhaven-7731";

/** Writes that take nothing but their address: each other one has to be fuzzed by its schema. */
const bodiless = [
  ...["/badges/:id/remove", "/calendar/end", "/custody/sets/:set/seen", "/devices/:id/revoke", "/members/:id/return"],
  ...["/members/invitations/:id/take-back", "/passkeys/:id/remove", "/passkeys/ask", "/passkeys/use/ask"],
  ...["/provider/ask", "/recoveries/:id/refuse", "/recoveries/:id/stop", "/recoveries/own", "/recovery-codes"],
  ...["/services/:id/checked", "/services/:id/close", "/services/:id/reopen"],
  ...["/sessions/:id/end", "/sessions/end-all", "/sign-out", "/small-office", "/telling/test"],
];

interface Route {
  readonly method: string;
  readonly path: string;
  readonly body: Shape | null;
}
interface Described {
  readonly paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Shape }> } }>>;
}

/** Every route as it is registered, with bodies out of its own schema and bodies that are not: never a 500, never an echo, never slow. */
describe(`every route, fuzzed (seed ${seed})`, () => {
  let site: TestSite;
  let home: Organisation;
  let phone: Writer;
  let routes: Route[];
  let ids: string[];
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 2 });
    const shelter = await makeOrganisation(site);
    phone = await enrolPhone(site, home);
    const made = await referral(phone, { to: shelter });
    await send(phone, made);
    const mine = await referral(phone, { to: home });
    await send(phone, mine);
    const opening = await opened(memberOf(home), mine.envelope);
    await send(memberOf(home), opening);
    await send(memberOf(home), await accepted(memberOf(home), mine.envelope, [opening.envelope.id]));
    ids = [
      ...[home.id, home.desk.desk, shelter.id, shelter.desk.desk, phone.id, memberOf(home, 1).id],
      ...[made.envelope.case, made.envelope.id, mine.envelope.case, mine.envelope.id, opening.envelope.id],
      ...[
        home.key.recipient,
        shelter.key.recipient,
        mine.envelope.reference,
        "a".repeat(64),
        "A".repeat(43),
        "A".repeat(86),
      ],
    ];
    const described = (await ask(anonymous(site.address), "GET", "/docs/openapi.json")).body as Described;
    routes = site.routes.map(({ method, url }) => {
      const operation = described.paths[url.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
      return {
        method,
        path: url.replace(/^\/api/, ""),
        body: operation?.requestBody?.content["application/json"]?.schema ?? null,
      };
    });
  }, 120_000);
  afterAll(() => site.close());

  const actors = (): [string, Client][] => [
    ["nobody", anonymous(site.address)],
    ["a phone", { ...phone, headers: { ...phone.headers, origin: site.address } }],
    ["a member", memberOf(home)],
  ];

  /** Everything that was wrong, one line each, so that one run tells all. */
  const faults: string[] = [];
  const noFaults = () => expect(faults.splice(0)).toEqual([]);

  async function look(who: string, client: Client, { method, path }: Route, body: unknown): Promise<Answer> {
    const before = performance.now();
    const answer = await ask(client, method, path, method === "GET" ? undefined : body);
    const took = performance.now() - before;
    const wrong = [
      ...(answer.status >= 500 ? ["failed"] : []),
      ...(took > longest ? [`took ${took} ms`] : []),
      ...(answer.status >= 400 ? leaksOf(answer) : []),
    ];
    const said = `${method} ${path} as ${who} with ${JSON.stringify(body)?.slice(0, 500)}: ${answer.status} ${answer.text.slice(0, 200)}`;
    faults.push(...wrong.map((why) => `${why}: ${said}`));
    return answer;
  }

  function leaksOf({ body, text }: Answer): string[] {
    return [
      ...(/^T-\d{4}$/.test(String((body as { code?: unknown } | null)?.code)) ? [] : ["no problem of the catalogue"]),
      ...(text.includes(canary) ? ["echo"] : []),
      ...(/\bat .*\.ts:|node_modules|select |insert into|violates|relation "/.test(text)
        ? ["the machine's words"]
        : []),
    ];
  }

  /** A route may have ended the session on the way. */
  async function comeBack(): Promise<void> {
    const { status } = await ask(memberOf(home), "GET", "/session");
    if (status !== 200) await signInAgain(home);
  }

  it("has the schema of every route that takes a body", () => {
    expect(routes.length).toBeGreaterThan(80);
    const bare = routes.filter((route) => route.body === null && route.method !== "GET");
    expect(bare.map(({ path }) => path).sort()).toEqual(bodiless);
  });

  it("bodies that fit: what the code behind the schema does with them", async () => {
    for (const route of routes) {
      const bodies = fc.sample(route.body === null ? fc.constant({}) : fitting(route.body, ids), {
        numRuns: rounds,
        seed,
      });
      const paths = fc.sample(pathsOf(route.path, ids), { numRuns: rounds, seed });
      for (const [who, client] of actors())
        for (const [at, body] of bodies.entries())
          await look(who, client, { ...route, path: paths[at] ?? route.path }, body);
      await comeBack();
    }
    noFaults();
  }, 120_000);

  it("bodies with one place spoilt, and whatever else JSON can be", async () => {
    for (const route of routes.filter(({ body, method }) => body !== null || method !== "GET")) {
      const fit = route.body === null ? fc.constant<unknown>({}) : fitting(route.body, ids);
      const bodies = fc.sample(fc.oneof({ weight: 3, arbitrary: fit.chain(spoilt) }, hostile), {
        numRuns: rounds,
        seed,
      });
      const [path = route.path] = fc.sample(pathsOf(route.path, ids), { numRuns: 1, seed });
      for (const [who, client] of actors())
        for (const body of bodies) await look(who, client, { ...route, path }, { ...asObject(body), [canary]: canary });
      await comeBack();
    }
    noFaults();
  }, 120_000);

  it("places and queries that nobody links to", async () => {
    const odd = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        "%00",
        "%ff",
        "..%2f..%2fetc",
        "a".repeat(300),
        "{}",
        "*",
        canary,
        "0",
        "-1",
        "null",
        "%F0%9F%98%80",
      ),
    );
    for (const route of routes.filter(({ path, method }) => path.includes(":") || method === "GET")) {
      const texts = fc.sample(odd, { numRuns: rounds, seed });
      for (const text of texts) {
        const safe = text.startsWith("%") || text.startsWith("..%") ? text : encodeURIComponent(text);
        const path = `${route.path.replace(/:\w+/g, safe)}?${safe}=${safe}&opening=${safe}&box=${safe}&have=${safe}`;
        for (const [who, client] of actors()) await look(who, client, { ...route, path }, {});
      }
    }
    await comeBack();
    noFaults();
  }, 120_000);

  it("bytes that are no JSON, by other names, and headers that are none", async () => {
    const kinds = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""];
    for (const { method, path } of routes.filter((route) => route.method !== "GET")) {
      const [bytes = new Uint8Array()] = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 400 }), {
        numRuns: 1,
        seed,
      });
      for (const kind of kinds) {
        const response = await fetch(`${site.address}/api${path.replace(/:\w+/g, home.id)}`, {
          method,
          headers: {
            ...memberOf(home).headers,
            "content-type": kind,
            cookie: `__Host-threshold=${canary}; a=b`,
            "x-odd": "\u00ff",
          },
          body: Buffer.from(bytes),
        });
        const text = await response.text();
        expect(response.status, `${method} ${path} ${kind}: ${text}`).toBeGreaterThanOrEqual(400);
        expect(response.status, `${method} ${path} ${kind}: ${text}`).toBeLessThan(500);
        expect(text).not.toContain(canary);
      }
    }
  }, 120_000);

  it("left no error and no word in the log", () => {
    expect(site.log.filter((line) => line.event === "error")).toEqual([]);
    expect(JSON.stringify(site.log)).not.toContain(canary);
    expect(site.log.length).toBeGreaterThan(500);
  });
});

const asObject = (value: unknown): object =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : { value };

/** A route's address with ids that there are, or that there are not. */
function pathsOf(path: string, ids: readonly string[]): fc.Arbitrary<string> {
  const names = [...path.matchAll(/:\w+/g)].map(([name]) => name);
  const one = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  return fc
    .tuple(...names.map(() => one))
    .map((values) => names.reduce((text, name, at) => text.replace(name, values[at] ?? ""), path));
}
