import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isolate, isolateAll } from "../src/shared/isolate.ts";

const [fsi, pdi] = ["\u2068", "\u2069"];

/** Where the isolates of a text end, counted as UAX #9 pairs them; null where one is left open or closes too much. */
function closesAt(text: string): number | null {
  let depth = 0;
  for (const [at, symbol] of [...text].entries()) {
    if (/[\u2066-\u2068]/.test(symbol)) depth += 1;
    if (symbol === pdi) depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

describe("a value set into a sentence", () => {
  it("is held apart from it", () => {
    expect(isolate("Harbour")).toBe(`${fsi}Harbour${pdi}`);
    expect(isolate("+000 555 0303")).toBe(`${fsi}+000 555 0303${pdi}`);
    expect(isolate("")).toBe("");
  });
  it("may hold isolated values itself", () => {
    const who = isolate(`${isolate("Ola")} (${isolate("مرفأ")})`);
    expect(closesAt(who)).toBe([...who].length - 1);
    expect(who).toContain(isolate("مرفأ"));
  });
  it.each([
    [`a${pdi}b`, `${fsi}ab${pdi}`],
    [`\u2067a`, `${fsi}\u2067a${pdi}${pdi}`],
    [`${pdi}${fsi}a${pdi}${pdi}`, `${fsi}${fsi}a${pdi}${pdi}`],
  ])("cannot reach out of its place: %j", (value, expected) => expect(isolate(value)).toBe(expected));
  it("ends where it ends, whatever it holds, and loses no other symbol", () => {
    const symbol = fc.constantFrom("a", "ع", "7", " ", "\u2066", "\u2067", "\u2068", "\u2069", "\u202e", "😀");
    fc.assert(
      fc.property(fc.array(symbol, { minLength: 1 }), (symbols) => {
        const value = symbols.join("");
        const held = isolate(value);
        const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
        expect(closesAt(held)).toBe([...held].length - 1);
        expect(bare(held)).toBe(bare(value));
      }),
    );
  });
  it("leaves numbers as they are, since plurals are chosen by them", () => {
    expect(isolateAll({ n: 2, name: "K7" })).toEqual({ n: 2, name: `${fsi}K7${pdi}` });
  });
});
