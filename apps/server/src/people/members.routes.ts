import { can } from "@threshold/casework";
import {
  AddDesk,
  BeginLeave,
  ChangeMember,
  CodeKept,
  InviteMember,
  OfKeys,
  PassOnKeys,
  People,
  Uuid,
} from "@threshold/contract";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { type Refused, refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { passOnNow } from "../jobs/sweep.ts";
import { signNetwork } from "../trust/network.ts";
import { addDeskOf, changeMember, confirmMember, type Done, endMember, rotateDesk } from "./change-people.ts";
import { readPeople } from "./colleagues.store.ts";
import { inviteMember, takeBack } from "./invite-member.ts";
import { bringBack, putOnLeave } from "./leave.ts";
import { passOn } from "./pass-on.ts";
import { declareSmallOffice } from "./small-office.ts";

const closed = { additionalProperties: false } as const;
const One = Type.Object({ id: Uuid }, closed);
const Ok = Type.Object({ ok: Type.Literal(true) }, closed);

/** Who works here, with which keys: seen by colleagues, changed by those who keep people. */
export function memberRoutes(app: App, house: House): void {
  const config = { access: "keep-people" } as const;
  const answer = (reply: FastifyReply, done: Done | Refused) =>
    done.ok ? { ok: true as const } : refuse(reply, done.problem, done.field);
  /** Stewards may have changed: the root, where it is here, vouches for them at once. */
  const withRoot = async (reply: FastifyReply, work: Promise<Done | Refused>) => {
    const done = await work;
    if (done.ok) await signNetwork(house);
    return answer(reply, done);
  };

  /** Somebody works at a desk no more: where she was the last one, what waits there goes on. */
  const leaving = async (reply: FastifyReply, work: Promise<Done | Refused>) => {
    const done = await work;
    if (done.ok) await passOnNow(house);
    return withRoot(reply, Promise.resolve(done));
  };

  app.get("/members", { config: { access: "member" }, schema: { response: { 200: People } } }, (request) => {
    const member = memberOf(request);
    const keeper = can(member.roles, "keep-people");
    return asOrganisation(house.db, house.clock, member.organisation, (scope) =>
      readPeople(scope, member.organisation, { keeper, now: house.clock() }),
    );
  });

  app.post(
    "/members/invitations",
    { config, schema: { body: InviteMember, response: { 200: CodeKept } } },
    async (request, reply) => {
      const done = await inviteMember(house, memberOf(request), request.body);
      return done.ok ? { expires: done.expires } : refuse(reply, done.problem, done.field);
    },
  );
  app.post(
    "/members/invitations/:id/take-back",
    { config, schema: { params: One, response: { 200: Ok } } },
    async (request, reply) => answer(reply, await takeBack(house, memberOf(request), request.params.id)),
  );

  const ofKeys = { params: One, body: OfKeys, response: { 200: Ok } };
  app.post("/members/:id/confirm", { config, schema: ofKeys }, (request, reply) =>
    withRoot(reply, confirmMember(house, memberOf(request), request.params.id, request.body.change)),
  );
  app.post("/members/:id/end", { config, schema: ofKeys }, (request, reply) =>
    leaving(reply, endMember(house, memberOf(request), request.params.id, request.body.change)),
  );
  app.post(
    "/members/:id/change",
    { config, schema: { params: One, body: ChangeMember, response: { 200: Ok } } },
    (request, reply) => leaving(reply, changeMember(house, memberOf(request), request.params.id, request.body)),
  );
  app.post(
    "/members/:id/leave",
    { config, schema: { params: One, body: BeginLeave, response: { 200: Ok } } },
    async (request, reply) =>
      answer(reply, await putOnLeave(house, memberOf(request), request.params.id, request.body)),
  );
  app.post("/members/:id/return", { config, schema: { params: One, response: { 200: Ok } } }, async (request, reply) =>
    answer(reply, await bringBack(house, memberOf(request), request.params.id)),
  );

  app.post("/desks", { config, schema: { body: AddDesk, response: { 200: Ok } } }, (request, reply) =>
    withRoot(reply, addDeskOf(house, memberOf(request), request.body)),
  );
  app.post("/desks/:id/key", { config, schema: ofKeys }, (request, reply) =>
    withRoot(reply, rotateDesk(house, memberOf(request), request.params.id, request.body.change)),
  );
  app.post(
    "/desks/:id/pass-on",
    { config: { access: "member" }, schema: { params: One, body: PassOnKeys, response: { 200: Ok } } },
    async (request, reply) => answer(reply, await passOn(house, memberOf(request), request.params.id, request.body)),
  );
  app.post("/small-office", { config, schema: { response: { 200: Ok } } }, async (request, reply) =>
    answer(reply, await declareSmallOffice(house, memberOf(request))),
  );
}
