import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** Where papers go when somebody wants to look: THRESHOLD_SHOTS=folder. */
const shots = process.env.THRESHOLD_SHOTS;

export interface Printed {
  readonly pages: number;
  /** Width and height of each page in points, rounded. */
  readonly size: readonly string[];
  /** All that stands on the paper, and nothing of the screen around it. */
  readonly words: string;
}

/** Prints what is on the screen, as the browser's own dialog would. */
export async function printed(page: Page, name: string): Promise<Printed> {
  await page.emulateMedia({ media: "print" });
  const words = await page.locator("body").innerText();
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  if (shots !== undefined) {
    mkdirSync(shots, { recursive: true });
    writeFileSync(`${shots}/${name}.pdf`, pdf);
  }
  const source = pdf.toString("latin1");
  const boxes = [...source.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  const size = boxes.map(([, width, height]) => `${Math.round(Number(width))}×${Math.round(Number(height))}`);
  return { pages: source.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0, size: [...new Set(size)], words };
}
