import { readFileSync, statSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { COLUMNS, generate, toCsv, writeLines } from "./support/generated.ts";
import { list } from "./support/list.ts";
import { measured } from "./support/measured.ts";
import { bin } from "./support/running.ts";
import { file } from "./support/threshold.ts";

const ROWS = 200_000;
/** Far less than the rows take once they are parsed: the first test shows it. */
const HEAP = 64;
const lines = file("rows.jsonl", "");
const csv = file("rows.csv", "");
const few = file("few.csv", "");

beforeAll(() => {
  writeLines(lines, stringified());
  writeLines(csv, cells(ROWS));
  writeLines(few, cells(ROWS / 20));
}, 60_000);

function* stringified() {
  for (const one of generate(list, ROWS)) yield JSON.stringify(one);
}
/** Every thousandth row opens a quote that nothing closes. */
function* cells(count: number) {
  yield COLUMNS.join(",");
  let number = 0;
  for (const one of generate(list, count)) yield ++number % 1000 === 0 ? `"${toCsv(one)}` : toCsv(one);
}

test("a process that holds the rows dies of this heap", { timeout: 120_000 }, () => {
  const hold = `const rows = []; const text = require("fs").readFileSync(${JSON.stringify(lines)}, "utf8");
    for (const line of text.split("\\n")) if (line !== "") rows.push(JSON.parse(line)); console.log(rows.length);`;
  const { code, out } = measured(["-e", hold], { heap: HEAP });
  expect([code, out]).not.toEqual([0, `${ROWS}\n`]);
});

test("200,000 rows of JSON Lines fit", { timeout: 300_000 }, () => {
  const out = lines.replace("rows.jsonl", "answers.jsonl");
  const { code, errors } = measured([bin, "assess", lines, "--out", out], { heap: HEAP });
  expect([code, errors]).toEqual([0, "200,000 cases judged, 0 rows not taken.\n"]);
  expect(statSync(out).size).toBeGreaterThan(ROWS * 300);
});

test("200,000 rows of CSV fit, broken ones too, in the memory of a twentieth of them", { timeout: 300_000 }, () => {
  const rejects = csv.replace("rows.csv", "rejects.csv");
  const run = (path: string) =>
    measured([bin, "assess", path, "--out", `${path}.answers.csv`, "--rejects", rejects], { heap: HEAP });
  const small = run(few);
  const large = run(csv);
  expect(large.code).toBe(2);
  expect(large.errors).toMatch(/^199,800 cases judged, 200 rows not taken\.\n {2}Quotes that do not fit: 200\n/);
  expect(readFileSync(rejects, "utf8").match(/invented-/g)).toHaveLength(200);
  expect((large.peak ?? Number.NaN) / (small.peak ?? Number.NaN)).toBeLessThan(1.5);
});
