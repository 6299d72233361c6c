import { CompiledQuery } from "kysely";
import PgBoss from "pg-boss";
import { connect, type Database, type Source } from "./connect.ts";
import type { Scope } from "./scope.ts";

/** Where jobs lie: pg-boss's own tables. They hold ids and times, nothing else. */
const schema = "threshold_jobs";

/**
 * What is there to be done at a time. `look`: how a case stands, and whether somebody is to be told; `deliver`: what waits to be sent to a
 * member. Mail that cannot go out is tried again after half a minute, one, two … for about a day and a half.
 */
export const queues = {
  look: { retryLimit: 5, retryDelay: 10, retryBackoff: true, policy: "short", expireInSeconds: 300 },
  deliver: { retryLimit: 12, retryDelay: 30, retryBackoff: true, policy: "short", expireInSeconds: 300 },
} as const;
export type Queue = keyof typeof queues;

/**
 * Brings pg-boss's tables forward, makes the queues, and lets the app role use them, which may make none of this itself. The schema was
 * made by `prepareRoles`: even "if not exists" would want a right here that the tables' owner does not have.
 */
export async function prepareJobs(source: Source): Promise<void> {
  const client = await connect(source, "migrator");
  try {
    const run = (text: string, values?: unknown[]) => client.query(text, values);
    const { rows } = await run("select to_regclass($1) is not null as there", [`${schema}.version`]);
    if (rows[0]?.there === true && (await isCurrent(run))) return;
    await run("select pg_advisory_lock(7411909)");
    const boss = new PgBoss({ db: { executeSql: (text, values) => client.query(text, values) }, schema });
    const there = await boss.isInstalled();
    await run(there ? await forward(boss) : construction());
    for (const [name, options] of Object.entries(queues)) await boss.createQueue(name, { name, ...options });
    await run(`grant usage on schema ${schema} to threshold_app`);
    await run(`grant select, insert, update, delete on all tables in schema ${schema} to threshold_app`);
  } finally {
    await client.end();
  }
}

type Run = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** Asked at every start: one query where there is nothing to do. */
async function isCurrent(run: Run): Promise<boolean> {
  const { rows } = await run(
    `select (select version from ${schema}.version) as version, (select count(*)::integer from ${schema}.queue where name = any($1)) as queues,
            has_schema_privilege('threshold_app', '${schema}', 'usage') as granted`,
    [Object.keys(queues)],
  );
  const [found] = rows;
  return found?.version === version() && found.queues === Object.keys(queues).length && found.granted === true;
}

/** The version of its tables that this pg-boss wants, out of its own plans. */
function version(): number {
  return Number(/version\(version\) VALUES \('(\d+)'\)/.exec(PgBoss.getConstructionPlans(schema))?.[1]);
}

function construction(): string {
  const all = PgBoss.getConstructionPlans(schema);
  const plans = all.replace(/CREATE SCHEMA IF NOT EXISTS \w+\s*;/, "");
  if (plans === all) throw new Error("the plans of pg-boss are not what they were");
  return plans;
}

async function forward(boss: PgBoss): Promise<string> {
  // (Its types say Number, the object.)
  const now = Number(await boss.schemaVersion());
  return now < version() ? PgBoss.getMigrationPlans(schema, String(now)) : "select 1";
}

/** pg-boss over the app's own connections: it opens none, and has no more rights than requests have. */
export function openBoss(db: Database): PgBoss {
  return new PgBoss({
    db: { executeSql: (text, values = []) => run(db, text, values) },
    ...{ schema, migrate: false, schedule: false, supervise: true },
  });
}

/** The same connection as a transaction's, for a job that is to be there with it or not at all. */
export const within = (
  scope: Scope,
): { executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> } => ({
  executeSql: (text, values = []) => run(scope, text, values),
});

async function run(db: Database | Scope, text: string, values: unknown[]) {
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
  return { rows };
}
