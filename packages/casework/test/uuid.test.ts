import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isUuid, isUuidV7, makeUuidV7 } from "../src/uuid.ts";

test("a UUID of version 7 holds its time, its version and its variant", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (now, noise) => {
        const id = makeUuidV7(now, () => noise);
        expect(isUuidV7(id)).toBe(true);
        expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(now);
      },
    ),
  );
});

test("the example of RFC 9562 comes out of its own time and bits", () => {
  // Appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F; the variant's two bits are the standard's, the rest are random.
  const noise = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(makeUuidV7(0x017f22e279b0, () => noise)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("ids differ, sort by time, and what is none is seen", () => {
  const random = (n: number) => new Uint8Array(randomBytes(n));
  const made = Array.from({ length: 2000 }, (_, at) => makeUuidV7(1_790_000_000_000 + at, random));
  expect(new Set(made).size).toBe(2000);
  expect([...made].sort()).toEqual(made);
  for (const text of ["", "K7QM-4M2X-9", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f"]) {
    expect(isUuid(text)).toBe(false);
  }
  expect(isUuidV7("017f22e2-79b0-4cc3-98c4-dc0c0c07398f")).toBe(false);
  expect(isUuid("017f22e2-79b0-4cc3-98c4-dc0c0c07398f")).toBe(true);
  expect(() => makeUuidV7(-1, random)).toThrow();
  expect(() => makeUuidV7(1, () => new Uint8Array(3))).toThrow();
});
