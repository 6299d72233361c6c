import { can } from "@threshold/casework";
import { AnswerPlace, ArrangeCustody, Custody, NewCustody, Uuid } from "@threshold/contract";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { answerAsked, askForCustody, keepCustody } from "./arrange.ts";
import { readCustody } from "./overview.ts";
import { markSeen } from "./sets.store.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
const done = { ok: true as const };

/** How desks' keys are kept against loss: everybody of the organisation sees it, stewards arrange it, custodians hold the shares. */
export function custodyRoutes(app: App, house: House): void {
  app.get("/custody", { config: { access: "member" }, schema: { response: { 200: Custody } } }, (request) => {
    const member = memberOf(request);
    return asOrganisation(house.db, house.clock, member.organisation, (scope) =>
      readCustody(scope, member, can(member.roles, "hold-share"), house.clock()),
    );
  });
  app.put(
    "/custody/desks/:desk/places",
    {
      config: { access: "keep-custody" },
      schema: { params: Type.Object({ desk: Uuid }, closed), body: ArrangeCustody, response: { 200: Done } },
    },
    async (request, reply) => {
      const { desk } = request.params;
      const no = await askForCustody(house, memberOf(request), desk, request.body.organisations);
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
  app.post(
    "/custody/desks/:desk/places/:n/answer",
    {
      config: { access: "hold-share" },
      schema: {
        params: Type.Object({ desk: Uuid, n: Type.String({ pattern: "^[123]$" }) }, closed),
        body: AnswerPlace,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { desk, n } = request.params;
      const no = await answerAsked(house, memberOf(request), { desk, n: Number(n) }, request.body.agree);
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
  app.post(
    "/custody/sets",
    { config: { access: "keep-custody" }, bodyLimit: 524_288, schema: { body: NewCustody, response: { 200: Done } } },
    async (request, reply) => {
      const no = await keepCustody(house, memberOf(request), request.body);
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
  app.post(
    "/custody/sets/:set/seen",
    {
      config: { access: "hold-share" },
      schema: { params: Type.Object({ set: Uuid }, closed), response: { 200: Done } },
    },
    async (request, reply) => {
      const { id, organisation } = memberOf(request);
      const found = await asOrganisation(house.db, house.clock, organisation, (scope) =>
        markSeen(scope, request.params.set, id, house.clock()),
      );
      return found ? done : refuse(reply, "not-found");
    },
  );
}
