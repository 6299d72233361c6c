import { CodeRoot, Join, SignedIn, Ticket } from "@threshold/contract";
import { Type } from "typebox";
import type { House } from "../house.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { openSession } from "../sign-in/open.ts";
import { asksWork, countWrongCode } from "../sign-in/work.ts";
import { invitationMark, isEmpty } from "./codes.store.ts";
import { join } from "./join.ts";

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
    body: Type.Object({ ticket: Ticket }, closed),
    response: { 200: CodeRoot },
  };
  const preHandler = asksWork(house, "join");
  app.post("/join/start", { config, schema: start, preHandler }, async (request, reply) => {
    const mark = await invitationMark(house, request.body.ticket);
    const { network, verifyKey: root } = house.root;
    if (mark !== null) return { network, root, mark };
    await countWrongCode(house, "join");
    return refuse(reply, "code-unknown");
  });

  const schema = { body: Join, response: { 200: SignedIn } };
  app.post("/join", { config, schema, preHandler }, async (request, reply) => {
    const done = await join(house, request.body);
    if (!done.ok) {
      if (done.problem === "code-unknown") await countWrongCode(house, "join");
      return refuse(reply, done.problem, done.field);
    }
    return openSession(house, request, reply, { id: done.member, organisation: done.organisation });
  });
}
