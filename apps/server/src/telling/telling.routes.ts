import {
  ChangeTelling,
  ConfirmMail,
  EndPush,
  Notices,
  PushSubscription,
  ReadNotices,
  Telling,
  Tested,
} from "@threshold/contract";
import type { FastifyReply } from "fastify";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { type Refused, refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { asReader, changeTelling, confirmMail, readTelling, sendTest, subscribe, unsubscribe } from "./choices.ts";
import { readUpTo, unreadOf } from "./notices.store.ts";

/** How a member is told of things, and what she was told: her own and nobody else's. */
export function tellingRoutes(app: App, house: House): void {
  const config = { access: "member" } as const;
  const response = { 200: Telling };
  const no = (reply: FastifyReply, { problem, field, wait }: Refused & { readonly wait?: number }) =>
    refuse(wait === undefined ? reply : reply.header("retry-after", String(wait)), problem, field);

  app.get("/telling", { config, schema: { response } }, (request) => readTelling(house, memberOf(request)));
  app.put("/telling", { config, schema: { body: ChangeTelling, response } }, async (request, reply) => {
    const done = await changeTelling(house, memberOf(request), request.body);
    return done.ok ? done.telling : no(reply, done);
  });
  app.post("/telling/mail", { config, schema: { body: ConfirmMail, response } }, async (request, reply) => {
    const done = await confirmMail(house, memberOf(request), request.body.code);
    return done.ok ? done.telling : no(reply, done);
  });
  app.post("/telling/push", { config, schema: { body: PushSubscription, response } }, async (request, reply) => {
    const { endpoint, keys } = request.body;
    const done = await subscribe(house, memberOf(request), { endpoint, ...keys });
    return done.ok ? done.telling : no(reply, done);
  });
  app.delete("/telling/push", { config, schema: { body: EndPush, response } }, (request) =>
    unsubscribe(house, memberOf(request), request.body.endpoint),
  );
  app.post("/telling/test", { config, schema: { response: { 200: Tested } } }, async (request, reply) => {
    const done = await sendTest(house, memberOf(request));
    return done.ok ? done.sent : no(reply, done);
  });

  app.get("/notices", { config, schema: { response: { 200: Notices } } }, (request) =>
    asReader(house, memberOf(request), async (scope) => {
      const now = house.clock().toISOString();
      return { now, notices: await unreadOf(scope) };
    }),
  );
  app.post(
    "/notices/read",
    { config, schema: { body: ReadNotices, response: { 200: Notices } } },
    async (request, reply) => {
      const upTo = new Date(request.body.upTo);
      // A moment that no calendar has fits the pattern too.
      if (Number.isNaN(upTo.getTime())) return refuse(reply, "bad-request", "/upTo");
      return asReader(house, memberOf(request), async (scope) => {
        const now = house.clock();
        await readUpTo(scope, request.body.case, upTo, now);
        return { now: now.toISOString(), notices: await unreadOf(scope) };
      });
    },
  );
}
