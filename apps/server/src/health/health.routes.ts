import { Type } from "typebox";
import type { House } from "../house.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { answers } from "./health.store.ts";

const Fine = Type.Object({ ok: Type.Literal(true) }, { additionalProperties: false });

/** For whoever watches the server: `live` says that the process answers, `ready` that the database does too. */
export function healthRoutes(app: App, house: House): void {
  const options = { config: { access: "public" }, schema: { response: { 200: Fine } } } as const;
  app.get("/health/live", options, () => ({ ok: true as const }));
  app.get("/health/ready", options, async (_request, reply) =>
    (await answers(house.db)) ? { ok: true as const } : refuse(reply, "unavailable"),
  );
}
