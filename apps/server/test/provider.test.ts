import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Provider, readProviders } from "../src/sign-in/provider.ts";
import { cookieOf, type Member, makeOrganisation, memberOf, type Organisation, signIn } from "./support/actors.ts";
import { Authenticator } from "./support/authenticator.ts";
import { ask, type Client } from "./support/client.ts";
import { type ProviderProcess, startProvider, walkThrough } from "./support/provider.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("the agency's own sign-in (OpenID Connect)", () => {
  const providers: Provider[] = [];
  let site: TestSite;
  let provider: ProviderProcess;
  let home: Organisation;
  let [one, two, three]: Member[] = [];
  beforeAll(async () => {
    site = await openSite(inject("cluster"), { providers });
    home = await makeOrganisation(site, { members: 3 });
    [one, two, three] = [0, 1, 2].map((n) => memberOf(home, n));
    provider = await startProvider([`${site.address}/desk`]);
    const named = { name: "Card of the agency", issuer: provider.issuer, client: "desk" };
    providers.push({ id: "card", ...named }, { id: "strong", ...named, acr: ["urn:agency:card"] });
    await site.root("update threshold.organisation set factor = 'oidc', provider = 'card'");
  });
  afterAll(async () => {
    await site.close();
    await provider?.stop();
  });

  const half = async (member: Member | undefined): Promise<Client> => ({
    address: site.address,
    headers: {
      origin: site.address,
      cookie: cookieOf(await signIn(site.address, member?.handle ?? "", member?.proof ?? "")),
    },
  });
  const way = async (client: Client) => (await ask(client, "POST", "/provider/ask")).body as { url: string };
  const back = async (client: Client, name: string) => {
    const { searchParams } = await walkThrough((await way(client)).url, name);
    return Object.fromEntries(searchParams) as { code: string; state: string; iss: string };
  };
  const come = async (client: Client, name: string) => ask(client, "POST", "/provider", await back(client, name));
  const wrong = { status: 401, body: { name: "factor-wrong" } };

  it("leads there with PKCE, a state and a nonce, and asks for a fresh sign-in", async () => {
    const client = await half(one);
    const url = new URL((await way(client)).url);
    const said = Object.fromEntries(url.searchParams);
    expect(said).toMatchObject({
      ...{ client_id: "desk", redirect_uri: `${site.address}/desk`, response_type: "code", scope: "openid" },
      ...{ code_challenge_method: "S256", prompt: "login", max_age: "600" },
    });
    for (const key of ["state", "nonce", "code_challenge"]) expect(said[key]).toMatch(/^[\w-]{43}$/);
    const again = new URL((await way(client)).url);
    expect(again.searchParams.get("state")).not.toBe(said.state);
  });

  it("ties the person there to the member the first time, and lets in nobody else as her", async () => {
    const client = await half(one);
    const came = await come(client, "card-0001");
    expect(came.status).toBe(200);
    const whole = { address: site.address, headers: { origin: site.address, cookie: cookieOf(came) } };
    expect((await ask(whole, "GET", "/own-sign-in")).body).toMatchObject({
      provider: "Card of the agency",
      linked: true,
    });
    expect((await signIn(site.address, one?.handle ?? "", one?.proof ?? "")).body).toMatchObject({ provider: true });
    expect(await come(await half(one), "card-0002")).toMatchObject(wrong);
    expect(await come(await half(two), "card-0001")).toMatchObject(wrong);
    expect((await come(await half(one), "card-0001")).status).toBe(200);
    const rows = JSON.stringify(await site.root("select subject_hash::text, member from threshold.provider_link"));
    expect(rows).not.toContain("card-0001");
    expect(rows).not.toContain(Buffer.from("card-0001").toString("hex"));
  });

  it("refuses an answer that is changed, used, or another session's", async () => {
    const client = await half(one);
    const answer = await back(client, "card-0001");
    expect(await ask(client, "POST", "/provider", { ...answer, state: "A".repeat(43) })).toMatchObject(wrong);
    // One question, one answer: the right one comes too late now.
    expect(await ask(client, "POST", "/provider", answer)).toMatchObject(wrong);
    const [mine, hers] = [await half(one), await half(one)];
    const elsewhere = await back(mine, "card-0001");
    await way(hers);
    expect(await ask(hers, "POST", "/provider", elsewhere)).toMatchObject(wrong);
    expect((await ask(mine, "POST", "/provider", { ...elsewhere, iss: "https://other.example" })).status).toBe(401);
    const used = await back(await half(two), "card-0003");
    const third = await half(three);
    await way(third);
    expect(await ask(third, "POST", "/provider", used)).toMatchObject(wrong);
  });

  it("whoever has a passkey is not tied to somebody there by the passphrase alone", async () => {
    await site.root("update threshold.organisation set factor = 'passkey'");
    const key = new Authenticator();
    const first = await half(two);
    const asked = (await ask(first, "POST", "/passkeys/ask")).body as { challenge: string };
    const made = await ask(first, "POST", "/passkeys", { name: "Key", made: key.make(asked, site.address) });
    expect(made.status).toBe(200);
    expect((await ask(await half(two), "POST", "/provider/ask")).body).toMatchObject({ name: "factor-unknown" });
    await site.root("update threshold.organisation set factor = 'oidc'");
    expect(await come(await half(two), "card-0002")).toMatchObject(wrong);
    const whole = { address: site.address, headers: { origin: site.address, cookie: cookieOf(made) } };
    expect((await come(whole, "card-0002")).status).toBe(200);
    expect((await come(await half(two), "card-0002")).status).toBe(200);
  });

  it("refuses a sign-in that is weaker than was asked for, and one that does not answer", async () => {
    await site.root("update threshold.organisation set provider = 'strong'");
    expect(await come(await half(three), "card-0004")).toMatchObject(wrong);
    providers.push({ id: "silent", name: "Silent", issuer: "http://127.0.0.1:9", client: "desk" });
    await site.root("update threshold.organisation set provider = 'silent'");
    expect(await ask(await half(three), "POST", "/provider/ask")).toMatchObject({
      status: 502,
      body: { name: "provider-silent" },
    });
  });

  it("is set up by whoever runs the server, in a file that is read strictly", async () => {
    const file = join(inject("cluster").folder, "providers.json");
    const good = { id: "card", name: "Card", issuer: "https://id.example", client: "desk" };
    const read = async (value: unknown) => {
      await writeFile(file, JSON.stringify(value));
      return readProviders(file);
    };
    expect(await read([good])).toEqual([good]);
    expect(await readProviders(undefined)).toEqual([]);
    for (const bad of [{}, [good, good], [{ ...good, issuer: "http://id.example" }], [{ ...good, more: 1 }]])
      await expect(read(bad)).rejects.toThrow(/not in shape/);
  });
});
