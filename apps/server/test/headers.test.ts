import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { ask as post } from "./support/client.ts";
import { removeLater, temporaryFolder } from "./support/folder.ts";
import { openSite, type TestSite } from "./support/site.ts";

/** What differs from answer to answer and says nothing about anybody. */
const changing = ["date", "etag", "last-modified", "content-length", "connection", "keep-alive", "accept-ranges"];
const careful = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "x-robots-tag": "noindex",
  "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
};
const bare = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const pageOf = (scripts: string, frames = "") =>
  `default-src 'none'; script-src ${scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ` +
  `worker-src 'self'; manifest-src 'self'; ${frames}base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ` +
  "require-trusted-types-for 'script'; trusted-types threshold";
const json = "application/json; charset=utf-8";

type Wish = {
  path: string;
  method?: string;
  body?: string;
  as?: "member" | "device";
  headers?: Record<string, string>;
};

/** Each kind of answer the server gives, with every header it must have and no other. */
describe("headers, whole", () => {
  let site: TestSite;
  let home: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    const web = await temporaryFolder();
    await mkdir(join(web, "assets"));
    const names = ["index.html", "desk.html", "clear.html", "information.html", "sw.js", "icon.svg"];
    const more = ["notes.webmanifest", "hashes.json", "assets/app-BX93kd02.js"];
    for (const name of [...names, ...more]) await writeFile(join(web, name), name);
    // SHA-256 of "a" and of "b" stand below.
    await writeFile(join(web, "information.html"), '<style>b</style><script type="module">a</script>');
    site = await openSite(inject("cluster"), { web });
    home = await makeOrganisation(site);
    phone = await enrolPhone(site, home);
  });
  afterAll(async () => {
    await site.close();
    await removeLater();
  });

  async function ask({ path, method = "GET", body, as, headers = {} }: Wish) {
    const own = as === "member" ? memberOf(home).headers : as === "device" ? phone.headers : {};
    const response = await fetch(`${site.address}${path}`, {
      method,
      headers: { "accept-encoding": "identity", ...own, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    await response.arrayBuffer();
    const found = Object.fromEntries([...response.headers].filter(([name]) => !changing.includes(name)));
    return { status: response.status, headers: found };
  }
  const page = (policy: string, caching: string, type = "text/html; charset=utf-8", more?: object) => ({
    status: 200,
    headers: {
      ...careful,
      "content-security-policy": policy,
      "cache-control": caching,
      "content-type": type,
      ...(more ?? { vary: "accept-encoding" }),
    },
  });
  const answer = (status: number, more: Record<string, unknown> = {}) => ({
    status,
    headers: {
      ...careful,
      "content-security-policy": bare,
      "cache-control": "no-store",
      "content-type": json,
      ...more,
    },
  });
  /** What a page must send back with its next write. */
  const forPages = { "x-threshold-page": expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) };
  const wide = { "content-type": "application/json", origin: "https://elsewhere.example" };

  it.each<[string, Wish, () => unknown]>([
    ["the Field", { path: "/" }, () => page(pageOf("'self'"), "no-cache")],
    ["a place in the Field", { path: "/refer/look" }, () => page(pageOf("'self'"), "no-cache")],
    [
      "the Desk: kept nowhere, WebAssembly, frames from opened bytes only",
      { path: "/desk" },
      () => page(pageOf("'self' 'wasm-unsafe-eval'", "frame-src blob:; "), "no-store"),
    ],
    [
      "the page that is shown and keeps nothing: its own script and style by their hashes, nothing from or to anywhere",
      { path: "/information.html" },
      () =>
        page(
          "default-src 'none'; script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; " +
            "style-src 'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='; img-src 'self'; base-uri 'none'; form-action 'none'; " +
            "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
          "no-store",
        ),
    ],
    ["where one goes on leaving", { path: "/clear.html" }, () => page(pageOf("'self'"), "no-cache")],
    [
      "the service worker",
      { path: "/sw.js" },
      () =>
        page(
          "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
          "no-cache",
          "application/javascript; charset=utf-8",
        ),
    ],
    [
      "a hashed file",
      { path: "/assets/app-BX93kd02.js" },
      () => page(bare, "public, max-age=31536000, immutable", "application/javascript; charset=utf-8"),
    ],
    ["a picture", { path: "/icon.svg" }, () => page(bare, "no-cache", "image/svg+xml")],
    ["the manifest", { path: "/notes.webmanifest" }, () => page(bare, "no-cache", "application/manifest+json")],
    ["the list of hashes", { path: "/hashes.json" }, () => page(bare, "no-cache", json)],
    ["a file that is not there", { path: "/missing.js" }, () => answer(404)],
    [
      "the API's own page",
      { path: "/api/docs" },
      () => page(bare.replace(";", "; style-src 'self';"), "no-store", undefined, {}),
    ],
    ["an answer for everybody", { path: "/api/health/live" }, () => answer(200)],
    ["an answer for a member", { path: "/api/session", as: "member" }, () => answer(200, forPages)],
    ["an answer for a phone", { path: "/api/device/directory", as: "device" }, () => answer(200)],
    ["nobody signed in", { path: "/api/inbox" }, () => answer(401)],
    ["an unknown phone", { path: "/api/device/directory" }, () => answer(401)],
    ["no such route", { path: "/api/nothing" }, () => answer(404)],
    [
      "a write from another site",
      { path: "/api/sign-in", method: "POST", body: "{}", headers: wide },
      () => answer(403),
    ],
    [
      "a method that is not offered",
      { path: "/api/sign-in", method: "PUT", body: "{}", headers: wide },
      () => answer(404),
    ],
    [
      "a preflight from another site",
      { path: "/api/inbox", method: "OPTIONS", headers: { origin: wide.origin } },
      () => answer(404),
    ],
    [
      "a body that is no JSON",
      { path: "/api/device/entries", method: "POST", body: "{", as: "device" },
      () => answer(400),
    ],
    [
      "an address that is not well formed: before any hook, so without a number",
      { path: "/api/%E0%A4%A" },
      () => {
        const { "x-request-id": _, ...headers } = answer(400).headers;
        return { status: 400, headers };
      },
    ],
    [
      "over HTTPS: a year, and below this name too",
      { path: "/api/health/live", headers: { "x-forwarded-proto": "https" } },
      () => answer(200, { "strict-transport-security": "max-age=31536000; includeSubDomains" }),
    ],
  ])("%s", async (_name, wish, expected) => {
    expect(await ask(wish)).toEqual(expected());
  });

  it("every route as registered: careful headers and no-store, also where it refuses", async () => {
    for (const { method, url } of site.routes) {
      const path = url.replace(/:\w+/g, crypto.randomUUID());
      const { headers } = await ask({ path, method, ...(method === "GET" ? {} : { body: "{}", headers: wide }) });
      expect(headers, `${method} ${url}`).toMatchObject({ ...careful, "cache-control": "no-store" });
      expect(headers["content-security-policy"], url).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(Object.keys(headers).filter((name) => /^access-control|^server$|powered/.test(name))).toEqual([]);
    }
  });

  it("the session's cookie: __Host-, Secure, HttpOnly, Strict; and signing out empties the caches", async () => {
    const signing = await post(memberOf(home), "POST", "/sign-out", {});
    expect(signing.headers.get("set-cookie")).toMatch(
      /^__Host-threshold=; .*Path=\/; .*HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(signing.headers.get("clear-site-data")).toContain('"cache"');
  });

  it("TRACE, and what is no HTTP: refused without an echo", async () => {
    for (const line of [
      "TRACE /secret-7731 HTTP/1.1\r\nHost: x\r\n\r\n",
      "NONSENSE secret-7731\r\n\r\n",
      "POST /api/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nsecret-7731",
    ]) {
      const text = await raw(site.address, line);
      expect(text, line).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(text).not.toContain("secret-7731");
    }
  });
});

function raw(address: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}
