import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** What pages may load. The Desk derives keys from a passphrase in WebAssembly; nothing else may. */
export const policies = {
  api: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  docs: "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  field: page("'self'"),
  /** A file out of a case is shown in a sandboxed frame, from bytes that were opened here. */
  desk: page("'self' 'wasm-unsafe-eval'", "frame-src blob:"),
  /** A service worker obeys the policy of its own script; its `importScripts` knows no Trusted Types. */
  worker: "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
} as const;

function page(scripts: string, ...more: string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    ...more,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types threshold",
  ].join("; ");
}

const everywhere = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "x-robots-tag": "noindex",
} as const;

/** Sets the headers before anything else can answer; a route may choose another of `policies`, and static files their caching. */
export function setHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => carefully(request, reply));
}

/** The headers of every answer; called by hand only where no hook runs: for what could not even be routed. */
export function carefully(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(everywhere);
  reply.header("content-security-policy", policies.api);
  // Nothing is kept by default: files of the web app say themselves how long they hold.
  reply.header("cache-control", "no-store");
  const secure = request.headers["x-forwarded-proto"] === "https" || request.protocol === "https";
  if (secure) reply.header("strict-transport-security", "max-age=31536000; includeSubDomains");
}
