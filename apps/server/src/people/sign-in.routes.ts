import { Kdf, MemberSession, SignIn, SignInStart } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { clearSession, setSession } from "../http/cookie.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { describeSession } from "./members.store.ts";
import { accountMark, inventedKdf, proofFits } from "./secrets.ts";
import { beginSession, endSession } from "./session.store.ts";
import { addTry, findAccount, forgetTries, handleKey, waitFor } from "./sign-in.store.ts";

const Done = Type.Object({ ok: Type.Literal(true) }, { additionalProperties: false });

/** Signing in, without telling which names exist: an unknown one gets parameters that look the same and stay the same. */
export function signInRoutes(app: App, house: House): void {
  const open = { access: "public" } as const;
  app.post(
    "/sign-in/start",
    { config: open, schema: { body: SignInStart, response: { 200: Kdf } } },
    async (request) => {
      const { handle } = request.body;
      // Both are worked out each time, and written in one order: neither time nor text tells which it was.
      const invented = await inventedKdf(house.keys, handleKey(handle));
      const { name, memory, iterations, parallelism, salt } = (await findAccount(house, handle))?.kdf ?? invented;
      return { name, memory, iterations, parallelism, salt };
    },
  );

  app.post(
    "/sign-in",
    { config: open, schema: { body: SignIn, response: { 200: MemberSession } } },
    async (request, reply) => {
      const { handle, proof } = request.body;
      const mark = await accountMark(house.keys, handleKey(handle));
      const wait = await waitFor(house, mark);
      if (wait !== null) return refuse(reply.header("retry-after", String(wait)), "too-many");
      const account = await findAccount(house, handle);
      if (!(await proofFits(proof, account?.proof_hash ?? null)) || account === null) {
        await addTry(house, mark);
        return refuse(reply, "wrong-passphrase");
      }
      await forgetTries(house, mark);
      const session = await describeSession(house, account.id, account.organisation);
      setSession(reply, await beginSession(house, account.id, account.organisation));
      return session;
    },
  );

  app.get("/session", { config: { access: "member" }, schema: { response: { 200: MemberSession } } }, (request) => {
    const member = memberOf(request);
    return describeSession(house, member.id, member.organisation);
  });

  app.post(
    "/sign-out",
    { config: { access: "member" }, schema: { response: { 200: Done } } },
    async (request, reply) => {
      const member = memberOf(request);
      await endSession(house, member.organisation, member.session);
      clearSession(reply);
      reply.header("clear-site-data", '"cache", "cookies"');
      return { ok: true as const };
    },
  );
}
