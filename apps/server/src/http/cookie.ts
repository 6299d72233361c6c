import type { FastifyReply } from "fastify";

/** `__Host-` makes browsers insist: Secure, this host only, whole site. */
export const cookieName = "__Host-threshold";

const attributes = { secure: true, httpOnly: true, sameSite: "strict", path: "/" } as const;

export function setSession(reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, attributes);
}

export function clearSession(reply: FastifyReply): void {
  reply.clearCookie(cookieName, attributes);
}
