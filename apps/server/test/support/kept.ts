import { randomUUID } from "node:crypto";
import type { Envelope, fold } from "@threshold/casework";
import { sql } from "kysely";
import type { CaseModel, Sealed } from "../../../../packages/casework/test/model/model.ts";
import type { Person, World } from "../../../../packages/casework/test/model/world.ts";
import { type Connection, connect, openDatabase } from "../../src/database/connect.ts";
import { makeDatabase } from "../../src/database/create.ts";
import { migrate } from "../../src/database/migrate.ts";
import { asActor, asServer, type Scope } from "../../src/database/scope.ts";
import { addEntry, addParts, eraseParts } from "../../src/entries/entries.store.ts";
import { addReferral, updateReferral } from "../../src/referrals/referrals.store.ts";
import type { Place } from "./site.ts";

/** One thing that happened: by whom, when, and how the case stands after. */
export interface Happened {
  readonly envelope: Envelope;
  readonly by: Person;
  readonly now: number;
  readonly state: ReturnType<typeof fold>;
}

/**
 * A database of its own, with a world's organisations and desks and no people: row-level security asks after ids, and neither after
 * signatures nor after what is inside of sealed bytes.
 */
export class Kept {
  private n = 0;
  /** Cases of which a referral was written. */
  readonly models: CaseModel[] = [];
  readonly world: World;
  private readonly db: ReturnType<typeof openDatabase>;
  /** Past every policy: for planting and for changing policies. */
  readonly root: Connection;

  private constructor(world: World, db: ReturnType<typeof openDatabase>, root: Connection) {
    this.world = world;
    this.db = db;
    this.root = root;
  }

  static async open({ folder: _, ...address }: Place, world: World): Promise<Kept> {
    const source = { address, database: `test_${randomUUID().replaceAll("-", "")}` };
    await makeDatabase(source);
    await migrate(source);
    const root = await connect(source, "root");
    // A power cut may take it: nobody waits for the disk.
    await root.query(`alter database ${root.escapeIdentifier(source.database)} set synchronous_commit = off`);
    const made = new Date(0);
    for (const id of new Set(world.desks.map((desk) => desk.organisation)))
      await root.query(
        "insert into threshold.organisation (id, name, kind, invented, made_at) values ($1, 'Invented', 'shelter', true, $2)",
        [id, made],
      );
    for (const { desk, organisation } of world.desks)
      await root.query("insert into threshold.desk (id, organisation, name) values ($1, $2, 'Invented')", [
        desk,
        organisation,
      ]);
    return new Kept(world, openDatabase(source, 3), root);
  }

  async close(): Promise<void> {
    await this.root.end();
    await this.db.destroy();
  }

  /** A transaction as her; the server's is of one organisation. */
  as<T>(
    person: Person,
    now: number,
    work: (scope: Scope) => Promise<T>,
    organisation = this.world.desks[0],
  ): Promise<T> {
    const clock = () => new Date(now);
    return person.kind === "server"
      ? asServer(this.db, clock, organisation?.organisation ?? "", work)
      : asActor(this.db, clock, { ...person, kind: person.kind }, work);
  }

  /** Writes it as its author, so that what the policies refuse does not come in. */
  async write({ envelope, by, now, state }: Happened, model: CaseModel): Promise<void> {
    const at = new Date(now);
    const work = async (scope: Scope) => {
      if (envelope.kind === "referred") await addReferral(scope, { ...envelope, reference: envelope.id }, at);
      const beside = { text: JSON.stringify(envelope), signature: "x", verifyKey: "x", writtenBy: null };
      await addEntry(scope, { envelope, ...beside, receivedAt: at });
      const parts = envelope.parts.map(({ name, sha256 }) => ({ name, sha256, bytes: Buffer.from("x") }));
      await addParts(scope, envelope, parts);
      if (envelope.kind === "erased") await eraseParts(scope, envelope.id);
      if (envelope.kind !== "referred" && state.status !== "no-referral") await updateReferral(scope, state, at);
      this.n += 1;
      await sql`insert into receipt (n, entry, entry_hash, previous, hash, signature, at)
        values (${this.n}, ${envelope.id}, 'x', 'x', ${envelope.id}, 'x', 'x')`.execute(scope);
    };
    await this.as(by, now, work, model.sender ?? undefined);
    if (envelope.kind === "referred") this.models.push(model);
  }

  /** Everything of every case that plain SQL shows her, as lines. */
  async look(person: Person, now: number): Promise<Set<string>> {
    return this.as(person, now, async (scope) => {
      const cases = this.models.map(({ id }) => id);
      const { rows } = await sql<{ line: string }>`
        select 'standing ' || case_id as line from referral
        union all select 'envelope ' || id from entry
        union all select 'receipt ' || entry from receipt
        union all select 'team ' || case_id from case_team
        union all select 'care ' || case_id from case_care
        union all select 'views ' || member from kept_views
        union all select name || ' ' || entry || case when erased_at is null then '' else ' gone' end from sealed_part
        union all select 'index ' || id from index_segment
        union all select 'telling ' || member from telling
        union all select 'browser ' || id from push_subscription
        union all select 'notice ' || id from notice
        union all select 'piece ' || entry from upload_piece
        union all select 'judged ' || id from judged_entries(${cases}::uuid[])`.execute(scope);
      return new Set(rows.map(({ line }) => line));
    });
  }

  /** The same by the model, and how much there was to ask for. */
  due(person: Person, now: number): { readonly lines: Set<string>; readonly asked: number } {
    const lines = new Set<string>();
    let asked = 0;
    for (const model of this.models) {
      const purpose = { opening: model.purposeOf(person, now) };
      const add = (line: string, granted: boolean) => {
        asked += 1;
        if (granted) lines.add(line);
      };
      const part = model.mayRead(person, "standing", now);
      const sealed = new Map<string, boolean>();
      const opens = (name: string) => {
        const known = sealed.get(name) ?? model.mayRead(person, name as Sealed, now, purpose);
        sealed.set(name, known);
        return known;
      };
      add(`standing ${model.id}`, part);
      add(`team ${model.id}`, model.mayKnowTeam(person));
      add(`care ${model.id}`, model.mayKnowCare(person));
      for (const entry of model.written) {
        const seen = model.mayRead(person, "envelope", now, { entry });
        add(`envelope ${entry.id}`, seen);
        add(`receipt ${entry.id}`, seen);
        add(`judged ${entry.id}`, part);
        for (const name of entry.parts)
          add(`${name} ${entry.id}${model.gone.has(`${entry.id}/${name}`) ? " gone" : ""}`, opens(name));
      }
    }
    return { lines, asked };
  }
}

/** What one shows and the other does not: the first few of each, for a message. */
export function differing(shown: ReadonlySet<string>, due: ReadonlySet<string>): { more: string[]; less: string[] } {
  const more = [...shown].filter((line) => !due.has(line));
  const less = [...due].filter((line) => !shown.has(line));
  return { more: more.sort().slice(0, 5), less: less.sort().slice(0, 5) };
}
