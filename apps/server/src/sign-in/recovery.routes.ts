import { RecoveryCodes, UseRecovery } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { makeRecovery, useRecovery } from "./factors.store.ts";
import { countTry, isRecent, mayTry } from "./guard.ts";
import { completeSession } from "./open.ts";

const Done = Type.Object({ ok: Type.Literal(true) }, { additionalProperties: false });

/** One-time codes on paper, for the day the passkey is lost. */
export function recoveryRoutes(app: App, house: House): void {
  app.post(
    "/recovery-codes",
    { config: { access: "member" }, schema: { response: { 200: RecoveryCodes } } },
    async (request, reply) => {
      if (!isRecent(house, request)) return refuse(reply, "passphrase-first");
      return { codes: await makeRecovery(house, memberOf(request)) };
    },
  );

  app.post(
    "/recovery-codes/use",
    { config: { access: "half" }, schema: { body: UseRecovery, response: { 200: Done } } },
    async (request, reply) => {
      if (!(await mayTry(house, request, reply))) return reply;
      const right = await useRecovery(house, memberOf(request), request.body.code);
      await countTry(house, request, right);
      if (!right) return refuse(reply, "factor-wrong");
      await completeSession(house, request, reply, memberOf(request));
      return { ok: true as const };
    },
  );
}
