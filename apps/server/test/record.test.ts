import type { RecordPage } from "@threshold/contract";
import { beginning, recordHash, verifyRecord } from "@threshold/sealing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { asOrganisation } from "../src/database/scope.ts";
import { addRecord } from "../src/record/record.store.ts";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("the record of keys and access", () => {
  let site: TestSite;
  let home: Organisation;
  let other: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 2 });
    other = await makeOrganisation(site);
    phone = await enrolPhone(site, home);
  });
  afterAll(() => site.close());

  const read = async (before = "") => (await ask(memberOf(home), "GET", `/record${before}`)).body as RecordPage;

  it("tells who keeps keys what happened, by ids and codes, and nobody else", async () => {
    expect((await ask(memberOf(home), "POST", `/devices/${phone.id}/revoke`)).status).toBe(200);
    expect((await ask(memberOf(home), "POST", `/devices/${phone.id}/revoke`)).status).toBe(200);
    const { lines, next, names } = await read();
    expect(lines.map((line) => [line.kind, line.by, line.about])).toEqual([
      ["phone-removed", memberOf(home).id, phone.id],
      ["phone-enrolled", phone.id, home.desk.desk],
      ["phone-invited", null, home.desk.desk],
      ["organisation-founded", memberOf(home).id, home.id],
    ]);
    expect(next).toBeNull();
    expect(names.map((one) => one.id).sort()).toEqual([memberOf(home).id, home.desk.desk, home.id].sort());
    expect((await ask(memberOf(home, 1), "GET", "/record")).status).toBe(403);
    const theirs = (await ask(memberOf(other), "GET", "/record")).body as RecordPage;
    expect(theirs.lines.map((line) => line.kind)).toEqual(["organisation-founded"]);
  });

  it("is one chain over the site, signed by the server, also when many write at once", async () => {
    const write = (organisation: string) =>
      asOrganisation(site.house.db, site.house.clock, organisation, (scope) =>
        addRecord(scope, site.house, { organisation, kind: "phone-removed", by: null, about: null, detail: "test" }),
      );
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n % 2 === 0 ? home.id : other.id)));
    const rows = (await site.root("select * from threshold.record order by n")) as unknown as (Parameters<
      typeof recordHash
    >[0] & { hash: string; signature: string })[];
    let previous = beginning;
    for (const [at, row] of rows.entries()) {
      expect(row).toMatchObject({ n: at + 1, previous });
      expect(await recordHash(row)).toBe(row.hash);
      expect(await verifyRecord(row.hash, row.signature, site.house.keys.verifyKey)).toBe(true);
      previous = row.hash;
    }
    expect(rows.length).toBeGreaterThan(24);
    expect(await recordHash({ ...(rows[0] as Parameters<typeof recordHash>[0]), about: null })).not.toBe(rows[0]?.hash);
  });

  it("comes in pages", async () => {
    await asOrganisation(site.house.db, site.house.clock, home.id, async (scope) => {
      for (let n = 0; n < 110; n += 1)
        await addRecord(scope, site.house, { organisation: home.id, kind: "badge-made", by: null, about: null });
    });
    const first = await read();
    expect(first.lines).toHaveLength(100);
    const second = await read(`?before=${first.next}`);
    expect(second.next).toBeNull();
    const all = [...first.lines, ...second.lines].map((line) => line.n);
    expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
    expect(all).toHaveLength(124);
  });

  it("cannot be changed, shortened, written for another organisation, or hold a sentence", async () => {
    const attempt = (statement: ReturnType<typeof sql>) =>
      asOrganisation(site.house.db, site.house.clock, home.id, (scope) => statement.execute(scope)).then(
        () => "done",
        (error: { code?: string }) => error.code,
      );
    expect(await attempt(sql`delete from record`)).toBe("42501");
    expect(await attempt(sql`update record set about = null`)).toBe("42501");
    const insert = (
      organisation: string,
      detail: string,
    ) => sql`insert into record (n, organisation, kind, detail, at, previous, hash, signature)
      values (9999, ${organisation}, 'badge-made', ${detail}, 'now', '', 'x', '')`;
    expect(await attempt(insert(other.id, "code"))).toBe("42501");
    expect(await attempt(insert(home.id, "Maria told us"))).toBe("23514");
  });
});
