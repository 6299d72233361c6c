import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Tables } from "./tables.ts";

/** A PostgreSQL server on a Unix socket, and who signs in there. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/** Where the database is: on our own cluster's socket, or at an address that an administrator named. */
export type Source = { readonly address: Address; readonly database: string } | { readonly url: string };

/** `app` answers requests and is bound by row-level security; `migrator` changes the schema; `lookup` reads all for `verify`. */
export type Role = "root" | "migrator" | "app" | "lookup";

export type Database = Kysely<Tables>;
/** One connection of its own, for what needs no pool. */
export type Connection = pg.Client;

const names = { app: "threshold_app", migrator: "threshold_owner", lookup: "threshold_lookup" } as const;

/** A pooler in between may drop the start-up packet's options, and an address can hold options of its own. */
async function holdsRole(client: pg.ClientBase, role: Role): Promise<boolean> {
  if (role === "root") return true;
  const { rows } = await client.query("select current_user as who");
  return rows[0]?.who === names[role];
}
const roleRefused = (role: Role) =>
  new Error(
    `The database did not give the role ${role === "root" ? role : names[role]} to a connection. Let DATABASE_URL lead straight to PostgreSQL, or to a pooler that passes the option "role" on.`,
  );

/** bigint as a number (ours stay far below 2^53), a day as its text. */
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number],
  [1082, (text) => text],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format: "text" | "binary") =>
    parsers.get(id) ?? pg.types.getTypeParser(id, format as "text")) as pg.CustomTypesConfig["getTypeParser"],
};

/**
 * The role is set by the connection's start-up packet: where it cannot be taken, there is no connection. Each new connection is
 * asked for its role once more, so that nothing ever runs with more rights by mistake.
 */
function settings(source: Source, role: Role): pg.ClientConfig {
  const options = ["-c search_path=threshold", ...(role === "root" ? [] : [`-c role=${names[role]}`])].join(" ");
  const common = { options, types, connectionTimeoutMillis: 5_000, application_name: "threshold" };
  // On our own cluster the app signs in as itself: there is no stronger role to fall back to.
  if ("address" in source && role === "app") {
    return { ...source.address, user: names.app, database: source.database, ...common };
  }
  if ("address" in source) return { ...source.address, database: source.database, ...common };
  // What the address says would win over ours, and ours holds the role.
  return { ...common, connectionString: source.url.replace(/([?&])options=[^&]*&?/g, "$1") };
}

/** One connection, for migrations and tools. The caller ends it. */
export async function connect(source: Source, role: Role): Promise<Connection> {
  const client = new pg.Client(settings(source, role));
  client.on("error", () => undefined);
  try {
    await client.connect();
    if (!(await holdsRole(client, role))) throw roleRefused(role);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** The pool that requests use, as the app role. Broken connections are replaced; a request that meets one fails. */
export function openDatabase(source: Source, most = 16): Database {
  const app = settings(source, "app");
  const pool = new pg.Pool({
    ...app,
    options: `${app.options} -c statement_timeout=15s -c idle_in_transaction_session_timeout=15s`,
    max: most,
    idleTimeoutMillis: 30_000,
    verify: (client, done) => {
      holdsRole(client, "app").then((holds) => done(holds ? undefined : roleRefused("app")), done);
    },
  });
  pool.on("error", () => undefined);
  // The pool hears a connection only while it is idle. One that breaks in a request's hands fails that request, and nothing more:
  // without this, the late EPIPE of a killed database would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** This process's sign at the door: while anybody holds it, PostgreSQL is not stopped. */
export interface Presence {
  /** Gives up the sign; true where nobody else holds one, and then nobody can take one until `leave`. */
  lastOut(): Promise<boolean>;
  leave(): Promise<void>;
}

const doorLock = 7_411_904;

/** Connects to the cluster and takes the shared lock. `lost` is called once if the connection breaks before `leave`. */
export async function holdShared(address: Address, lost: () => void): Promise<Presence> {
  const client = new pg.Client({ ...address, database: "postgres", connectionTimeoutMillis: 2_000, keepAlive: true });
  let over = false;
  const once = () => {
    if (!over) lost();
    over = true;
  };
  let inside = false;
  client.on("error", () => inside && once());
  client.on("end", () => inside && once());
  try {
    await client.connect();
    await client.query("set lock_timeout = '2s'");
    await client.query("select pg_advisory_lock_shared($1)", [doorLock]);
    inside = true;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    lastOut: async () => {
      over = true;
      try {
        await client.query("select pg_advisory_unlock_shared($1)", [doorLock]);
        const alone = await client.query("select pg_try_advisory_lock($1) as alone", [doorLock]);
        return alone.rows[0]?.alone === true;
      } catch {
        return false; // it is gone already: nothing to stop
      }
    },
    leave: async () => {
      over = true;
      await client.end().catch(() => undefined);
    },
  };
}
