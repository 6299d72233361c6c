import type { Database } from "./database/connect.ts";
import type { Clock } from "./database/scope.ts";
import type { Emergency } from "./directory/directory.store.ts";
import type { ServerKeys } from "./keys.ts";

/** What every room of the server shares. Built once, in index.ts or by a test. */
export interface House {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: ServerKeys;
  /** Numbers that always work, from the country's file. */
  readonly emergency: Emergency;
  /** True where the organisations here are invented. */
  readonly demo: boolean;
}
