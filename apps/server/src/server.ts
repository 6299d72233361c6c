import cookie from "@fastify/cookie";
import fastify, { type FastifyReply } from "fastify";
import { attachmentRoutes } from "./attachments/attachments.routes.ts";
import { calendarRoutes } from "./calendar/calendar.routes.ts";
import { custodyRoutes } from "./custody/custody.routes.ts";
import { custodyRecoveryRoutes } from "./custody/recovery.routes.ts";
import { directoryRoutes } from "./directory/directory.routes.ts";
import { collectDocs, docsRoutes, type Listed } from "./docs/docs.routes.ts";
import { entryRoutes } from "./entries/entries.routes.ts";
import { healthRoutes } from "./health/health.routes.ts";
import type { House } from "./house.ts";
import { guardAccess } from "./http/access.ts";
import { carefully, setHeaders } from "./http/headers.ts";
import { type Log, logAnswers } from "./http/log.ts";
import { handleErrors, refuse } from "./http/problems.ts";
import { type App, useSchemas } from "./http/schemas.ts";
import { liveRoutes } from "./live/live.routes.ts";
import { badgeRoutes } from "./people/badges.routes.ts";
import { deviceRoutes } from "./people/devices.routes.ts";
import { joinRoutes } from "./people/join.routes.ts";
import { memberJoinRoutes } from "./people/member-join.routes.ts";
import { memberRoutes } from "./people/members.routes.ts";
import { recordRoutes } from "./record/record.routes.ts";
import { referralRoutes } from "./referrals/referrals.routes.ts";
import { searchRoutes } from "./search/search.routes.ts";
import { ownSignInRoutes } from "./sign-in/own.routes.ts";
import { passkeyRoutes } from "./sign-in/passkeys.routes.ts";
import { providerRoutes } from "./sign-in/provider.routes.ts";
import { recoveryRoutes } from "./sign-in/recovery.routes.ts";
import { signInRoutes } from "./sign-in/sign-in.routes.ts";
import { tellingRoutes } from "./telling/telling.routes.ts";
import { trustRoutes } from "./trust/trust.routes.ts";
import { viewRoutes } from "./views/views.routes.ts";
import { webRoutes } from "./web/web.routes.ts";

const mebibyte = 1_048_576;

export interface ServerOptions {
  readonly house: House;
  readonly log: Log;
  /** Folder of the built web app; null for the API alone. */
  readonly web: string | null;
}

/** A server, and what it offers: every route with who may call it. */
export interface Server {
  readonly app: App;
  readonly routes: readonly Listed[];
}

/** Puts the rooms together. Nothing listens yet. */
export async function buildServer({ house, log, web }: ServerOptions): Promise<Server> {
  const app: App = fastify({
    logger: false,
    bodyLimit: mebibyte,
    genReqId: () => crypto.randomUUID(),
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 100 },
    // What cannot even be routed must not be echoed.
    frameworkErrors: (_error, request, reply) => {
      carefully(request, reply as unknown as FastifyReply);
      refuse(reply as unknown as FastifyReply, "bad-request");
    },
  });
  setHeaders(app);
  logAnswers(app, log);
  await app.register(cookie);
  useSchemas(app);
  handleErrors(app, log);
  guardAccess(app, house);
  const listed = await collectDocs(app);
  await app.register(
    async (api) => {
      const rooms = api as App;
      healthRoutes(rooms, house);
      docsRoutes(rooms, listed);
      joinRoutes(rooms, house);
      memberJoinRoutes(rooms, house);
      memberRoutes(rooms, house);
      signInRoutes(rooms, house);
      passkeyRoutes(rooms, house);
      recoveryRoutes(rooms, house);
      providerRoutes(rooms, house);
      ownSignInRoutes(rooms, house);
      deviceRoutes(rooms, house);
      badgeRoutes(rooms, house);
      custodyRoutes(rooms, house);
      custodyRecoveryRoutes(rooms, house);
      directoryRoutes(rooms, house);
      entryRoutes(rooms, house);
      referralRoutes(rooms, house);
      attachmentRoutes(rooms, house);
      searchRoutes(rooms, house);
      liveRoutes(rooms, house);
      calendarRoutes(rooms, house);
      tellingRoutes(rooms, house);
      viewRoutes(rooms, house);
      trustRoutes(rooms, house);
      recordRoutes(rooms, house);
    },
    { prefix: "/api" },
  );
  if (web !== null) await webRoutes(app, web);
  await app.ready();
  return { app, routes: listed };
}
