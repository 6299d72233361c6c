import { ProviderAnswer } from "@threshold/contract";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { factorOf } from "./factors.store.ts";
import { countTry, isRecent, mayAdd, mayTry } from "./guard.ts";
import { completeSession } from "./open.ts";
import { putPending, takePending } from "./pending.store.ts";
import { isLinked } from "./provider.store.ts";
import type { Provider } from "./provider.ts";
import { wayTo, whoCame } from "./provider-call.ts";

const closed = { additionalProperties: false } as const;
const Done = Type.Object({ ok: Type.Literal(true) }, closed);
/** The agency's sign-in leads back to the Desk's own page: only a script of ours there sends the strict cookie along. */
const backOf = (request: FastifyRequest): string => `${request.headers.origin}/desk`;

/** The agency's own sign-in as second factor: OpenID Connect, authorization code with PKCE. */
export function providerRoutes(app: App, house: House): void {
  const half = { access: "half" } as const;
  const providerOf = async (request: FastifyRequest): Promise<Provider | null> => {
    const { organisation } = memberOf(request);
    const { factor, provider } = await asOrganisation(house.db, house.clock, organisation, (scope) =>
      factorOf(scope, organisation),
    );
    return factor === "oidc" ? ((house.providers ?? []).find(({ id }) => id === provider) ?? null) : null;
  };

  app.post(
    "/provider/ask",
    { config: half, schema: { response: { 200: Type.Object({ url: Type.String() }, closed) } } },
    async (request, reply) => {
      const provider = await providerOf(request);
      if (provider === null) return refuse(reply, "factor-unknown");
      const way = await wayTo(provider, backOf(request)).catch(() => null);
      if (way === null) return refuse(reply, "provider-silent");
      const { url, ...kept } = way;
      await putPending(house, memberOf(request), { kind: "provider", provider: provider.id, ...kept });
      return { url };
    },
  );

  app.post(
    "/provider",
    { config: half, schema: { body: ProviderAnswer, response: { 200: Done } } },
    async (request, reply) => {
      if (!(await mayTry(house, request, reply))) return reply;
      const member = memberOf(request);
      const provider = await providerOf(request);
      const asked = await takePending(house, member, "provider");
      if (provider === null || asked?.provider !== provider.id) return refuse(reply, "factor-wrong");
      // Nothing is linked with an old session, nor by whoever has only the passphrase of somebody with a second factor.
      const link = isRecent(house, request) && (await mayAdd(house, request));
      const subject = await whoCame(provider, backOf(request), asked, request.body).catch(() => undefined);
      if (subject === undefined) return refuse(reply, "provider-silent");
      const right = subject !== null && (await isLinked(house, member, { provider: provider.id, subject }, link));
      await countTry(house, request, right);
      if (!right) return refuse(reply, "factor-wrong");
      await completeSession(house, request, reply, member);
      return { ok: true as const };
    },
  );
}
