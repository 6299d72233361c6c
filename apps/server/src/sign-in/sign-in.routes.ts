import { Kdf, MemberSession, SignedIn, SignIn, SignInStart } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { clearSession } from "../http/cookie.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { findStanding } from "../people/leave.store.ts";
import { describeSession } from "../people/members.store.ts";
import { accountMark, inventedKdf, proofFits } from "../people/secrets.ts";
import { openSession } from "./open.ts";
import { endSession } from "./session.store.ts";
import { beginTry, findAccount, forgetTries, handleKey, waitFor } from "./sign-in.store.ts";
import { giveWork, workDone } from "./work.ts";

const Done = Type.Object({ ok: Type.Literal(true) }, { additionalProperties: false });

/** Signing in, without telling which names exist: an unknown one gets parameters that look the same and stay the same. */
export function signInRoutes(app: App, house: House): void {
  const open = { access: "public" } as const;
  app.post(
    "/sign-in/start",
    { config: open, schema: { body: SignInStart, response: { 200: Kdf } } },
    async (request, reply) => {
      const { handle } = request.body;
      if (!(await workDone(house, request, reply, handleKey(handle)))) return reply;
      await giveWork(house, reply, handleKey(handle));
      // Both are worked out each time, and written in one order: neither time nor text tells which it was.
      const invented = await inventedKdf(house.keys, handleKey(handle));
      const { name, memory, iterations, parallelism, salt } = (await findAccount(house, handle))?.kdf ?? invented;
      return { name, memory, iterations, parallelism, salt };
    },
  );

  app.post(
    "/sign-in",
    { config: open, schema: { body: SignIn, response: { 200: SignedIn } } },
    async (request, reply) => {
      const { handle, proof } = request.body;
      const mark = await accountMark(house.keys, handleKey(handle));
      const wait = await waitFor(house, mark);
      if (wait !== null) return refuse(reply.header("retry-after", String(wait)), "too-many");
      if (!(await workDone(house, request, reply, handleKey(handle)))) return reply;
      const late = await beginTry(house, mark);
      if (late !== null) return refuse(reply.header("retry-after", String(late)), "too-many");
      const account = await findAccount(house, handle);
      if (!(await proofFits(proof, account?.proof_hash ?? null)) || account === null)
        return refuse(reply, "wrong-passphrase");
      await forgetTries(house, mark);
      if ((await findStanding(house.db, account.id, house.clock())) !== "here") return refuse(reply, "on-leave");
      return openSession(house, request, reply, account);
    },
  );

  app.get("/session", { config: { access: "member" }, schema: { response: { 200: MemberSession } } }, (request) => {
    const member = memberOf(request);
    return describeSession(house, member.id, member.organisation);
  });

  app.post("/sign-out", { config: { access: "half" }, schema: { response: { 200: Done } } }, async (request, reply) => {
    const member = memberOf(request);
    await endSession(house, member.organisation, member.session);
    clearSession(reply);
    reply.header("clear-site-data", '"cache", "cookies"');
    return { ok: true as const };
  });
}
