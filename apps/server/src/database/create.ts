import { connect, type Source } from "./connect.ts";

/** Makes the database of a source on our own cluster where it is missing. Two processes may try at once. */
export async function makeDatabase(source: Extract<Source, { database: string }>): Promise<void> {
  const client = await connect({ ...source, database: "postgres" }, "root");
  try {
    const found = await client.query("select from pg_database where datname = $1", [source.database]);
    if (found.rowCount === 0) {
      await client
        .query(`create database ${client.escapeIdentifier(source.database)}`)
        .catch((error: { code?: string }) => {
          if (error.code !== "42P04" && error.code !== "23505") throw error;
        });
    }
  } finally {
    await client.end();
  }
}
