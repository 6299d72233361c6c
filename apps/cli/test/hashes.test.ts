import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashesOf } from "../../web/hashes.ts";
import { run } from "./support/running.ts";

/** A site that hands out a folder, but for what `altered` says instead. */
describe("threshold hashes", () => {
  const folder = mkdtempSync(join(tmpdir(), "threshold-hashes-"));
  const altered = new Map<string, string | null>();
  let server: Server;
  let url: string;
  beforeAll(async () => {
    mkdirSync(join(folder, "assets"));
    mkdirSync(join(folder, ".vite"));
    for (const name of [
      "index.html",
      "desk.html",
      "sw.js",
      "assets/a-12345678.js",
      "assets/a-12345678.js.gz",
      ".vite/m.json",
    ])
      writeFileSync(join(folder, name), `invented ${name}`);
    writeFileSync(join(folder, "hashes.json"), JSON.stringify(hashesOf(folder)));
    server = createServer((request, response) => {
      const name = (request.url ?? "").slice(1);
      const file = name === "" ? "index.html" : name === "desk" ? "desk.html" : name;
      const said = altered.has(name) ? altered.get(name) : readFileSync(join(folder, file), "utf8");
      response.writeHead(said == null ? 404 : 200).end(said ?? "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const compare = (...args: string[]) => run("hashes", ...args).end();

  test("counts what a browser can ask for: no packed copies, nothing the build left for itself", () => {
    const { files, build } = hashesOf(folder);
    expect(Object.keys(files)).toEqual(["assets/a-12345678.js", "desk.html", "index.html", "sw.js"]);
    expect(build).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(join(folder, "sw.js"), "other");
    expect(hashesOf(folder).build).not.toBe(build);
    writeFileSync(join(folder, "sw.js"), "invented sw.js");
  });

  test("a site that hands out what was built here", async () => {
    expect(await compare(url, "--build", folder)).toEqual({
      ...{ code: 0, errors: "", out: `4 files at ${url}: each is the one that was built here.\n` },
    });
  });

  test("a site that ships one altered script, and lacks another file", async () => {
    altered.set("assets/a-12345678.js", "invented assets/a-12345678.js; steal()");
    altered.set("sw.js", null);
    expect(await compare(url, "--build", folder)).toMatchObject({
      code: 1,
      out: "assets/a-12345678.js: another file than the one that was built here\nsw.js: the site answers 404\n",
    });
    altered.clear();
  });

  test("a site that answers its pages' own addresses otherwise than their files", async () => {
    altered.set("", "invented, with a script");
    altered.set("desk", null);
    expect(await compare(url, "--build", folder)).toMatchObject({
      code: 1,
      out: "desk: the site answers 404\n/: another file than the one that was built here\n",
    });
    altered.clear();
  });

  test("nothing to compare: no build, no address, nobody there", async () => {
    expect(await compare(url, "--build", join(folder, "assets"))).toMatchObject({ code: 2, out: "" });
    expect((await compare()).errors).toMatch(/^Usage: npx threshold hashes URL/);
    expect((await compare("http://127.0.0.1:1", "--build", folder)).errors).toMatch(/^The site did not answer/);
  });
});
