import { NewSegment, SegmentBytes, Segments, Uuid } from "@threshold/contract";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { asActor } from "../database/scope.ts";
import { actorOf } from "../entries/author.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { readSegment, segmentsOf } from "./segments.store.ts";
import { takeSegment } from "./segments.ts";

const closed = { additionalProperties: false } as const;
const OfDesk = Type.Object({ desk: Uuid }, closed);
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
const OfSegment = Type.Object({ desk: Uuid, id: Uuid }, closed);

/**
 * The sealed index of names of a desk, kept and handed out as it is. There is no route to search: a name that is asked for never
 * leaves the browser.
 */
export function searchRoutes(app: App, house: House): void {
  const config = { access: "work-cases" } as const;
  const works = (request: FastifyRequest, desk: string) => memberOf(request).desks.includes(desk);

  app.get(
    "/desks/:desk/index",
    { config, schema: { params: OfDesk, response: { 200: Segments } } },
    async (request, reply) => {
      const { desk } = request.params;
      if (!works(request, desk)) return refuse(reply, "not-found");
      const segments = await asActor(house.db, house.clock, actorOf(memberOf(request)), (scope) =>
        segmentsOf(scope, desk),
      );
      return { segments };
    },
  );
  app.get(
    "/desks/:desk/index/:id",
    { config, schema: { params: OfSegment, response: { 200: SegmentBytes } } },
    async (request, reply) => {
      const { desk, id } = request.params;
      if (!works(request, desk)) return refuse(reply, "not-found");
      const bytes = await asActor(house.db, house.clock, actorOf(memberOf(request)), (scope) =>
        readSegment(scope, desk, id),
      );
      return bytes === null ? refuse(reply, "not-found") : { bytes: bytes.toString("base64") };
    },
  );
  app.post(
    "/desks/:desk/index",
    { config, schema: { params: OfDesk, body: NewSegment, response: { 200: Done } } },
    async (request, reply) => {
      const { desk } = request.params;
      const { organisation } = memberOf(request);
      if (!works(request, desk)) return refuse(reply, "not-found");
      const done = await asActor(house.db, house.clock, actorOf(memberOf(request)), (scope) =>
        takeSegment(scope, { organisation, desk, at: house.clock() }, request.body),
      );
      return done.ok ? { ok: true as const } : refuse(reply, done.problem, done.field);
    },
  );
}
