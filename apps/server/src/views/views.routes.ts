import { KeepViews, KeptViews } from "@threshold/contract";
import { fromBase64, isAgeFile } from "@threshold/sealing";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { keepViews, readViews } from "./views.store.ts";

const Done = Type.Object({ ok: Type.Literal(true) }, { additionalProperties: false });

/** A member's saved views of the list: sealed to her own key, since a name that she typed may say anything. */
export function viewRoutes(app: App, house: House): void {
  const config = { access: "work-cases" } as const;
  app.get("/views", { config, schema: { response: { 200: KeptViews } } }, async (request) => {
    const { id, organisation } = memberOf(request);
    const bytes = await asOrganisation(house.db, house.clock, organisation, (scope) => readViews(scope, id));
    return { bytes: bytes?.toString("base64") ?? null };
  });
  app.put("/views", { config, schema: { body: KeepViews, response: { 200: Done } } }, async (request, reply) => {
    const member = memberOf(request);
    const bytes = fromBase64(request.body.bytes);
    const file = bytes === null ? null : isAgeFile(bytes);
    if (bytes === null || file?.ok !== true) return refuse(reply, "part-not-sealed", "/bytes");
    if (file.value.recipients !== 1) return refuse(reply, "recipient-wrong", "/bytes");
    await asOrganisation(house.db, house.clock, member.organisation, (scope) =>
      keepViews(scope, member, Buffer.from(bytes), house.clock()),
    );
    return { ok: true as const };
  });
}
