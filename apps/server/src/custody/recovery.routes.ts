import { can } from "@threshold/casework";
import {
  AskBySheet,
  AskedRecovery,
  AskRecovery,
  FinishRecovery,
  OfRecovery,
  RecoveryState,
  ReleaseShares,
  Uuid,
} from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { isBundle } from "../people/bundle.ts";
import { accountMark } from "../people/secrets.ts";
import { addTry, handleKey } from "../sign-in/sign-in.store.ts";
import { workDone } from "../sign-in/work.ts";
import { evenly } from "./even.ts";
import { answer, ask, askBySheet, askForOwn, finish, look, stop } from "./recover.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
const done = { ok: true as const };
const OneOf = Type.Object({ id: Uuid }, closed);

/** Asking for a desk's keys after a lost passphrase, and what custodians answer. */
export function custodyRecoveryRoutes(app: App, house: House): void {
  const open = { access: "public" } as const;
  app.post(
    "/recoveries",
    { config: open, schema: { body: AskRecovery, response: { 200: AskedRecovery } } },
    async (request, reply) => {
      const account = `recovery\n${handleKey(request.body.handle)}`;
      if (!(await workDone(house, request, reply, account))) return reply;
      if (!isBundle(request.body.keys.bundle)) return refuse(reply, "bad-request", "/keys/bundle");
      await addTry(house, await accountMark(house.keys, account));
      return evenly(ask(house, request.body));
    },
  );
  app.post(
    "/recoveries/sheet",
    { config: open, schema: { body: AskBySheet, response: { 200: AskedRecovery } } },
    async (request, reply) => {
      const account = `recovery\n${handleKey(request.body.handle)}`;
      if (!(await workDone(house, request, reply, account))) return reply;
      if (!isBundle(request.body.keys.bundle)) return refuse(reply, "bad-request", "/keys/bundle");
      const begun = await evenly(askBySheet(house, request.body));
      if (begun.ok) return begun.asked;
      await addTry(house, await accountMark(house.keys, account));
      return refuse(reply, begun.problem);
    },
  );
  app.post(
    "/recoveries/own",
    { config: { access: "member" }, schema: { response: { 200: AskedRecovery } } },
    (request) => askForOwn(house, memberOf(request)),
  );
  app.post(
    "/recoveries/state",
    { config: open, schema: { body: OfRecovery, response: { 200: RecoveryState } } },
    (request) => evenly(look(house, request.body.token)),
  );
  app.post(
    "/recoveries/finish",
    { config: open, schema: { body: FinishRecovery, response: { 200: Done } } },
    async (request, reply) => {
      const { bundle } = request.body;
      if (bundle !== null && !isBundle(bundle)) return refuse(reply, "bad-request", "/bundle");
      const no = await evenly(finish(house, request.body));
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
  app.post(
    "/recoveries/:id/release",
    { config: { access: "hold-share" }, schema: { params: OneOf, body: ReleaseShares, response: { 200: Done } } },
    async (request, reply) => {
      const no = await answer(house, memberOf(request), request.params.id, request.body.releases);
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
  app.post(
    "/recoveries/:id/refuse",
    { config: { access: "hold-share" }, schema: { params: OneOf, response: { 200: Done } } },
    async (request, reply) => {
      const no = await answer(house, memberOf(request), request.params.id, null);
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
  app.post(
    "/recoveries/:id/stop",
    { config: { access: "member" }, schema: { params: OneOf, response: { 200: Done } } },
    async (request, reply) => {
      const member = memberOf(request);
      const no = await stop(house, member, request.params.id, can(member.roles, "keep-people"));
      return no === null ? done : refuse(reply, no.problem, no.field);
    },
  );
}
