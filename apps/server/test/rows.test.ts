import { can, type DeskAddress, roles } from "@threshold/casework";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { asActor, asOrganisation, type Scope } from "../src/database/scope.ts";
import { issueEnrolment, issueInvitation } from "../src/people/codes.store.ts";
import { addTry } from "../src/sign-in/sign-in.store.ts";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { invite } from "./support/people.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { declined, type MadeReferral, referral, send } from "./support/writing.ts";

/** Rows each one may see, by plain SQL as the app's role; past all of our own code. */
describe("row-level security", () => {
  let site: TestSite;
  let sender: Organisation;
  let receiver: Organisation;
  let fallback: Organisation;
  let stranger: Organisation;
  let phone: Writer;
  let waiting: MadeReferral;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    [sender, receiver, fallback, stranger] = [
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
    ];
    for (const home of [sender, receiver, fallback, stranger]) {
      await enrolPhone(site, home);
      await issueInvitation(site.house, home.id);
      await issueEnrolment(site.house, home.id, home.desk.desk);
      await addFactors(home);
      expect((await invite(memberOf(home), { handle: `row-${home.id}` })).answer.status).toBe(200);
    }
    phone = await enrolPhone(site, sender);
    waiting = await referral(phone, { to: receiver, fallback });
    expect((await send(phone, waiting)).status).toBe(201);
    await addTry(site.house, Buffer.alloc(32, 1));
    await addCustody();
    await addContent();
  });
  afterAll(() => site.close());

  /** One row in each of the second factor's tables. */
  async function addFactors(home: Organisation): Promise<void> {
    const who = [memberOf(home).id, home.id];
    await site.root(
      "insert into threshold.passkey values (gen_random_uuid(), $2::uuid, $1::uuid, $1::uuid::text, '', 0, '{}', 'host', 'Key', now())",
      who,
    );
    for (const [table, more] of [
      ["recovery_code", "null"],
      ["provider_link", "'card'"],
    ])
      await site.root(
        `insert into threshold.${table} select sha256($1::uuid::text::bytea), $2::uuid, $1::uuid, now(), ${more}`,
        who,
      );
  }

  /** The sender's desk is in the custody of the receiver's member, whose share somebody asks for; and a shift is on at its phone. */
  async function addCustody(): Promise<void> {
    const [own, other] = [sender.id, receiver.id];
    const [set, asked, badge] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const [member, custodian] = [memberOf(sender).id, memberOf(receiver).id];
    const hash = "decode(repeat('00', 32), 'hex')";
    await site.root("insert into threshold.custody_place values ($1, 1, $2, $3, $4, 'agreed', now())", [
      sender.desk.desk,
      own,
      other,
      custodian,
    ]);
    await site.root(
      "insert into threshold.custody_set values ($1, $2, 1, $3, 'shares', '{}', '', '', $4, '', null, now())",
      [set, sender.desk.desk, own, member],
    );
    await site.root("insert into threshold.custody_share values ($1, 1, $2, $3, $4, '')", [set, own, other, custodian]);
    await site.root(
      `insert into threshold.custody_recovery values ($1, $2, $3, ${hash}, 'shares', '', '', null, null, null, '{}', now(), now(), 'asked')`,
      [asked, own, member],
    );
    await site.root(
      "insert into threshold.custody_release values ($1, $2, 1, $3, $4, $5, 'refused', null, null, null, null, now())",
      [asked, set, own, other, custodian],
    );
    await site.root(`insert into threshold.badge values ($1, $2, $3, '12', '', ${hash}, 0, now())`, [
      badge,
      own,
      sender.desk.desk,
    ]);
    await site.root(`insert into threshold.shift values ($1, $2, $3, $4, ${hash}, now())`, [
      crypto.randomUUID(),
      own,
      phone.id,
      badge,
    ]);
  }

  /** A piece of the sender's index, and of a file that its member has not finished; and who works on the case at the receiver's. */
  async function addContent(): Promise<void> {
    await site.root("insert into threshold.case_team values ($1, array[$2::uuid])", [
      waiting.envelope.case,
      memberOf(receiver).id,
    ]);
    await site.root("insert into threshold.kept_views values ($1, $2, '', now())", [
      memberOf(receiver).id,
      receiver.id,
    ]);
    await site.root("insert into threshold.case_care values ($1, $2, null, $3, false, now())", [
      waiting.envelope.case,
      receiver.desk.desk,
      memberOf(receiver).id,
    ]);
    await site.root(
      "insert into threshold.calendar_feed values ($1, $2, decode(repeat('00', 32), 'hex'), 'en', now())",
      [memberOf(sender).id, sender.id],
    );
    await site.root("insert into threshold.index_segment values ($1, default, $2, $3, 1, '', now())", [
      crypto.randomUUID(),
      sender.id,
      sender.desk.desk,
    ]);
    await site.root(
      "insert into threshold.telling (member, organisation, mail_how, digest_at, zone, urgent_anyway) values ($1, $2, 'none', '08:00', 'Etc/UTC', true)",
      [memberOf(sender).id, sender.id],
    );
    await site.root(
      "insert into threshold.push_subscription (organisation, member, endpoint, p256dh, auth, made_at) values ($2, $1, 'x', 'x', 'x', now())",
      [memberOf(sender).id, sender.id],
    );
    await site.root("insert into threshold.upload_piece values ($1, 0, $2, $3, $4, '', now())", [
      crypto.randomUUID(),
      sender.id,
      memberOf(sender).id,
      waiting.envelope.case,
    ]);
  }

  const tables = async () =>
    (await site.root(
      "select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced from pg_class c where c.relnamespace = 'threshold'::regnamespace and c.relkind = 'r' order by 1",
    )) as {
      name: string;
      forced: boolean;
    }[];

  it("is forced on every table, and the role that answers is no superuser", async () => {
    const open = (await tables()).filter((table) => !table.forced).map((table) => table.name);
    expect(open).toEqual(["migration"]);
    expect(
      await site.root(
        "select rolname from pg_roles where rolname like 'threshold_%' and rolname <> 'threshold_root' and (rolsuper or rolbypassrls or rolcreaterole)",
      ),
    ).toEqual([]);
    const { rows } = await sql<{
      who: string;
      own: boolean;
    }>`select current_user as who, exists (select from pg_tables where tableowner = current_user) as own`.execute(
      site.house.db,
    );
    expect(rows[0]).toEqual({ who: "threshold_app", own: false });
  });

  /** As the first member of the organisation, at its desk: who sees cases is not the organisation alone. */
  const asMember = <T>(organisation: string, work: (scope: Scope) => Promise<T>): Promise<T> => {
    const home = [sender, receiver, fallback, stranger].find((one) => one.id === organisation);
    if (home === undefined) throw new Error("no such organisation");
    const { id } = memberOf(home);
    const actor = { kind: "member", id, organisation, desks: [home.desk], roles: ["coordinator"] } as const;
    return asActor(site.house.db, site.house.clock, actor, work);
  };
  const count = (organisation: string | null, table: string) => {
    const ask = sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`;
    const run =
      organisation === null ? ask.execute(site.house.db) : asMember(organisation, (scope) => ask.execute(scope));
    return run.then(
      (result) => result.rows[0]?.n ?? -1,
      (error: { code?: string }) => error.code ?? "?",
    );
  };
  const refused = "42501";
  /** Columns: nobody, sender, receiver, fallback before its time, fallback after it, stranger. */
  const expected: Record<string, readonly (number | string)[]> = {
    organisation: [0, 1, 1, 1, 1, 1],
    desk: [0, 1, 1, 1, 1, 1],
    member: [0, 1, 1, 1, 1, 1],
    desk_key: [0, 1, 1, 1, 1, 1],
    desk_key_wrap: [0, 1, 1, 1, 1, 1],
    device: [0, 2, 1, 1, 1, 1],
    session: [0, 1, 1, 1, 1, 1],
    passkey: [0, 1, 1, 1, 1, 1],
    recovery_code: [0, 1, 1, 1, 1, 1],
    provider_link: [0, 1, 1, 1, 1, 1],
    work_spent: Array(6).fill(refused),
    index_segment: [0, 1, 0, 0, 0, 0],
    upload_piece: [0, 1, 0, 0, 0, 0],
    telling: [0, 1, 0, 0, 0, 0],
    push_subscription: [0, 1, 0, 0, 0, 0],
    notice: [0, 0, 1, 0, 0, 0],
    custody_place: [0, 1, 1, 0, 0, 0],
    custody_set: [0, 1, 1, 0, 0, 0],
    custody_share: [0, 1, 1, 0, 0, 0],
    custody_recovery: [0, 1, 0, 0, 0, 0],
    custody_release: [0, 1, 1, 0, 0, 0],
    badge: [0, 1, 0, 0, 0, 0],
    shift: [0, 1, 0, 0, 0, 0],
    service: [0, 1, 1, 1, 1, 1],
    referral: [0, 1, 1, 0, 1, 0],
    entry: [0, 1, 1, 0, 1, 0],
    sealed_part: [0, 0, 1, 0, 1, 0],
    receipt: [0, 1, 1, 0, 1, 0],
    case_team: [0, 0, 1, 0, 0, 0],
    case_care: [0, 0, 1, 0, 0, 0],
    kept_views: [0, 0, 1, 0, 0, 0],
    calendar_feed: [0, 1, 0, 0, 0, 0],
    member_invitation: [0, 1, 1, 1, 1, 1],
    enrolment: [0, 3, 2, 2, 2, 2],
    organisation_statement: [0, 1, 1, 1, 1, 1],
    certificate: [0, 1, 1, 1, 1, 1],
    record: [0, 8, 6, 6, 6, 6],
    network_statement: Array(6).fill(refused),
    invitation: Array(6).fill(refused),
    sign_in_try: Array(6).fill(refused),
    migration: Array(6).fill(refused),
  };

  it("shows each table's rows to whom they belong, and without an organisation none", async () => {
    expect(Object.keys(expected).sort()).toEqual((await tables()).map((table) => table.name));
    const seen: Record<string, (number | string)[]> = {};
    for (const table of Object.keys(expected)) {
      seen[table] = [
        await count(null, table),
        await count(sender.id, table),
        await count(receiver.id, table),
        await count(fallback.id, table),
      ];
    }
    site.later(61);
    for (const table of Object.keys(expected))
      seen[table]?.push(await count(fallback.id, table), await count(stranger.id, table));
    expect(seen).toEqual(expected);
  });

  it("tables are not empty where nobody sees them", async () => {
    for (const table of Object.keys(expected))
      expect(await site.root(`select from threshold.${table} limit 1`), table).toHaveLength(1);
  });

  it("who works on a case at the receiver's is nothing that the sender or the second desk is shown, whatever row it asks", async () => {
    const worker = memberOf(receiver).id;
    for (const [home, due] of [
      [sender, false],
      [fallback, false],
      [receiver, true],
    ] as const) {
      const shown = await asMember(home.id, async (scope) => [
        ...(await scope.selectFrom("referral").selectAll().execute()),
        ...(await scope.selectFrom("case_team").selectAll().execute()),
        ...(await scope.selectFrom("case_care").selectAll().execute()),
      ]);
      expect(JSON.stringify(shown).includes(worker), home.id).toBe(due);
    }
  });

  it("a declined answer is for the sender as well, card and story are not", async () => {
    const fresh = await referral(phone, { to: receiver });
    await send(phone, fresh);
    await signInAgain(receiver);
    expect(
      (await send(memberOf(receiver), await declined(memberOf(receiver), fresh.envelope, [sender, receiver]))).status,
    ).toBe(201);
    const names = await asMember(sender.id, (scope) => scope.selectFrom("sealed_part").select("name").execute());
    expect(names.map((row) => row.name)).toEqual(["answer"]);
  });

  const attempt = (organisation: string, statement: ReturnType<typeof sql>) =>
    asMember(organisation, (scope) => statement.execute(scope)).then(
      (result) => Number(result.numAffectedRows ?? 0n),
      (error: { code?: string }) => error.code,
    );

  it("lets nobody change or remove what is in the journal, its own author included", async () => {
    for (const table of ["entry", "sealed_part", "receipt", "organisation", "desk", "member", "desk_key"]) {
      expect(await attempt(sender.id, sql`delete from ${sql.table(table)}`), table).toBe(refused);
      const column =
        table === "entry" || table === "receipt"
          ? "signature"
          : table === "sealed_part"
            ? "sha256"
            : table === "desk_key"
              ? "recipient"
              : "name";
      expect(await attempt(sender.id, sql`update ${sql.table(table)} set ${sql.ref(column)} = 'x'`), table).toBe(
        refused,
      );
    }
    expect(await attempt(sender.id, sql`update referral set receiver_organisation = ${stranger.id}`)).toBe(refused);
  });

  it("lets a stranger write nothing into what is not hers", async () => {
    const { case: id } = waiting.envelope;
    const insert = (
      organisation: string,
    ) => sql`insert into entry (id, case_id, kind, author, seq, sender_organisation, sender_desk, envelope, signature, verify_key, received_at)
      values (${crypto.randomUUID()}, ${id}, 'opened', ${crypto.randomUUID()}, 1, ${organisation}, ${stranger.desk.desk}, '{}', 'x', 'x', now())`;
    expect(await attempt(stranger.id, insert(stranger.id))).toBe(refused);
    expect(await attempt(stranger.id, insert(sender.id))).toBe(refused);
    expect(await attempt(stranger.id, sql`update service set phone = '0'`)).toBe(1);
    expect(await attempt(stranger.id, sql`update service set phone = '0' where organisation = ${sender.id}`)).toBe(0);
    expect(await attempt(stranger.id, sql`update referral set status = 'accepted'`)).toBe(0);
    expect(
      await attempt(
        stranger.id,
        sql`insert into desk_key_wrap (desk, version, member, organisation, wrapped) values (${sender.desk.desk}, 1, ${memberOf(stranger).id}, ${sender.id}, 'x')`,
      ),
    ).toBe(refused);
  });

  describe("inside an organisation", () => {
    const rows = (change: { desks?: DeskAddress[]; roles?: string[]; kind?: "device" | "member"; id?: string }) => {
      const actor = {
        kind: "member",
        id: memberOf(receiver).id,
        organisation: receiver.id,
        desks: [receiver.desk],
      } as const;
      return asActor(site.house.db, site.house.clock, { ...actor, roles: ["caseworker"], ...change }, async (scope) => {
        const { rows: found } = await sql<{ referrals: number; parts: number }>`select
          (select count(*) from referral) as referrals, (select count(*) from sealed_part) as parts`.execute(scope);
        return found[0];
      });
    };
    const nothing = { referrals: 0, parts: 0 };

    it("desk, role and kind decide: another desk, an officer, a rapporteur, an administrator and a phone see nothing of what came", async () => {
      expect((await rows({}))?.parts).toBeGreaterThan(0);
      expect(await rows({ desks: [] })).toEqual(nothing);
      expect(await rows({ desks: [stranger.desk] })).toEqual(nothing);
      for (const role of ["officer", "rapporteur", "administrator", "custodian"])
        expect(await rows({ roles: [role] }), role).toEqual(nothing);
      expect(await rows({ kind: "device", roles: [] })).toEqual(nothing);
    });

    it("an organisation alone sees no case", async () => {
      const seen = await asOrganisation(site.house.db, site.house.clock, receiver.id, async (scope) => [
        ...(await scope.selectFrom("referral").selectAll().execute()),
        ...(await scope.selectFrom("entry").selectAll().execute()),
        ...(await scope.selectFrom("sealed_part").selectAll().execute()),
        ...(await scope.selectFrom("receipt").selectAll().execute()),
      ]);
      expect(seen).toEqual([]);
    });

    it("roles in the database are those of the policy", async () => {
      for (const role of roles) {
        const actor = {
          kind: "member",
          id: memberOf(sender).id,
          organisation: sender.id,
          desks: [],
          roles: [role],
        } as const;
        const { rows: found } = await asActor(site.house.db, site.house.clock, actor, (scope) =>
          sql<{ works: boolean; sees: boolean }>`select works_cases() as works, sees_sent() as sees`.execute(scope),
        );
        expect(found[0], role).toEqual({ works: can([role], "work-cases"), sees: can([role], "see-sent") });
      }
    });
  });
});
