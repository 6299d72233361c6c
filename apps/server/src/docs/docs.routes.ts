import swagger from "@fastify/swagger";
import { problems } from "@threshold/contract/errors";
import { Type } from "typebox";
import type { Access } from "../http/access.ts";
import { policies } from "../http/headers.ts";
import type { App } from "../http/schemas.ts";
import { docsPage, docsStyle } from "./page.ts";

/** One line of what the API offers. */
export interface Listed {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

/** Collects every route from here on, and describes them with their schemas and who may call them. Register before the routes. */
export async function collectDocs(app: App): Promise<Listed[]> {
  const listed: Listed[] = [];
  app.addHook("onRoute", ({ method, url, config }) => {
    if (!url.startsWith("/api/") || method === "HEAD" || config?.access === undefined) return;
    listed.push({ method: String(method), url, access: config.access });
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Threshold",
        version: "0.1.0",
        description: `Every error has the shape {code, name, line, field?}: ${Object.entries(problems)
          .map(([name, { code }]) => `${code} ${name}`)
          .join(", ")}.`,
      },
      components: {
        securitySchemes: {
          device: { type: "http", scheme: "bearer", description: "An enrolled phone's token." },
          member: {
            type: "apiKey",
            in: "cookie",
            name: "__Host-threshold",
            description: "A member's session; writes need an Origin.",
          },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const access = route.config?.access;
      const security = access === "public" ? [] : access === "device" ? [{ device: [] }] : [{ member: [] }];
      return { schema: { ...schema, security, description: `Access: ${access}.` }, url };
    },
  });
  return listed;
}

export function docsRoutes(app: App, listed: readonly Listed[]): void {
  const open = { config: { access: "public" } } as const;
  app.get("/docs", { ...open, schema: { response: {} } }, (_request, reply) =>
    reply.header("content-security-policy", policies.docs).type("text/html; charset=utf-8").send(docsPage(listed)),
  );
  app.get("/docs/style.css", open, (_request, reply) => reply.type("text/css; charset=utf-8").send(docsStyle));
  app.get("/docs/openapi.json", { ...open, schema: { response: { 200: Type.Unknown() } } }, () => app.swagger());
}
