import type { HalfSession, SignedIn } from "@threshold/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { cookieName, setSession } from "../http/cookie.ts";
import { describeSession } from "../people/members.store.ts";
import { hashOf } from "../people/secrets.ts";
import { browserOf } from "./browser.ts";
import { held } from "./factors.store.ts";
import { pageHeader, pageToken } from "./page-token.ts";
import { beginSession, type CallerMember, endSession, type NewSession, provenAt } from "./session.store.ts";

interface Known {
  readonly id: string;
  readonly organisation: string;
}

/**
 * Lets somebody in whose passphrase was right: half where her organisation asks for a second factor and this browser did not prove it
 * in the last twelve hours. The session before, in the same browser, ends.
 */
export async function openSession(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, organisation }: Known,
): Promise<SignedIn> {
  const before = request.cookies[cookieName];
  const holds = await asOrganisation(house.db, house.clock, organisation, (scope) => held(scope, id));
  const proven = before === undefined || holds.asks === "none" ? null : await provenAt(house, before, id);
  const level = holds.asks === "none" || proven !== null ? "full" : "half";
  const made = { member: id, organisation, level, factorAt: proven } as const;
  if (before !== undefined) await endSession(house, organisation, await hashOf(before));
  await begin(house, request, reply, made);
  const half: HalfSession = { half: true, ...holds };
  return level === "full" ? describeSession(house, id, organisation) : half;
}

/** The second factor was proven: a whole session takes the place of the one at hand. */
export async function completeSession(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  member: CallerMember,
): Promise<void> {
  const { id, organisation, session, since } = member;
  await endSession(house, organisation, session);
  await begin(house, request, reply, { member: id, organisation, level: "full", factorAt: house.clock(), since });
}

async function begin(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  made: Omit<NewSession, "browser">,
): Promise<void> {
  const token = await beginSession(house, { ...made, browser: browserOf(request.headers["user-agent"]) });
  setSession(reply, token);
  reply.header(pageHeader, await pageToken(token));
}
