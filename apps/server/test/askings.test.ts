import { type MemberKeys, makeMember } from "@threshold/sealing/passphrase";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { makeOrganisation, memberOf, type Organisation } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

const day = 24 * 60;
interface Asked {
  readonly recovery: string;
  readonly token: string;
}

/** What anybody can do who knows, or guesses, a sign-in name. */
describe("asking for keys in somebody's name", () => {
  let site: TestSite;
  let home: Organisation;
  let keys: MemberKeys;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    const made = await makeMember("seven new words on a wall");
    if (!made.ok) throw new Error(made.why);
    keys = made.value.keys;
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    home = await makeOrganisation(site, { members: 2 });
  });
  const nobody = () => anonymous(site.address);
  const she = () => memberOf(home, 1);
  const asking = (handle: string, more = keys) => ask(nobody(), "POST", "/recoveries", { handle, keys: more });
  const asked = async (handle = she().handle) => (await asking(handle)).body as Asked;
  const state = async ({ token }: Asked) => (await ask(nobody(), "POST", "/recoveries/state", { token })).body;
  const finish = async ({ token }: Asked, bundle: string | null = null) => {
    const wraps = [{ desk: home.desk.desk, version: 1, wrapped: "x" }];
    return (await ask(nobody(), "POST", "/recoveries/finish", { token, wraps, bundle })).body;
  };
  const waiting = async () =>
    (
      await site.root("select id from threshold.custody_recovery where member = $1 and state = 'asked'", [she().id])
    ).map((row) => row.id);

  it("does not bar the member herself: a newer asking takes the place of the oldest that nobody has answered", async () => {
    const strangers: Asked[] = [];
    for (let n = 0; n < 3; n += 1) {
      strangers.push(await asked());
      // A machine's own clock may be set back between two of them.
      site.later(1);
    }
    const hers = await asked();
    const open = await waiting();
    expect(open).toHaveLength(3);
    expect(open).toContain(hers.recovery);
    expect(open).not.toContain(strangers[0]?.recovery);
    const kinds = await site.root("select kind, by from threshold.record where about = $1 order by n", [she().id]);
    expect(kinds.filter(({ kind }) => kind === "recovery-displaced")).toEqual([
      { kind: "recovery-displaced", by: null },
    ]);
    // Signed in with new keys she asks as well.
    expect((await ask(she(), "POST", "/recoveries/own")).status).toBe(200);
  });

  it("leaves one alone to which a custodian has released a share", async () => {
    const answered = await asked();
    const set = crypto.randomUUID();
    const own = [home.id, she().id];
    await site.root(
      "insert into threshold.custody_set values ($3, $4, 1, $1, 'shares', '{}', '', '', $2, '', null, now(), now())",
      [...own, set, home.desk.desk],
    );
    await site.root("insert into threshold.custody_share values ($3, 1, $1, $1, $2, '')", [...own, set]);
    await site.root(
      "insert into threshold.custody_release values ($4, $3, 1, $1, $1, $2, 'released', '{}', '', '', '', now())",
      [...own, set, answered.recovery],
    );
    for (let n = 0; n < 5; n += 1) await asked();
    const open = await waiting();
    expect(open).toContain(answered.recovery);
    expect(open).toHaveLength(4);
  });

  it("tells nobody that there is such a name: not by what comes of it, nor when it is over", async () => {
    const strangers = "nobody@nowhere";
    const [first, unknown] = [await asked(), await asked(strangers)];
    for (let n = 0; n < 3; n += 1) await asked();
    const hers = await asked();
    const all = [first, hers, unknown];
    for (const one of all) expect(await state(one)).toEqual({ state: "asked", desks: [] });
    for (const one of all) expect(await finish(one)).toMatchObject({ name: "shares-missing" });
    site.later(7 * day - 1);
    for (const one of all) expect(await state(one)).toEqual({ state: "asked", desks: [] });
    site.later(2);
    for (const one of all) expect(await state(one)).toEqual({ state: "expired", desks: [] });
    for (const one of all) expect(await finish(one)).toMatchObject({ name: "recovery-over" });
    for (const { token } of all) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it("a token whose time was changed is none of ours", async () => {
    const { token, recovery } = await asked("nobody@nowhere");
    const bytes = Buffer.from(token, "base64url");
    bytes[3] = ((bytes[3] ?? 0) + 1) % 256;
    expect(await state({ recovery, token: bytes.toString("base64url") })).toMatchObject({ state: "expired" });
    expect(await state({ recovery, token })).toMatchObject({ state: "asked" });
  });

  it("takes as long for a name that nobody has", async () => {
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    const unknown = await asked("nobody@nowhere");
    for (const work of [() => asking("nobody@nowhere"), () => state(unknown), () => finish(unknown)])
      expect(await timed(work)).toBeGreaterThan(240);
  });

  it("comes with keys that are sealed to a passphrase, or is refused, whatever the name", async () => {
    const bad = { ...keys, bundle: Buffer.from("nothing sealed").toString("base64") };
    for (const handle of [she().handle, "nobody@nowhere"])
      expect(await asking(handle, bad)).toMatchObject({ status: 400, body: { field: "/keys/bundle" } });
    const proof = "A".repeat(43);
    expect(await ask(nobody(), "POST", "/recoveries/sheet", { handle: she().handle, keys: bad, proof })).toMatchObject({
      status: 400,
    });
    expect(await finish(await asked(), bad.bundle)).toMatchObject({ name: "bad-request", field: "/bundle" });
  });
});
