import { NewPasskey, PasskeyUsed, Uuid } from "@threshold/contract";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { countTry, isRecent, mayAdd, mayTry } from "./guard.ts";
import { completeSession } from "./open.ts";
import { removePasskey } from "./passkeys.store.ts";
import { askToMake, askToUse, checkUsed, keepMade } from "./passkeys.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
/** WebAuthn's own words for a browser: they grow with the standard, and hold nothing of ours. */
const Options = Type.Object({}, { additionalProperties: true });
const done = { ok: true as const };
/** Where the page stands; guardAccess let no write through without it. */
const originOf = (request: FastifyRequest): string => request.headers.origin ?? "";

/** Passkeys (WebAuthn): made, used as the second factor, removed. */
export function passkeyRoutes(app: App, house: House): void {
  const half = { access: "half" } as const;
  app.post("/passkeys/ask", { config: half, schema: { response: { 200: Options } } }, async (request, reply) => {
    if (!(await mayAdd(house, request))) return refuse(reply, "factor-needed");
    if (!isRecent(house, request)) return refuse(reply, "passphrase-first");
    return askToMake(house, memberOf(request), originOf(request));
  });

  app.post(
    "/passkeys",
    { config: half, schema: { body: NewPasskey, response: { 200: Done } } },
    async (request, reply) => {
      const member = memberOf(request);
      if (!(await mayAdd(house, request))) return refuse(reply, "factor-needed");
      if (!isRecent(house, request)) return refuse(reply, "passphrase-first");
      const { name, made } = request.body;
      if (!(await keepMade(house, member, originOf(request), name, made))) return refuse(reply, "factor-wrong");
      if (member.level === "half") await completeSession(house, request, reply, member);
      return done;
    },
  );

  app.post("/passkeys/use/ask", { config: half, schema: { response: { 200: Options } } }, async (request, reply) => {
    const options = await askToUse(house, memberOf(request), originOf(request));
    return options ?? refuse(reply, "factor-unknown");
  });

  app.post(
    "/passkeys/use",
    { config: half, schema: { body: PasskeyUsed, response: { 200: Done } } },
    async (request, reply) => {
      if (!(await mayTry(house, request, reply))) return reply;
      const right = await checkUsed(house, memberOf(request), originOf(request), request.body);
      await countTry(house, request, right);
      if (!right) return refuse(reply, "factor-wrong");
      await completeSession(house, request, reply, memberOf(request));
      return done;
    },
  );

  app.post(
    "/passkeys/:id/remove",
    {
      config: { access: "member" },
      schema: { params: Type.Object({ id: Uuid }, closed), response: { 200: Done } },
    },
    async (request, reply) => {
      if (!isRecent(house, request)) return refuse(reply, "passphrase-first");
      const came = await removePasskey(house, memberOf(request), request.params.id);
      if (came === "removed") return done;
      return refuse(reply, came === "last" ? "last-factor" : "not-found");
    },
  );
}
