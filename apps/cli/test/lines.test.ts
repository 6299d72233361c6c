import { appendFileSync } from "node:fs";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { openBytes } from "../src/cases/bytes.ts";
import { type Line, LONGEST, linesOf } from "../src/cases/lines.ts";
import { type CsvRecord, RecordCutter } from "../src/cases/records.ts";
import { file } from "./support/threshold.ts";

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const collect = async (chunks: AsyncIterable<Buffer>): Promise<Line[]> => {
  const all: Line[] = [];
  for await (const some of linesOf(chunks)) all.push(...some);
  return all;
};

describe("lines", () => {
  test("come out the same however the bytes are cut", async () => {
    const texts = fc.array(
      fc.string({ unit: "binary" }).map((text) => text.replace(/[\n\r\ufeff\ud800-\udfff]/g, "é€")),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (given, size, mark) => {
        const text = given.join("\n");
        const lines = await collect(inChunks(Buffer.from(`${mark ? "\ufeff" : ""}${text}`), size));
        // Nothing behind the last line end is no line.
        const expected = text === "" || text.endsWith("\n") ? given.slice(0, -1) : given;
        expect(lines).toEqual(expected.map((one, index) => ({ kind: "line", line: index + 1, text: one, utf8: true })));
      }),
      { numRuns: 300 },
    );
  });

  test("that are too long come in pieces, which make the line again", async () => {
    const long = `é${"x".repeat(LONGEST)}€`;
    for (const size of [7, 1 << 16, 1 << 22]) {
      const lines = await collect(inChunks(Buffer.from(`a\n${long}\nb\n${long}`), size === 7 ? 99_991 : size));
      const pieces = lines.filter((line) => line.kind === "piece");
      expect(lines.filter((line) => line.kind === "line").map(({ line, text }) => [line, text])).toEqual([
        [1, "a"],
        [3, "b"],
      ]);
      expect(pieces.filter(({ first }) => first)).toHaveLength(2);
      expect(pieces.filter(({ last }) => last)).toHaveLength(2);
      const joined = (wanted: number) =>
        pieces
          .filter(({ line }) => line === wanted)
          .map(({ text }) => text)
          .join("");
      expect([joined(2) === long, joined(4) === long]).toEqual([true, true]);
      for (const { text } of pieces) expect(text.length).toBeLessThan(2 * LONGEST + size);
    }
  });
});

describe("records", () => {
  const recordsOf = (text: string, delimiter = ","): CsvRecord[] => {
    const cutter = new RecordCutter(delimiter);
    const records: CsvRecord[] = [];
    for (const [index, one] of text.split("\n").entries())
      cutter.take({ kind: "line", line: index + 1, text: one, utf8: true }, records);
    cutter.end(records);
    return records;
  };
  const cell = fc.string({ unit: fc.constantFrom("a", ",", ";", '"', "\n", "\r\n", " ", "é", "'") });

  test("hold the cells that were written, whatever is in them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.constantFrom(",", ";"),
        (rows, delimiter) => {
          const text = Papa.unparse(rows, { delimiter, quotes: true });
          expect(recordsOf(text, delimiter).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("lose no line, whatever is broken, and give up none behind a quote that never closes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", ",", '"', " ") })), (lines) => {
        const text = lines.join("\n");
        const records = recordsOf(text);
        const kept = records.map((record) => record.text).join("\n");
        const notEmpty = (all: string) => all.split("\n").filter((line) => line.trim() !== "");
        expect(notEmpty(kept)).toEqual(notEmpty(text));
      }),
      { numRuns: 2000 },
    );
    expect(recordsOf('a,b\n"c,d\ne,f\ng,"h"')).toMatchObject([
      { line: 1, cells: ["a", "b"] },
      { line: 2, fault: "quotes", text: '"c,d' },
      { line: 3, cells: ["e", "f"] },
      { line: 4, cells: ["g", "h"] },
    ]);
  });

  test("a quote that never closes costs one pass, not one for every line behind it", () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => (index % 50_000 === 0 ? '"open' : "a,b"));
    const began = performance.now();
    const records = recordsOf(lines.join("\n"));
    expect(records.filter(({ fault }) => fault === "quotes")).toHaveLength(4);
    expect(records).toHaveLength(200_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

test("a file that grew behind what was opened: the line that had begun is read to its end, and nothing further", async () => {
  const path = file("grows.txt", "one\ntwo\nthr");
  const opened = await openBytes(path);
  if (!opened.ok) throw new Error(opened.code);
  appendFileSync(path, "ee\nfour\n");
  expect((await collect(opened.bytes.chunks)).map(({ text }) => text)).toEqual(["one", "two", "three"]);
  expect(await opened.bytes.grown()).toBe(true);
});
