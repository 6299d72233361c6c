import type { FastifyReply, FastifyRequest } from "fastify";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import { accountMark } from "../people/secrets.ts";
import { held, holdsNothing } from "./factors.store.ts";
import { addTry, forgetTries, waitFor } from "./sign-in.store.ts";

const recent = 15 * 60_000;

/** True where the member entered her passphrase a quarter of an hour ago at most: what lets somebody in is changed by nobody else. */
export function isRecent(house: House, request: FastifyRequest): boolean {
  return house.clock().getTime() - memberOf(request).since.getTime() <= recent;
}

/** Whether she may add a way to prove herself: with a whole session, or where nothing was ever set up. */
export async function mayAdd(house: House, request: FastifyRequest): Promise<boolean> {
  const member = memberOf(request);
  if (member.level === "full") return true;
  return asOrganisation(house.db, house.clock, member.organisation, async (scope) =>
    holdsNothing(await held(scope, member.id)),
  );
}

/** Counts wrong second factors like wrong passphrases, apart from them. True where it may be tried now. */
export async function mayTry(house: House, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const wait = await waitFor(house, await factorMark(house, request));
  if (wait !== null) refuse(reply.header("retry-after", String(wait)), "too-many");
  return wait === null;
}

export async function countTry(house: House, request: FastifyRequest, right: boolean): Promise<void> {
  const mark = await factorMark(house, request);
  if (right) await forgetTries(house, mark);
  else await addTry(house, mark);
}

const factorMark = (house: House, request: FastifyRequest): Promise<Buffer> =>
  accountMark(house.keys, `second factor of ${memberOf(request).id}`);
