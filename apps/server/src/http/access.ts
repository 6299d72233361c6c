import { type Ability, abilities, can } from "@threshold/casework";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House } from "../house.ts";
import { findDevice } from "../people/devices.store.ts";
import { pageFits, pageHeader, pageToken } from "../sign-in/page-token.ts";
import { type CallerMember, findSession } from "../sign-in/session.store.ts";
import { cookieName } from "./cookie.ts";
import { refuse } from "./problems.ts";

/**
 * Who may call a route: anybody, an enrolled phone, a signed-in member, or a member whose role gives an ability. `half` is for proving
 * the second factor: whoever entered her passphrase may call it. No default.
 */
export type Access = "public" | "device" | "half" | "member" | Ability;

export interface CallerDevice {
  readonly kind: "device";
  readonly id: string;
  readonly organisation: string;
  readonly desk: string;
  /** Shown beside its entries: a phone has no name of its own. */
  readonly name: string;
  readonly verifyKey: string;
}
export type Caller = CallerDevice | CallerMember;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Refuses to register a route that does not say who may call it, and lets nobody else through. */
export function guardAccess(app: FastifyInstance, house: House): void {
  app.decorateRequest("caller", null);
  app.addHook("onRoute", (route) => {
    if (route.config?.access === undefined)
      throw new Error(`The route ${route.method} ${route.url} does not declare its access.`);
  });
  app.addHook("onRequest", async (request, reply) => {
    if (request.is404) return;
    const access = request.routeOptions.config.access;
    if (!originFits(request, access)) return refuse(reply, "wrong-origin");
    if (access === "public") return;
    if (access === "device") return asDevice(house, request, reply);
    return asMember(house, request, reply, access);
  });
}

const writes = ({ method }: FastifyRequest): boolean => method !== "GET" && method !== "HEAD";

/** A browser names the page's origin on every write. Only a phone's token, which no other site can make a browser send, may come without. */
function originFits(request: FastifyRequest, access: Access | undefined): boolean {
  if (!writes(request)) return true;
  const { origin, host, authorization } = request.headers;
  if (origin === undefined) return access === "device" && authorization !== undefined;
  try {
    return host !== undefined && /^https?:/.test(origin) && new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}

async function asDevice(house: House, request: FastifyRequest, reply: FastifyReply) {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? "")?.[1];
  const device = token === undefined ? null : await findDevice(house, token);
  if (device === null) return refuse(reply, "device-unknown");
  request.caller = device;
}

async function asMember(house: House, request: FastifyRequest, reply: FastifyReply, access: Access | undefined) {
  const token = request.cookies[cookieName];
  const member = token === undefined ? null : await findSession(house, token);
  if (token === undefined || member === null) return refuse(reply, "not-signed-in");
  reply.header(pageHeader, await pageToken(token));
  if (member.level === "half" && access !== "half") return refuse(reply, "factor-needed");
  if (writes(request) && !(await pageFits(token, request.headers[pageHeader]))) return refuse(reply, "page-stale");
  if (access !== undefined && access in abilities && !can(member.roles, access as Ability))
    return refuse(reply, "not-allowed");
  request.caller = member;
}

/** The member a route was let through for. */
export function memberOf(request: FastifyRequest): CallerMember {
  if (request.caller?.kind !== "member") throw new Error("no member on this route");
  return request.caller;
}

/** The device a `device` route was let through for. */
export function deviceOf(request: FastifyRequest): CallerDevice {
  if (request.caller?.kind !== "device") throw new Error("no device on this route");
  return request.caller;
}
