import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { anonymous, ask } from "./support/client.ts";
import { removeLater, temporaryFolder } from "./support/folder.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("pages, files and headers", () => {
  let site: TestSite;
  beforeAll(async () => {
    const web = await temporaryFolder();
    await mkdir(join(web, "assets"));
    const files = {
      "index.html": "field",
      "desk.html": "desk",
      "clear.html": "clear",
      "information.html": "information",
      "sw.js": "//",
      "desk-sw.js": "//",
      "assets/app-BX93kd02.js": "plain",
      "assets/app-BX93kd02.js.gz": "packed",
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(web, name), text);
    site = await openSite(inject("cluster"), { web });
  });
  afterAll(async () => {
    await site.close();
    await removeLater();
  });
  const get = (path: string) => fetch(`${site.address}${path}`, { headers: { "accept-encoding": "identity" } });

  it("every page address belongs to the Field or the Desk", async () => {
    for (const [path, text] of [
      ["/", "field"],
      ["/refer/look", "field"],
      ["/desk", "desk"],
      ["/desk/inbox", "desk"],
      ["/desk.html", "desk"],
      ["/clear.html", "clear"],
      ["/information.html", "information"],
    ] as const) {
      expect(await (await get(path)).text(), path).toBe(text);
    }
    for (const path of [
      "/missing.js",
      "/assets/../../../package.json",
      "/assets/%2e%2e/%2e%2e/keys.json",
      "/api",
      "/api/nothing",
    ]) {
      expect((await get(path)).status, path).not.toBe(500);
      expect(await (await get(path)).text(), path).not.toMatch(/threshold-workspace/);
    }
    expect((await get("/missing.js")).status).toBe(404);
  });

  it("policies: WebAssembly at the Desk only, nothing inline, nothing from elsewhere", async () => {
    const policy = async (path: string) => (await get(path)).headers.get("content-security-policy") ?? "";
    const field = await policy("/");
    expect(field.split("; ").sort()).toEqual(
      [
        ...[
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
        ],
        ...[
          "worker-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ],
        "require-trusted-types-for 'script'",
        "trusted-types threshold",
      ].sort(),
    );
    expect((await policy("/desk")).replace(" frame-src blob:;", "")).toBe(
      field.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
    );
    // The worker obeys this one: it may fetch what it keeps, and its importScripts knows no Trusted Types.
    for (const worker of ["/sw.js", "/desk-sw.js"])
      expect(await policy(worker), worker).toBe(
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
      );
    expect(await policy("/api/health/live")).toBe(
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
  });

  it("the same careful headers on pages, files, answers and errors", async () => {
    for (const path of [
      "/",
      "/desk",
      "/sw.js",
      "/assets/app-BX93kd02.js",
      "/api/directory",
      "/api/inbox",
      "/api/nothing",
      "/missing.css",
    ]) {
      const { headers } = await get(path);
      expect(headers.get("referrer-policy"), path).toBe("no-referrer");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
      expect(headers.get("permissions-policy"), path).toMatch(/geolocation=\(\)/);
      expect(headers.get("content-security-policy"), path).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      if (path.startsWith("/api")) expect(headers.get("cache-control"), path).toBe("no-store");
    }
  });

  it("hashed files are kept for good, pages and the worker asked for each time, packed copies used", async () => {
    const cache = async (path: string) => (await get(path)).headers.get("cache-control");
    expect(await cache("/assets/app-BX93kd02.js")).toBe("public, max-age=31536000, immutable");
    for (const path of ["/", "/sw.js", "/desk-sw.js"]) expect(await cache(path)).toBe("no-cache");
    expect(await cache("/desk")).toBe("no-store");
    expect(await cache("/information.html")).toBe("no-store");
    const packed = await fetch(`${site.address}/assets/app-BX93kd02.js`, {
      headers: { "accept-encoding": "gzip" },
    }).catch(() => null);
    // "packed" is no gzip, so that fetch cannot unpack it: that it came packed shows in the header or in the refusal.
    expect(packed?.headers.get("content-encoding") ?? "gzip").toBe("gzip");
    expect((await get("/assets/app-BX93kd02.js")).headers.get("content-encoding")).toBeNull();
  });

  it("the API describes itself: every route with its access", async () => {
    const page = await (await get("/api/docs")).text();
    const described = (await ask(anonymous(site.address), "GET", "/docs/openapi.json")).body as {
      openapi: string;
      paths: Record<string, Record<string, { description: string }>>;
    };
    expect(described.openapi).toBe("3.1.0");
    for (const { method, url, access } of site.routes) {
      expect(page).toContain(`<code>${url}</code></td><td>${access}`);
      const path = url.replace(/:(\w+)/g, "{$1}");
      expect(described.paths[path]?.[method.toLowerCase()]?.description, url).toBe(`Access: ${access}.`);
    }
  });
});
