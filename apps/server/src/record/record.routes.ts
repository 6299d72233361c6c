import { RecordPage } from "@threshold/contract";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import type { App } from "../http/schemas.ts";
import { readRecord } from "./record.store.ts";

const Before = Type.Object(
  { before: Type.Optional(Type.String({ pattern: "^\\d{1,15}$" })) },
  { additionalProperties: false },
);

/** Who did what with keys and access, for those who keep them. */
export function recordRoutes(app: App, house: House): void {
  app.get(
    "/record",
    { config: { access: "read-record" }, schema: { querystring: Before, response: { 200: RecordPage } } },
    (request) => {
      const { before } = request.query;
      return asOrganisation(house.db, house.clock, memberOf(request).organisation, (scope) =>
        readRecord(scope, before === undefined ? null : Number(before)),
      );
    },
  );
}
