import { expect, test } from "vitest";
import { hashPin, isPin, makePin, makePinSalt } from "../src/pin.ts";

const secret = new Uint8Array(32).fill(7);

test("a PIN is six digits or more, and made ones differ", () => {
  const made = Array.from({ length: 200 }, makePin);
  expect(made.every((pin) => /^\d{6}$/.test(pin))).toBe(true);
  expect(new Set(made).size).toBeGreaterThan(190);
  expect(new Set(made.join("")).size).toBe(10);
  for (const none of ["", "12345", "12345a", "1234567890123", " 123456"]) expect(isPin(none)).toBe(false);
});

test("what is kept depends on the PIN, the salt and a secret that is not beside it", async () => {
  const salt = makePinSalt();
  const kept = await hashPin("123456", salt, secret);
  expect(kept).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashPin("123456", salt, secret)).toBe(kept);
  expect(await hashPin("123457", salt, secret)).not.toBe(kept);
  expect(await hashPin("123456", makePinSalt(), secret)).not.toBe(kept);
  expect(await hashPin("123456", salt, new Uint8Array(32).fill(8))).not.toBe(kept);
  await expect(hashPin("123456", "short", secret)).rejects.toThrow(/salt/);
});
