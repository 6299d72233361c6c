import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { packAndInstall, recipes } from "../packages/identification/test/support/packed.ts";
import { computer, Profile } from "./support/browser.ts";

const types: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

it("judges in a page without a build, as the README of the identification package shows", async () => {
  const [recipe] = recipes("html");
  if (recipe === undefined) throw new Error("the README has no recipe for a page");
  const folder = mkdtempSync(join(tmpdir(), "threshold-page-"));
  const packed = packAndInstall();
  cpSync(packed.installed, join(folder, "identification"), { recursive: true });
  writeFileSync(join(folder, "index.html"), recipe.code);
  const server = createServer((request, response) => {
    const path = normalize(request.url === "/" ? "/index.html" : (request.url ?? ""));
    try {
      response.setHeader("content-type", types[extname(path)] ?? "text/plain");
      response.end(readFileSync(join(folder, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await Profile.open(computer);
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator("#why li").first().waitFor();
    const said = [await page.locator("#result").textContent(), ...(await page.locator("#why li").allTextContents())];
    expect(`${said.join("\n")}\n`).toBe(recipe.output);
    expect(faults).toEqual([]);
  } finally {
    await browser.remove();
    server.close();
    packed.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
