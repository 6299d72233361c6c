import { seal, toBase64 } from "@threshold/sealing";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { makeOrganisation, memberOf, type Organisation } from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("saved views of the list", () => {
  let site: TestSite;
  let home: Organisation;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 2 });
  });
  afterAll(() => site.close());

  const sealed = async (words: string, recipients: readonly string[]) => {
    const made = await seal(new TextEncoder().encode(words), recipients);
    if (!made.ok) throw new Error(made.why);
    return toBase64(made.value);
  };
  const keep = (n: number, bytes: string) => ask(memberOf(home, n), "PUT", "/views", { bytes });
  const kept = async (n: number) =>
    ((await ask(memberOf(home, n), "GET", "/views")).body as { bytes: string | null }).bytes;

  it("are each member's own, as she sealed them, and the last ones that she kept", async () => {
    const { own } = memberOf(home);
    expect(await kept(0)).toBeNull();
    for (const words of ["first", "second"]) {
      const bytes = await sealed(words, [own.recipient]);
      expect((await keep(0, bytes)).status).toBe(200);
      expect(await kept(0)).toBe(bytes);
    }
    expect(await kept(1)).toBeNull();
  });

  it("are never taken in clear, nor sealed to several", async () => {
    const before = await kept(0);
    expect((await keep(0, toBase64(new TextEncoder().encode("in clear")))).body).toMatchObject({
      name: "part-not-sealed",
    });
    const two = [memberOf(home).own.recipient, memberOf(home, 1).own.recipient];
    expect((await keep(0, await sealed("two", two))).body).toMatchObject({ name: "recipient-wrong" });
    expect(await kept(0)).toBe(before);
  });
});
