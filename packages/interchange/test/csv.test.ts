import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readCsv, startsFormula, writeCsv } from "../src/index.ts";

const hostile = [..."=+-@＝＋－＠−﹦⁼ \t\r\n'\",;\u00a0\u3000\ufeff\u200b\u0000a1"];
const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...hostile), maxLength: 6 }),
  fc.constantFrom("=1+1", "'=1+1", "''=1", "@SUM(A1)", "+381 11 000 0000", "-", "=cmd|' /C calc'!A0", "", "\u3000＝1"),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });

/** Read apart from the code under test: what a spreadsheet would take for a formula. */
function runs(text: string): boolean {
  const seen = text.replace(/^[\s\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Z}]*/u, "").normalize("NFKC");
  return /^[=+\-@−]/.test(seen) || /^[\t\r\n]/.test(text);
}

/** The cells as a reader sees them who knows nothing of our apostrophe. Written by hand: RFC 4180 is small. */
function plainCells(csv: string): string[] {
  return [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
  );
}

describe("CSV", () => {
  test("any text comes back as it was", () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(readCsv(writeCsv(given))).toEqual({ ok: true, rows: given });
      }),
      { numRuns: 3000 },
    );
  });

  test("no cell starts a formula, and nothing but one apostrophe is ever added", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const written = plainCells(writeCsv(given));
        const texts = given.flat();
        expect(written).toHaveLength(texts.length);
        for (const [index, text] of written.entries()) {
          expect(runs(text), JSON.stringify(text)).toBe(false);
          expect([texts[index], `'${texts[index]}`]).toContain(text);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("every character that reads as = + - @ is known", () => {
    const missed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      if (/^[=+\-@]/.test(character.normalize("NFKC")) && !startsFormula(` ${character}1`)) missed.push(character);
    }
    expect(missed).toEqual([]);
  });

  it.each([
    ["plain words", "plain words"],
    ["it's - here", "it's - here"],
    ["'quoted' words", "'quoted' words"],
    ["+381 60 000", "'+381 60 000"],
    ["'=1", "''=1"],
    [" \u3000＝1", '"\' \u3000＝1"'.slice(1, -1)],
  ])("%j is written as %j", (text, written) => {
    expect(writeCsv([[text]])).toBe(`${written}\r\n`);
  });

  it("is RFC 4180: CRLF, quotes doubled", () => {
    expect(writeCsv([["a", 'say "no"', "x,y", "1\n2", ""]])).toBe('a,"say ""no""","x,y","1\n2",\r\n');
  });

  it.each([
    ["line feeds", "a,b\nc,d\n"],
    ["carriage returns", "a,b\rc,d\r"],
    ["a byte-order mark, no last line end", "\ufeffa,b\r\nc,d"],
  ])("reads a file of others: %s", (_what, text) => {
    expect(readCsv(text)).toEqual({
      ok: true,
      rows: [
        ["a", "b"],
        ["c", "d"],
      ],
    });
  });

  it("keeps an empty line as a row of one empty cell", () => {
    expect(readCsv("a,b\n\nc\n")).toEqual({ ok: true, rows: [["a", "b"], [""], ["c"]] });
    expect(readCsv("")).toEqual({ ok: true, rows: [] });
  });

  it("says in which row a quote is wrong", () => {
    expect(readCsv('a,b\n"c,d\n')).toEqual({ ok: false, row: 2 });
    expect(readCsv('a,b\nc,"d"e\n')).toEqual({ ok: false, row: 2 });
  });
});
