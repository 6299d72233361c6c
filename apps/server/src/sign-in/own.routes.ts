import { FactorChoice, NewPassphrase, OwnSignIn, Uuid } from "@threshold/contract";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { clearSession } from "../http/cookie.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { isBundle } from "../people/bundle.ts";
import { addRecord } from "../record/record.store.ts";
import { chooseFactor, factorOf, held, recoveryLeft } from "./factors.store.ts";
import { isRecent } from "./guard.ts";
import { listPasskeys } from "./passkeys.store.ts";
import { changePassphrase } from "./passphrase.ts";
import { endSessionsOf } from "./session.store.ts";
import { endOne, listSessions } from "./sessions.store.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
const done = { ok: true as const };

/** What a member looks after of her own sign-in: ways to prove herself, places where she is signed in, her passphrase. */
export function ownSignInRoutes(app: App, house: House): void {
  const config = { access: "member" } as const;
  app.get("/own-sign-in", { config, schema: { response: { 200: OwnSignIn } } }, async (request) => {
    const member = memberOf(request);
    const sessions = await listSessions(house, member);
    const known = house.providers ?? [];
    return asOrganisation(house.db, house.clock, member.organisation, async (scope) => {
      const { factor, provider } = await factorOf(scope, member.organisation);
      return {
        factor,
        provider: known.find(({ id }) => factor === "oidc" && id === provider)?.name ?? null,
        linked: (await held(scope, member.id)).provider,
        providers: known.map(({ id, name }) => ({ id, name })),
        passkeys: await listPasskeys(scope, member.id),
        recovery: await recoveryLeft(scope, member.id),
        sessions,
      };
    });
  });

  app.post(
    "/sessions/:id/end",
    { config, schema: { params: Type.Object({ id: Uuid }, closed), response: { 200: Done } } },
    async (request, reply) =>
      (await endOne(house, memberOf(request), request.params.id)) ? done : refuse(reply, "not-found"),
  );

  app.post("/sessions/end-all", { config, schema: { response: { 200: Done } } }, async (request, reply) => {
    const { id, organisation } = memberOf(request);
    await asOrganisation(house.db, house.clock, organisation, async (scope) => {
      await endSessionsOf(scope, id);
      await addRecord(scope, house, { organisation, kind: "sessions-ended", by: id, about: id });
    });
    clearSession(reply);
    return done;
  });

  app.post(
    "/own-sign-in/passphrase",
    { config, schema: { body: NewPassphrase, response: { 200: Done } } },
    async (request, reply) => {
      if (!isBundle(request.body.keys.bundle)) return refuse(reply, "bad-request", "/keys/bundle");
      const refused = await changePassphrase(house, memberOf(request), request.body);
      return refused === null ? done : refuse(reply, refused);
    },
  );

  app.put(
    "/organisation/factor",
    { config: { access: "keep-people" }, schema: { body: FactorChoice, response: { 200: Done } } },
    async (request, reply) => {
      const { organisation } = memberOf(request);
      const { factor, provider } = request.body;
      if (!isRecent(house, request)) return refuse(reply, "passphrase-first");
      const known = (house.providers ?? []).some(({ id }) => id === provider);
      if ((factor === "oidc") !== (provider !== undefined && known)) return refuse(reply, "factor-unknown");
      const { invented } = await asOrganisation(house.db, house.clock, organisation, (scope) =>
        factorOf(scope, organisation),
      );
      if (factor === "none" && !invented) return refuse(reply, "factor-unknown");
      const chosen = await chooseFactor(house, memberOf(request), factor, provider ?? null);
      return chosen.ok ? done : refuse(reply, chosen.problem);
    },
  );
}
