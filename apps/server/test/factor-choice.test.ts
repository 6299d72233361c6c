import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { cookieOf, type Member, makeOrganisation, memberOf, type Organisation, signIn } from "./support/actors.ts";
import { Authenticator } from "./support/authenticator.ts";
import { ask, type Client } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

/** Who is linked with an agency's sign-in, and what becomes of her when the organisation chooses another one. */
describe("choosing the second factor", () => {
  const named = { name: "Card", issuer: "http://127.0.0.1:9", client: "desk" };
  let site: TestSite;
  let home: Organisation;
  let she: Member;
  beforeAll(async () => {
    const providers = [
      { id: "card", ...named },
      { id: "other", ...named },
    ];
    site = await openSite(inject("cluster"), { providers });
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    home = await makeOrganisation(site, { members: 2 });
    she = memberOf(home);
    await site.root("update threshold.organisation set factor = 'oidc', provider = 'card' where id = $1", [home.id]);
    for (const { id } of home.members)
      await site.root(
        `insert into threshold.provider_link (subject_hash, organisation, member, made_at, provider)
         values (sha256($1::uuid::text::bytea), $2, $1, now(), 'card')`,
        [id, home.id],
      );
  });

  const client = (cookie: string): Client => ({ address: site.address, headers: { origin: site.address, cookie } });
  const half = async ({ handle, proof }: Member) => client(cookieOf(await signIn(site.address, handle, proof)));
  const holds = async ({ handle, proof }: Member) => (await signIn(site.address, handle, proof)).body;
  const choose = (factor: string, provider?: string) => ask(she, "PUT", "/organisation/factor", { factor, provider });
  /** What she is not linked with. */
  const others = [
    ["passkey", undefined],
    ["oidc", "other"],
  ] as const;
  async function addPasskey(by: Client) {
    const asked = (await ask(by, "POST", "/passkeys/ask")).body as { challenge: string };
    const made = new Authenticator().make(asked, site.address);
    return ask(by, "POST", "/passkeys", { name: "Key", made });
  }
  const passkeysOf = async (by: Client) =>
    ((await ask(by, "GET", "/own-sign-in")).body as { passkeys: { id: string }[] }).passkeys;

  it("is refused while whoever chooses could be locked out by it herself", async () => {
    expect((await ask(she, "POST", "/recovery-codes")).status).toBe(200);
    for (const [factor, provider] of others)
      expect(await choose(factor, provider)).toMatchObject({
        status: 409,
        body: { name: "passkey-first", code: "T-4209" },
      });
    expect(await holds(she)).toMatchObject({ asks: "oidc", provider: true });
    expect((await choose("oidc", "card")).status, "what she is linked with").toBe(200);
    expect((await addPasskey(she)).status).toBe(200);
    expect((await choose("passkey")).status).toBe(200);
    expect(await holds(she)).toMatchObject({ asks: "passkey", passkeys: true, provider: false });
  });

  it("a link to a sign-in that is not asked for any more counts for nothing, so that a colleague makes what is asked now", async () => {
    expect((await addPasskey(she)).status).toBe(200);
    for (const [factor, provider] of others) {
      expect((await choose(factor, provider)).status).toBe(200);
      expect(await holds(memberOf(home, 1))).toMatchObject({ passkeys: false, provider: false });
    }
    expect((await addPasskey(await half(memberOf(home, 1)))).status).toBe(200);
  });

  it("nor does it stand for the last passkey", async () => {
    expect((await addPasskey(she)).status).toBe(200);
    expect((await choose("passkey")).status).toBe(200);
    const [key] = await passkeysOf(she);
    expect(await ask(she, "POST", `/passkeys/${key?.id}/remove`)).toMatchObject({ body: { name: "last-factor" } });
    expect((await choose("oidc", "card")).status).toBe(200);
    expect((await ask(she, "POST", `/passkeys/${key?.id}/remove`)).status, "the link counts again").toBe(200);
  });

  it("is in the record, and so is the end of one session", async () => {
    expect((await choose("oidc", "card")).status).toBe(200);
    await site.root("update threshold.session set level = 'full' where member = $1", [she.id]);
    const [other] = await site.root("select id from threshold.session where member = $1 limit 1", [she.id]);
    expect((await ask(she, "POST", `/sessions/${other?.id}/end`)).status).toBe(200);
    const lines = await site.root(
      "select kind, by, about, detail from threshold.record where organisation = $1 order by n desc limit 2",
      [home.id],
    );
    expect(lines).toEqual([
      { kind: "session-ended", by: she.id, about: she.id, detail: null },
      { kind: "factor-chosen", by: she.id, about: home.id, detail: "oidc" },
    ]);
  });

  it("a new passphrase comes with keys that are sealed to it, or is refused", async () => {
    const [row] = await site.root("select kdf, bundle from threshold.member where id = $1", [she.id]);
    const change = (bundle: unknown) =>
      ask(she, "POST", "/own-sign-in/passphrase", {
        proof: she.proof,
        keys: { kdf: row?.kdf, proof: "B".repeat(43), bundle },
      });
    for (const bundle of ["", "nothing sealed", Buffer.from("nothing sealed").toString("base64")])
      expect(await change(bundle), bundle).toMatchObject({ status: 400, body: { field: "/keys/bundle" } });
    expect((await change(row?.bundle)).status).toBe(200);
  });
});
