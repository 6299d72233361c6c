import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { narrow, Profile } from "../e2e/support/browser.ts";

const taps = 50;
/** How much slower than this machine the phone is taken to be. */
const slowDown = 4;
/** One frame at 60 a second: what follows within it is seen as happening at once. */
const frame = 16;

const kinds: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/**
 * From the tap on an answer to the changed result, in Chromium with the processor slowed down four times and every sign of the
 * catalogue open. `changed` ends when the bar's words have changed; `drawn` when the frame that shows them was handed over.
 */
export async function tapToResult(
  dist = fileURLToPath(new URL("../apps/web/dist", import.meta.url)),
): Promise<string[]> {
  if (!existsSync(join(dist, "index.html"))) throw new Error("the web app is not built: npm run web");
  const server = await serve(dist);
  const profile = await Profile.open(narrow);
  try {
    const page = await profile.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await openEverything(page);
    const session = await profile.context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    const { rows, changed, drawn } = await page.evaluate(measure, taps);
    return [
      line(`tap to changed result, ${rows} signs open, ${slowDown}× slower processor`, changed),
      line("the same until the frame was handed over", drawn),
    ];
  } finally {
    await profile.remove();
    server.close();
  }
}

async function openEverything(page: Page): Promise<void> {
  await page.locator("main .plain").first().click();
  await page.locator(".bar-result").waitFor();
  await page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLElement>(".more details:not([open]) > summary")) part.click();
  });
  await page.waitForTimeout(500);
}

/** Runs in the page: taps "seen" on signs spread over the whole list, one after the other, and times each. */
async function measure(wanted: number): Promise<{ rows: number; changed: number[]; drawn: number[] }> {
  const rows = [...document.querySelectorAll<HTMLElement>(".sign")];
  const changed: number[] = [];
  const drawn: number[] = [];
  const bar = document.querySelector(".bar-result");
  if (bar === null) throw new Error("no result to look at");
  for (let tap = 0; tap < wanted; tap += 1) {
    const button = rows[Math.floor((tap * rows.length) / wanted)]?.querySelector<HTMLButtonElement>("button.toggle");
    if (button == null) throw new Error("a sign without an answer");
    button.scrollIntoView({ block: "center" });
    await new Promise((resolve) => setTimeout(resolve, 120));
    const before = bar.textContent;
    const start = performance.now();
    const painted = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (bar.textContent === before) return;
        observer.disconnect();
        changed.push(performance.now() - start);
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - start);
          channel.port2.postMessage(0);
        });
      });
      observer.observe(bar, { childList: true, characterData: true, subtree: true });
    });
    button.click();
    drawn.push(await painted);
  }
  return { rows: rows.length, changed, drawn };
}

function line(what: string, values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const worst = sorted.at(-1) ?? Number.NaN;
  const ratio = (value: number) => `${value.toFixed(1)} ms = ${(value / frame).toFixed(2)} frames of ${frame} ms`;
  return `  ${what}: median ${ratio(median)}, worst of ${values.length} ${ratio(worst)}`;
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": kinds[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
