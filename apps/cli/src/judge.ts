import { assess, type IndicatorList, parse } from "@threshold/identification";
import { explainInWords } from "./answers/explanation.ts";
import { CannotWrite, type Sink } from "./answers/sink.ts";
import type { Writer } from "./answers/writer.ts";
import { place } from "./cases/columns.ts";
import type { Row, RowError } from "./cases/row.ts";
import { complain, idOf } from "./complaint.ts";
import type { Rejects } from "./rejects.ts";
import type { Tally } from "./tally.ts";
import type { Words } from "./words.ts";

/** Rows in, answers out. */
export interface Run {
  readonly words: Words;
  readonly list: IndicatorList;
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly writer: Writer;
  readonly explain: boolean;
  readonly out: Sink;
  readonly rejects: Rejects | null;
  readonly tally: Tally;
  /** Takes each fault as it is found; null where the report at the end suffices. */
  readonly complain: ((line: string) => void) | null;
  /** Called every few hundred rows. */
  tick(): void;
  /** Whether to end after the row at hand. */
  stopped(): boolean;
}

/**
 * Judges row by row, in memory that does not grow with them.
 *
 * @returns false where the rows broke off since the file could be read no further; throws only `CannotWrite`.
 */
export async function judge(run: Run): Promise<boolean> {
  const { writer, out } = run;
  // A row of many pieces is taken to its end, so that no file is left with half of one.
  const endsAt = (row: Row) => run.stopped() && !(row.kind === "piece" && !row.first);
  let whole = true;
  out.write(writer.begin);
  try {
    for await (const rows of run.rows) {
      const end = rows.findIndex(endsAt);
      for (const row of end === -1 ? rows : rows.slice(0, end)) take(run, row);
      await out.relieve();
      run.tick();
      if (end !== -1) break;
    }
  } catch (error) {
    if (error instanceof CannotWrite) throw error;
    if ((error as NodeJS.ErrnoException).syscall !== "read") throw error;
    whole = false;
  }
  out.write(writer.end());
  await out.relieve();
  return whole;
}

function take(run: Run, row: Row): void {
  const { words, list, tally, rejects } = run;
  if (row.kind === "piece") {
    const error: RowError = { field: "", code: "too-long", given: "", nearest: null };
    if (row.first) tally.leave(error.code, () => complain(words, row, null, error));
    rejects?.addPiece(row, error);
    return;
  }
  const errors = [...row.errors];
  if (row.given !== null || errors.length === 0) {
    const parsed = parse(list, row.given);
    if (parsed.ok && errors.length === 0) {
      const explained = run.explain ? explainInWords(words, list, parsed.value) : null;
      run.out.write(run.writer.one({ assessment: assess(list, parsed.value), where: row, explained }));
      tally.taken++;
      return;
    }
    if (!parsed.ok) errors.push(...parsed.errors.map((error) => (row.cells === undefined ? error : place(error))));
  }
  const [first] = errors;
  if (first === undefined) return;
  const said = (error: RowError) => complain(words, row, idOf(row.given), error);
  tally.leave(first.code, () => said(first));
  for (const error of run.complain === null ? [] : errors) run.complain?.(said(error));
  rejects?.add(row, errors);
}
