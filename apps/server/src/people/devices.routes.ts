import { CodeKept, Enrol, Enrolled, NewEnrolment, NewInvitation, Uuid } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { asksWork, countWrongCode } from "../sign-in/work.ts";
import { keepEnrolment, keepInvitation } from "./codes.store.ts";
import { listDevices, revokeDevice } from "./devices.store.ts";
import { enrol } from "./enrol.ts";

const closed = { additionalProperties: false } as const;
const Device = Type.Object(
  { id: Uuid, desk: Uuid, enrolledAt: Type.String(), revokedAt: Type.Union([Type.String(), Type.Null()]) },
  closed,
);
const Devices = Type.Object({ devices: Type.Array(Device) }, closed);

/** Phones: enrolled once with a code from their desk, listed, removed. And codes for organisations that are invited. */
export function deviceRoutes(app: App, house: House): void {
  app.post(
    "/enrol",
    {
      config: { access: "public" },
      schema: { body: Enrol, response: { 200: Enrolled } },
      preHandler: asksWork(house, "enrol"),
    },
    async (request, reply) => {
      const done = await enrol(house, request.body);
      if (!done.ok && done.problem === "code-unknown") await countWrongCode(house, "enrol");
      return done.ok ? done.enrolled : refuse(reply, done.problem);
    },
  );
  app.post(
    "/enrolments",
    { config: { access: "keep-phones" }, schema: { body: NewEnrolment, response: { 200: CodeKept } } },
    async (request, reply) => {
      const member = memberOf(request);
      return member.desks.includes(request.body.desk)
        ? keepEnrolment(house, member, request.body)
        : refuse(reply, "not-allowed");
    },
  );
  app.get(
    "/devices",
    { config: { access: "remove-phones" }, schema: { response: { 200: Devices } } },
    async (request) => ({
      devices: await listDevices(house, memberOf(request).organisation),
    }),
  );
  app.post(
    "/devices/:id/revoke",
    {
      config: { access: "remove-phones" },
      schema: {
        params: Type.Object({ id: Uuid }, closed),
        response: { 200: Type.Object({ ok: Type.Literal(true) }, closed) },
      },
    },
    async (request, reply) =>
      (await revokeDevice(house, memberOf(request), request.params.id))
        ? { ok: true as const }
        : refuse(reply, "not-found"),
  );
  app.post(
    "/invitations",
    {
      config: { access: "invite-organisations" },
      schema: { body: NewInvitation, response: { 200: CodeKept } },
    },
    (request) => keepInvitation(house, memberOf(request), request.body),
  );
}
