import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { referral, sendRaw } from "./support/writing.ts";

describe("hostile input", () => {
  let site: TestSite;
  let home: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site);
    phone = await enrolPhone(site, home);
  });
  afterAll(async () => {
    expect(site.log.filter((line) => line.event === "error")).toEqual([]);
    await site.close();
  });

  const bodies: [string, string, string][] = [
    ["no JSON", "{", "T-1003"],
    ["nothing", "", "T-1003"],
    ["a nest a hundred thousand deep", "[".repeat(100_000) + "]".repeat(100_000), "T-1001"],
    ["objects in objects", `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`, "T-1001"],
    ["__proto__", '{"__proto__":{"admin":true},"envelope":{},"signature":"a","parts":[]}', "T-1001"],
    ["constructor", '{"constructor":{"prototype":{"admin":true}},"envelope":{},"signature":"a","parts":[]}', "T-1001"],
    ["a number without end", '{"envelope":1e999,"signature":"a","parts":[]}', "T-1001"],
    ["many digits", `{"envelope":${"9".repeat(10_000)},"signature":"a","parts":[]}`, "T-1001"],
    ["a lone surrogate", '{"envelope":"\\ud800","signature":"a","parts":[]}', "T-1001"],
    ["NUL", '{"envelope":"a\\u0000b","signature":"a","parts":[]}', "T-1001"],
    ["a text", '"envelope"', "T-1001"],
    ["null", "null", "T-1001"],
  ];
  it.each(bodies)("%s", async (_name, body, code) => {
    const answer = await sendRaw(phone, body);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it("bytes that are no UTF-8", async () => {
    const response = await fetch(`${site.address}/api/device/entries`, {
      method: "POST",
      headers: { ...phone.headers, "content-type": "application/json" },
      body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(await response.json()).toMatchObject({ code: "T-1003" });
  });

  it("more than a mebibyte, and more than a part may hold", async () => {
    const made = await referral(phone, { to: home });
    const [one] = made.parts;
    expect(await sendRaw(phone, "x".repeat(1_048_577))).toMatchObject({ status: 413, body: { code: "T-1002" } });
    const { envelope, signature } = made;
    const wide = { envelope, signature, parts: [{ name: one?.name, bytes: "A".repeat(349_532) }] };
    expect(await sendRaw(phone, wide)).toMatchObject({
      status: 400,
      body: { code: "T-1001", field: "/parts/0/bytes" },
    });
  });

  it("another kind of body", async () => {
    const response = await fetch(`${site.address}/api/device/entries`, {
      method: "POST",
      headers: { ...phone.headers, "content-type": "text/xml" },
      body: "<a/>",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "T-1003" });
  });

  it("NUL and surrogates in free text of one's own", async () => {
    const { services } = (await ask(memberOf(home), "GET", "/members/directory")).body as {
      services: { id: string }[];
    };
    const change = {
      name: "x",
      offers: [],
      whom: [],
      languages: [],
      hours: [[], [], [], [], [], [], []],
      phone: "123",
      specialist: false,
      open: true,
    };
    const path = `/services/${services[0]?.id}`;
    expect(await ask(memberOf(home), "PUT", path, { ...change, name: "a\u0000b" })).toMatchObject({ status: 400 });
    expect(await ask(memberOf(home), "PUT", path, { ...change, name: "\ud800" })).toMatchObject({ status: 400 });
    const kept = await ask(memberOf(home), "PUT", path, { ...change, name: "'); drop table threshold.entry; --" });
    expect(kept).toMatchObject({ status: 200, body: { name: "'); drop table threshold.entry; --" } });
  });

  it("odd addresses", async () => {
    for (const path of [
      "/api/cases/%00/story",
      "/api/cases/../../etc/passwd",
      "/api/%E0%A4%A",
      "/%2e%2e/%2e%2e/etc/passwd",
      `/api/${"a".repeat(5000)}`,
    ]) {
      const response = await fetch(`${site.address}${path}`, { headers: memberOf(home).headers });
      expect([400, 401, 404, 414]).toContain(response.status);
      expect(await response.text()).not.toMatch(/passwd|a{50}|root:/);
    }
  });

  it("no answer of the API names the software or the machine", async () => {
    const answer = await ask(anonymous(site.address), "GET", "/nothing-here");
    expect(answer).toMatchObject({ status: 404, body: { code: "T-1004" } });
    expect(answer.headers.get("server")).toBeNull();
    expect(answer.headers.get("x-powered-by")).toBeNull();
  });
});
