import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { alphabet, bare, checkReference, drawSymbols, makeReference } from "../src/reference.ts";

const random = (n: number) => new Uint8Array(randomBytes(n));
const many = Array.from({ length: 300 }, () => makeReference(random));

test("a reference is eight symbols and a check symbol, and the one people are shown as an example is a true one", () => {
  for (const reference of many) {
    expect(reference).toMatch(/^[2-79ACEFHJKMNPQRTWXY]{4}-[2-79ACEFHJKMNPQRTWXY]{4}-[2-79ACEFHJKMNPQRTWXY]$/);
    expect(checkReference(reference)).toEqual({ ok: true, reference });
  }
  expect(checkReference("K7QM-4M2X-9")).toEqual({ ok: true, reference: "K7QM-4M2X-9" });
});

test("every wrong symbol is found", () => {
  for (const reference of many) {
    const symbols = bare(reference);
    for (let at = 0; at < symbols.length; at += 1) {
      for (const other of alphabet) {
        if (other === symbols[at]) continue;
        expect(checkReference(symbols.slice(0, at) + other + symbols.slice(at + 1))).toEqual({
          ok: false,
          why: "check",
        });
      }
    }
  }
});

test("every swap of two symbols is found", () => {
  let swaps = 0;
  for (const reference of many) {
    const symbols = [...bare(reference)];
    for (let one = 0; one < symbols.length; one += 1) {
      for (let other = one + 1; other < symbols.length; other += 1) {
        if (symbols[one] === symbols[other]) continue;
        const swapped = symbols.with(one, symbols[other] ?? "").with(other, symbols[one] ?? "");
        expect(checkReference(swapped.join(""))).toEqual({ ok: false, why: "check" });
        swaps += 1;
      }
    }
  }
  expect(swaps).toBeGreaterThan(9000);
});

test("it is read as people write it", () => {
  for (const text of ["k7qm-4m2x-9", "K7QM4M2X9", " k7qm 4m2x 9 ", "K7QM–4M2X—9", "k-7-q-m-4-m-2-x-9"]) {
    expect(checkReference(text)).toEqual({ ok: true, reference: "K7QM-4M2X-9" });
  }
});

test("what is no reference says why", () => {
  expect(checkReference(" - ")).toEqual({ ok: false, why: "empty" });
  expect(checkReference("K7QM-4M2X")).toEqual({ ok: false, why: "length" });
  expect(checkReference("K7QM-4M2X-99")).toEqual({ ok: false, why: "length" });
  expect(checkReference("O7QM-4M2X-9")).toEqual({ ok: false, why: "symbol" });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const answer = checkReference(text);
      if (answer.ok) expect(checkReference(answer.reference)).toEqual(answer);
    }),
  );
});

test("no symbol is likelier than another: bytes that would favour some are thrown away", () => {
  const all = new Uint8Array(256).map((_, at) => at);
  let given = 0;
  const next = (n: number) => {
    given += n;
    return all.subarray(given - n, given);
  };
  const drawn = drawSymbols(next, 253);
  for (const symbol of alphabet) expect(drawn.split(symbol).length - 1).toBe(11);
  expect(() => drawSymbols(() => new Uint8Array(0), 1)).toThrow();
  const skipping = [Uint8Array.of(253, 254), Uint8Array.of(255, 1), Uint8Array.of(0)];
  expect(drawSymbols(() => skipping.shift() ?? new Uint8Array(0), 2)).toBe("32");
});
