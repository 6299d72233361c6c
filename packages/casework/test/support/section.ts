import { readFile, writeFile } from "node:fs/promises";

/**
 * A part of a page that a test makes: between `<!-- name -->` and `<!-- /name -->`. With THRESHOLD_WRITE=1 the test writes it.
 * @returns what the page says now, and what it has to say
 */
export async function section(page: URL, name: string, lines: readonly string[]): Promise<[now: string, due: string]> {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = await readFile(page, "utf8");
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`the page has no section ${name}`);
  const due = `\n\n${lines.join("\n")}\n\n`;
  const now = text.slice(from + open.length, to);
  if (process.env.THRESHOLD_WRITE === "1" && now !== due) {
    await writeFile(page, `${text.slice(0, from + open.length)}${due}${text.slice(to)}`);
    return [due, due];
  }
  return [now, due];
}

/** A table as Biome and Prettier leave it: columns filled up to one width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, n) => Math.max(3, title.length, ...rows.map((row) => (row[n] ?? "").length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)];
}
