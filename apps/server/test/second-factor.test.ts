import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { cookieOf, type Member, makeOrganisation, memberOf, type Organisation, signIn } from "./support/actors.ts";
import { Authenticator } from "./support/authenticator.ts";
import { type Answer, ask, type Client } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("the second factor", () => {
  let site: TestSite;
  let home: Organisation;
  let member: Member;
  let other: Member;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 2 });
    [member, other] = [memberOf(home, 0), memberOf(home, 1)];
    await site.root("update threshold.organisation set factor = 'passkey', invented = false");
  });
  afterAll(() => site.close());

  const clientOf = (answer: Answer): Client => ({
    address: site.address,
    headers: { origin: site.address, cookie: cookieOf(answer) },
  });
  const half = async ({ handle, proof }: Member): Promise<Client> =>
    clientOf(await signIn(site.address, handle, proof));
  const asked = async (client: Client, path: string) => (await ask(client, "POST", path)).body as { challenge: string };
  const make = async (client: Client, key: Authenticator, name = "Key") =>
    ask(client, "POST", "/passkeys", { name, made: key.make(await asked(client, "/passkeys/ask"), site.address) });
  const use = async (client: Client, key: Authenticator) =>
    ask(client, "POST", "/passkeys/use", key.use(await asked(client, "/passkeys/use/ask"), site.address));
  const standing = async (client: Client) => (await ask(client, "GET", "/session")).status;
  const wrong = { status: 401, body: { name: "factor-wrong" } };

  const key = new Authenticator();
  const second = new Authenticator();

  it("with the passphrase alone nothing is told and no door opens", async () => {
    const answer = await signIn(site.address, member.handle, member.proof);
    expect(answer.body).toEqual({ half: true, asks: "passkey", passkeys: false, provider: false, recovery: false });
    const client = clientOf(answer);
    const open: string[] = [];
    for (const { method, url, access } of site.routes) {
      if (access === "public" || access === "device" || access === "half") continue;
      const path = url.replace(/^\/api/, "").replace(/:\w+/g, crypto.randomUUID());
      const { body } = await ask(client, method, path, method === "GET" ? undefined : {});
      if ((body as { name?: string }).name !== "factor-needed") open.push(`${method} ${url}`);
    }
    expect(open).toEqual([]);
    expect(site.routes.filter(({ access }) => access === "half").map(({ url }) => url.replace("/api", ""))).toEqual([
      "/sign-out",
      "/passkeys/ask",
      "/passkeys",
      "/passkeys/use/ask",
      "/passkeys/use",
      "/recovery-codes/use",
      "/provider/ask",
      "/provider",
    ]);
    site.later(11);
    expect((await ask(client, "POST", "/passkeys/ask")).body).toMatchObject({ name: "not-signed-in" });
  });

  it("whoever has none makes a passkey first: for this page and this question only", async () => {
    const client = await half(member);
    const offer = (twist: Parameters<Authenticator["make"]>[2]) => async () => {
      const made = key.make(await asked(client, "/passkeys/ask"), site.address, twist);
      return ask(client, "POST", "/passkeys", { name: "Key", made });
    };
    expect(await offer({ origin: "https://elsewhere.example" })()).toMatchObject(wrong);
    expect(await offer({ host: "elsewhere.example" })()).toMatchObject(wrong);
    expect(await offer({ challenge: Buffer.alloc(32).toString("base64url") })()).toMatchObject(wrong);
    expect(
      await ask(client, "POST", "/passkeys", { name: "Key", made: key.make({ challenge: "AAAA" }, site.address) }),
    ).toMatchObject(wrong);
    const answer = await make(client, key, "  Key on the ring ");
    expect(answer.status).toBe(200);
    expect(await standing(clientOf(answer))).toBe(200);
    expect((await ask(client, "GET", "/session")).body).toMatchObject({ name: "not-signed-in" });
    const own = (await ask(clientOf(answer), "GET", "/own-sign-in")).body;
    expect(own).toMatchObject({
      factor: "passkey",
      passkeys: [{ name: "Key on the ring", usedAt: null }],
      recovery: 0,
    });
  });

  it("whoever has one uses it: signed for this page, once, and by a key that was not copied", async () => {
    const stranger = new Authenticator();
    const client = await half(member);
    expect((await ask(client, "POST", "/passkeys/ask")).body).toMatchObject({ name: "factor-needed" });
    const offer = async (twist: Parameters<Authenticator["use"]>[2], by = key) => {
      const used = by.use(await asked(client, "/passkeys/use/ask"), site.address, twist);
      return ask(client, "POST", "/passkeys/use", used);
    };
    expect(await offer({ origin: "https://elsewhere.example" })).toMatchObject(wrong);
    expect(await offer({ host: "elsewhere.example" })).toMatchObject(wrong);
    expect(await offer({ challenge: "AAAA" })).toMatchObject(wrong);
    expect(await offer({}, stranger)).toMatchObject(wrong);
    const used = key.use(await asked(client, "/passkeys/use/ask"), site.address, { counter: 7 });
    const answer = await ask(client, "POST", "/passkeys/use", used);
    expect(answer.status).toBe(200);
    expect(await standing(clientOf(answer))).toBe(200);
    const again = await half(member);
    await asked(again, "/passkeys/use/ask");
    expect(await ask(again, "POST", "/passkeys/use", used)).toMatchObject(wrong);
    const copied = key.use(await asked(again, "/passkeys/use/ask"), site.address, { counter: 3 });
    expect(await ask(again, "POST", "/passkeys/use", copied)).toMatchObject(wrong);
    const late = key.use(await asked(again, "/passkeys/use/ask"), site.address, { counter: 9 });
    site.later(6);
    expect(await ask(again, "POST", "/passkeys/use", late)).toMatchObject(wrong);
  });

  it("belongs to one member, has company, and the last one stays", async () => {
    const hers = clientOf(await use(await half(member), key));
    const his = clientOf(await make(await half(other), second));
    expect(await make(his, key)).toMatchObject(wrong);
    const listed = async (client: Client) =>
      ((await ask(client, "GET", "/own-sign-in")).body as { passkeys: { id: string; name: string }[] }).passkeys;
    const [first] = await listed(hers);
    const remove = (client: Client, id = "") => ask(client, "POST", `/passkeys/${id}/remove`);
    expect((await remove(his, first?.id)).status).toBe(404);
    expect(await remove(hers, first?.id)).toMatchObject({ status: 409, body: { name: "last-factor" } });
    for (let n = 0; n < 5; n += 1) expect((await make(hers, new Authenticator(), `Another ${n}`)).status).toBe(200);
    // All at once: each would find the others still there.
    const all = await Promise.all((await listed(hers)).map(({ id }) => remove(hers, id)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 409]);
    expect(await listed(hers)).toHaveLength(1);
    // What lets her in is changed right after the passphrase only.
    site.later(16);
    expect((await ask(hers, "POST", "/passkeys/ask")).body).toMatchObject({ name: "passphrase-first" });
    expect((await ask(hers, "POST", "/recovery-codes")).body).toMatchObject({ name: "passphrase-first" });
    await site.root("delete from threshold.passkey where member = $1", [member.id]);
    const back = await make(await half(member), key);
    expect(back.status).toBe(200);
  });

  it("one-time codes take its place, each once, and only for whom they were made", async () => {
    const hers = clientOf(await use(await half(member), key));
    const { codes } = (await ask(hers, "POST", "/recovery-codes")).body as { codes: string[] };
    expect(new Set(codes).size).toBe(10);
    const kept = await site.root("select encode(code_hash, 'escape') as text from threshold.recovery_code");
    for (const { text } of kept) for (const code of codes) expect(text).not.toContain(code);
    const [code = "", next = ""] = codes;
    const redeem = (client: Client, one: string) => ask(client, "POST", "/recovery-codes/use", { code: one });
    expect(await redeem(await half(other), code)).toMatchObject(wrong);
    const back = await redeem(await half(member), code.toLowerCase());
    expect(await standing(clientOf(back))).toBe(200);
    expect(await redeem(await half(member), code)).toMatchObject(wrong);
    expect((await ask(clientOf(back), "GET", "/own-sign-in")).body).toMatchObject({ recovery: 9 });
    await ask(clientOf(back), "POST", "/recovery-codes");
    const client = await half(member);
    for (let tries = 1; tries < 10; tries += 1) expect(await redeem(client, next)).toMatchObject(wrong);
    expect(await redeem(client, next)).toMatchObject({ status: 429 });
    site.later(16);
  });

  it("proven again, it does not stand for the passphrase", async () => {
    const whole = clientOf(await use(await half(member), key));
    site.later(16);
    const again = clientOf(await use(whole, key));
    expect(await standing(again)).toBe(200);
    expect((await ask(again, "POST", "/recovery-codes")).body).toMatchObject({ name: "passphrase-first" });
  });

  it("holds twelve hours in the browser that proved it, and nowhere else", async () => {
    const whole = clientOf(await use(await half(member), key));
    const again = (client: Client | null) =>
      ask(client ?? { address: site.address, headers: { origin: site.address } }, "POST", "/sign-in", {
        handle: member.handle,
        proof: member.proof,
      });
    site.later(31);
    expect(await standing(whole)).toBe(401);
    const unlocked = await again(whole);
    expect(unlocked.body).toMatchObject({ member: { id: member.id } });
    expect((await again(whole)).body).toMatchObject({ half: true });
    expect((await again(null)).body).toMatchObject({ half: true });
    expect((await again(clientOf(await use(await half(other), second)))).body).toMatchObject({ half: true });
    const day = clientOf(unlocked);
    for (let minutes = 31 + 25; minutes < 12 * 60; minutes += 25) {
      site.later(25);
      expect(await standing(day), `${minutes}`).toBe(200);
    }
    site.later(25);
    expect(await standing(day)).toBe(401);
    expect((await again(clientOf(unlocked))).body).toMatchObject({ half: true });
  });

  it("sessions are listed without an address; one ends, or all at once", async () => {
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const [one, two] = [clientOf(await use(await half(member), key)), await half(member)];
    const fox = clientOf(await use({ ...two, headers: { ...two.headers, "user-agent": agent } }, key));
    const list = async (client: Client) =>
      (
        (await ask(client, "GET", "/own-sign-in")).body as {
          sessions: { id: string; browser: string; here: boolean }[];
        }
      ).sessions;
    const all = await list(fox);
    expect(all.filter(({ here }) => here)).toMatchObject([{ browser: "firefox" }]);
    const kept = JSON.stringify(await site.root("select * from threshold.session"));
    expect(kept).not.toContain("Mozilla");
    expect(kept).not.toContain("127.0.0.1");
    const his = clientOf(await use(await half(other), second));
    const mine = (await list(fox)).find(({ here }) => here)?.id ?? "";
    expect((await ask(his, "POST", `/sessions/${mine}/end`)).status).toBe(404);
    expect((await ask(one, "POST", `/sessions/${mine}/end`)).status).toBe(200);
    expect([await standing(fox), await standing(one)]).toEqual([401, 200]);
    const more = clientOf(await use(await half(member), key));
    expect((await ask(more, "POST", "/sessions/end-all")).status).toBe(200);
    expect([await standing(one), await standing(more), await standing(his)]).toEqual([401, 401, 200]);
  });

  it("a new passphrase needs the old one, and ends every other session", async () => {
    const [one, two] = [clientOf(await use(await half(member), key)), clientOf(await use(await half(member), key))];
    const { bundle } = (await ask(one, "GET", "/session")).body as { bundle: string };
    const [row] = await site.root("select kdf from threshold.member where id = $1", [member.id]);
    const keys = { kdf: row?.kdf, proof: "B".repeat(43), bundle };
    const change = (proof: string) => ask(one, "POST", "/own-sign-in/passphrase", { proof, keys });
    expect(await change("A".repeat(43))).toMatchObject({ status: 401, body: { name: "wrong-passphrase" } });
    expect((await change(member.proof)).status).toBe(200);
    expect([await standing(one), await standing(two)]).toEqual([200, 401]);
    expect((await signIn(site.address, member.handle, member.proof)).status).toBe(401);
    expect((await signIn(site.address, member.handle, keys.proof)).status).toBe(200);
  });

  it("is never given up by a real organisation, in the database neither", async () => {
    const client = clientOf(await signIn(site.address, member.handle, "B".repeat(43)));
    const whole = clientOf(await use(client, key));
    const choose = (body: object) => ask(whole, "PUT", "/organisation/factor", body);
    expect(await choose({ factor: "none" })).toMatchObject({ status: 422, body: { name: "factor-unknown" } });
    expect(await choose({ factor: "oidc", provider: "not-set-up" })).toMatchObject({ status: 422 });
    expect((await choose({ factor: "passkey" })).status).toBe(200);
    await expect(site.root("update threshold.organisation set factor = 'none'")).rejects.toThrow(/organisation_factor/);
  });

  it("leaves a line in the record for each change, and none that says more", async () => {
    const rows = await site.root("select kind, about, detail from threshold.record where organisation = $1", [home.id]);
    const kinds = new Set(rows.filter(({ about }) => about === member.id).map(({ kind }) => kind));
    for (const kind of [
      ...["factor-added", "factor-removed", "recovery-codes-made", "recovery-code-used"],
      ...["passphrase-changed", "sessions-ended"],
    ])
      expect(kinds).toContain(kind);
    expect(JSON.stringify(rows)).not.toContain("Key");
  });
});
