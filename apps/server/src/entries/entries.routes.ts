import { Receipt, Submission } from "@threshold/contract";
import type { FastifyReply } from "fastify";
import { findDesks } from "../directory/directory.store.ts";
import type { House } from "../house.ts";
import { type Caller, deviceOf, memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { passOnNow } from "../jobs/sweep.ts";
import { acceptEntry } from "./accept.ts";
import { authorOf } from "./author.ts";

/** A phone without network sealed it to a desk that is there no more: its second desk has it at once. */
async function passOnWhereGone(house: House, desk: string): Promise<void> {
  const known = await findDesks(house.db, [desk]);
  if (known.get(desk)?.gone === true) await passOnNow(house);
}

/** Writing: one road for phones and one for members, the same checks on both. */
export function entryRoutes(app: App, house: House): void {
  const schema = { body: Submission, response: { 200: Receipt, 201: Receipt } };
  const take = async (caller: Caller, submission: Submission, reply: FastifyReply) => {
    const done = await acceptEntry(house, authorOf(caller), caller.organisation, submission);
    if (!done.ok) return refuse(reply, done.problem, done.field);
    if (submission.envelope.kind === "referred" && !done.receipt.repeated)
      await passOnWhereGone(house, submission.envelope.receiver.desk);
    return reply.code(done.receipt.repeated ? 200 : 201).send(done.receipt);
  };
  app.post("/device/entries", { config: { access: "device" }, schema }, (request, reply) =>
    take(deviceOf(request), request.body, reply),
  );
  app.post("/entries", { config: { access: "see-sent" }, schema }, (request, reply) =>
    take(memberOf(request), request.body, reply),
  );
}
