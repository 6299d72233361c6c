import { Badges, BeginShift, EndShift, NewBadge, Shift, Uuid } from "@threshold/contract";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { deviceOf, memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { listBadges } from "./badges.store.ts";
import { makeBadge, removeBadge, startShift, stopShift, waitForShift } from "./badges.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
const done = { ok: true as const };

/** Badges for phones that several people share, and their shifts. */
export function badgeRoutes(app: App, house: House): void {
  app.get(
    "/badges",
    { config: { access: "remove-phones" }, schema: { response: { 200: Badges } } },
    async (request) => ({
      badges: await asOrganisation(house.db, house.clock, memberOf(request).organisation, listBadges),
    }),
  );
  app.post(
    "/badges",
    {
      config: { access: "keep-phones" },
      schema: { body: NewBadge, response: { 200: Type.Object({ id: Uuid }, closed) } },
    },
    async (request, reply) => {
      const made = await makeBadge(house, memberOf(request), request.body);
      return made.ok ? { id: made.id } : refuse(reply, made.problem, made.field);
    },
  );
  app.post(
    "/badges/:id/remove",
    {
      config: { access: "remove-phones" },
      schema: { params: Type.Object({ id: Uuid }, closed), response: { 200: Done } },
    },
    async (request, reply) => {
      const no = await removeBadge(house, memberOf(request), request.params.id);
      return no === null ? done : refuse(reply, no.problem);
    },
  );
  app.post(
    "/device/shift",
    { config: { access: "device" }, schema: { body: BeginShift, response: { 200: Shift } } },
    async (request, reply) => {
      const device = deviceOf(request);
      const wait = await waitForShift(house, device);
      if (wait !== null) return refuse(reply.header("retry-after", String(wait)), "too-many");
      const begun = await startShift(house, device, request.body);
      return begun.ok ? begun.shift : refuse(reply, begun.problem);
    },
  );
  app.post(
    "/device/shift/end",
    { config: { access: "device" }, schema: { body: EndShift, response: { 200: Done } } },
    async (request) => {
      await stopShift(house, deviceOf(request), request.body.token);
      return done;
    },
  );
}
