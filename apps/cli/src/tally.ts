import type { RowCode } from "./cases/row.ts";
import type { Words } from "./words.ts";

const EXAMPLES = 3;

/** Counts what came of the rows, in constant memory: of the rows that were not taken, three examples a reason are kept. */
export class Tally {
  taken = 0;
  readonly left = new Map<RowCode, { count: number; readonly examples: string[] }>();

  /** A row that was not taken: counted once, under the first thing that is wrong with it. */
  leave(code: RowCode, example: () => string): void {
    const kept = this.left.get(code) ?? { count: 0, examples: [] };
    kept.count++;
    if (kept.examples.length < EXAMPLES) kept.examples.push(example());
    this.left.set(code, kept);
  }

  get notTaken(): number {
    return [...this.left.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** The report, line by line. */
  report({ say }: Words): string[] {
    const { taken, notTaken } = this;
    const lines = [say("command.taken", { taken, left: notTaken })];
    for (const [code, { count, examples }] of [...this.left].sort(([, a], [, b]) => b.count - a.count)) {
      lines.push(`  ${say(`command.left-${code}`, { count })}`, ...examples.map((example) => `    ${example}`));
    }
    return lines;
  }
}
