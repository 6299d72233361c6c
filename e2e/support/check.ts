import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
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
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`),
  ).toEqual([]);
  const sideways = await page.evaluate(() => {
    const page = document.scrollingElement ?? document.documentElement;
    return page.scrollWidth - page.clientWidth;
  });
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}
