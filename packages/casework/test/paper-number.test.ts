import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { checkPaperNumber, makePaperNumber, paperMark } from "../src/paper-number.ts";
import { alphabet, bare, checkReference } from "../src/reference.ts";

const random = (n: number) => new Uint8Array(randomBytes(n));
const mark = paperMark("2026-11+49a9c55f worksite");
const many = Array.from({ length: 100 }, () => makePaperNumber(mark, random));

test("a number says which list is printed, and is never a reference", () => {
  for (const number of many) {
    expect(number).toMatch(/^[2-79ACEFHJKMNPQRTWXY]{3}-[2-79ACEFHJKMNPQRTWXY]{4}-[2-79ACEFHJKMNPQRTWXY]$/);
    expect(checkPaperNumber(number)).toEqual({ ok: true, number, mark });
    expect(checkReference(number).ok).toBe(false);
  }
  expect(new Set(many).size).toBeGreaterThan(95);
  expect(paperMark("2026-11+49a9c55f worksite")).toBe(mark);
  expect(paperMark("2026-12+49a9c55f worksite")).not.toBe(mark);
});

test("every wrong symbol and every swap is found", () => {
  for (const number of many) {
    const symbols = [...bare(number)];
    symbols.forEach((symbol, at) => {
      for (const other of alphabet)
        if (other !== symbol)
          expect(checkPaperNumber(symbols.with(at, other).join(""))).toEqual({ ok: false, why: "check" });
      symbols.forEach((other, to) => {
        if (other !== symbol)
          expect(checkPaperNumber(symbols.with(at, other).with(to, symbol).join(""))).toEqual({
            ok: false,
            why: "check",
          });
      });
    });
  }
});

test("it is read as people write it, and what is none says why", () => {
  const [number = ""] = many;
  expect(checkPaperNumber(` ${number.toLowerCase().replaceAll("-", " ")} `)).toMatchObject({ ok: true, number });
  expect(checkPaperNumber(" - ")).toEqual({ ok: false, why: "empty" });
  expect(checkPaperNumber(number.slice(0, -1))).toEqual({ ok: false, why: "length" });
  expect(checkPaperNumber(`O${number.slice(1)}`)).toEqual({ ok: false, why: "symbol" });
});
