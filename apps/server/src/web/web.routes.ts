import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import fixed from "@fastify/static";
import { policies } from "../http/headers.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { policyOfWhole } from "./whole-page.ts";

/** Names with a hash of their content never change. */
const hashed = /^assets\/[^/]+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** The page that keeps nothing, one whole file. */
const information = "information.html";

/**
 * The built web app: `index.html` is the Field, `desk.html` the Desk, and every other page address belongs to one of the two.
 * Where it is not built, only the API answers. Files are those that were there at start: no address can name another one.
 */
export async function webRoutes(app: App, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, "index.html"))) return false;
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => relative(folder, join(one.parentPath, one.name)).replaceAll("\\", "/"))
      // What the build left for itself.
      .filter((name) => !/(^|\/)\./.test(name)),
  );
  const shown = files.has(information) ? await policyOfWhole(readFileSync(join(folder, information), "utf8")) : "";
  await app.register(fixed, {
    root: folder,
    serve: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    etag: true,
  });
  app.get("/*", { config: { access: "public" } }, (request, reply) => {
    const path = decoded(request.url.split("?")[0] ?? "/");
    if (path === null || path === "api" || path.startsWith("api/")) return refuse(reply, "not-found");
    const file = files.has(path) ? path : /\.[a-z0-9]+$/i.test(path) ? null : pageFor(path);
    if (file === null || !files.has(file)) return refuse(reply, "not-found");
    reply.header("content-security-policy", file === information ? shown : policyFor(file));
    reply.header("cache-control", cachingOf(file));
    return reply.sendFile(file);
  });
  return true;
}

function policyFor(file: string): string {
  if (file === "sw.js" || file === "desk-sw.js") return policies.worker;
  if (!file.endsWith(".html")) return policies.api;
  return file === "desk.html" ? policies.desk : policies.field;
}

/** The Desk's page and the one that is shown are kept nowhere, so that no browser has it in its back cache; the Field's lives on the phone by its worker. */
function cachingOf(file: string): string {
  if (hashed.test(file)) return "public, max-age=31536000, immutable";
  return file === "desk.html" || file === information ? "no-store" : "no-cache";
}

const pageFor = (path: string): string => (path === "desk" || path.startsWith("desk/") ? "desk.html" : "index.html");

/** The path without its first slash; null where it is not well formed. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    return null;
  }
}
