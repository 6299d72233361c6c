import { jsonFault } from "../json-fault.ts";
import type { Line } from "./lines.ts";
import type { Row, RowError } from "./row.ts";

const spaces = /^\s*$/;

/** Rows of JSON Lines: one case on each line. Lines without anything on them are no rows. */
export async function* jsonLineRows(lines: AsyncIterable<readonly Line[]>): AsyncGenerator<readonly Row[]> {
  let number = 0;
  for await (const some of lines) {
    const rows: Row[] = [];
    for (const line of some) {
      if (line.kind === "piece") {
        if (line.first) number++;
        rows.push({ ...line, number });
      } else if (!spaces.test(line.text)) {
        number++;
        rows.push(rowOf(line, number));
      }
    }
    yield rows;
  }
}

function rowOf({ line, text, utf8 }: Extract<Line, { kind: "line" }>, number: number): Row {
  const wrong = (code: RowError["code"], given: string): Row => {
    return { kind: "case", line, number, text, given: null, errors: [{ field: "", code, given, nearest: null }] };
  };
  if (!utf8) return wrong("no-text", "");
  try {
    return { kind: "case", line, number, text, given: JSON.parse(text), errors: [] };
  } catch (error) {
    const place = jsonFault(text);
    if (place === null) throw error;
    return wrong("broken", String(place.column));
  }
}
