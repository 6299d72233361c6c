import type { Database } from "./database/connect.ts";
import type { Clock } from "./database/scope.ts";
import type { Emergency } from "./directory/directory.store.ts";
import type { ServerKeys } from "./keys.ts";
import type { Live } from "./live/live.ts";
import type { Provider } from "./sign-in/provider.ts";
import type { Telling } from "./telling/telling.ts";
import type { Root } from "./trust/root.ts";

/** What every room of the server shares. Built once, in index.ts or by a test. */
export interface House {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: ServerKeys;
  /** Root of the signed directory of keys. */
  readonly root: Root;
  /** Numbers that always work, from the country's file. */
  readonly emergency: Emergency;
  /** Agencies' own sign-ins (OpenID Connect) that whoever runs the server set up; none where left out. */
  readonly providers?: readonly Provider[];
  /** Open streams of this process; where left out, pages ask now and then instead. */
  readonly live?: Live;
  /** How members are told of things. */
  readonly telling: Telling;
  /** True where the organisations here are invented. */
  readonly demo: boolean;
}
