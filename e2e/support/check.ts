import { mkdirSync } from "node:fs";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Where pictures go when somebody wants to look: THRESHOLD_SHOTS=folder. */
const shots = process.env.THRESHOLD_SHOTS;

/** A screen as everybody must be able to use it: nothing that axe finds, and nothing to scroll sideways. */
export async function check(page: Page, name: string): Promise<void> {
  if (shots !== undefined) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  }
  expect(await violations(page), name).toEqual([]);
  const sideways = await page.evaluate(() => {
    const page = document.scrollingElement ?? document.documentElement;
    return page.scrollWidth - page.clientWidth;
  });
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** What axe finds against, once it is in the document. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { readonly axe: typeof import("axe-core") };
    // Frames show sealed files and run no script, axe's own neither.
    const found = await axe.run({ resultTypes: ["violations"], iframes: false });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
    );
  });
}
