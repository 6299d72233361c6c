import { Code, Join, MemberSession } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { setSession } from "../http/cookie.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { invitationOpen, isEmpty } from "./codes.store.ts";
import { join } from "./join.ts";
import { describeSession } from "./members.store.ts";
import { beginSession } from "./session.store.ts";

const closed = { additionalProperties: false } as const;
const Setup = Type.Object({ needed: Type.Boolean(), demo: Type.Boolean() }, closed);

/** How organisations come in: the first one by the code shown at start, every other one by invitation. */
export function joinRoutes(app: App, house: House): void {
  const config = { access: "public" } as const;
  app.get("/setup", { config, schema: { response: { 200: Setup } } }, async () => ({
    needed: await isEmpty(house),
    demo: house.demo,
  }));

  const start = {
    body: Type.Object({ code: Code }, closed),
    response: { 200: Type.Object({ ok: Type.Literal(true) }, closed) },
  };
  app.post("/join/start", { config, schema: start }, async (request, reply) =>
    (await invitationOpen(house, request.body.code)) ? { ok: true as const } : refuse(reply, "code-unknown"),
  );

  app.post("/join", { config, schema: { body: Join, response: { 200: MemberSession } } }, async (request, reply) => {
    const done = await join(house, request.body);
    if (!done.ok) return refuse(reply, done.problem, done.field);
    const session = await describeSession(house, done.member, done.organisation);
    setSession(reply, await beginSession(house, done.member, done.organisation));
    return session;
  });
}
