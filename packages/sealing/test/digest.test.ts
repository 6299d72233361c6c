import { createHash, createHmac, randomBytes } from "node:crypto";
import { alphabet } from "@threshold/casework";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64, fromBase64Url, toBase64, toBase64Url, toHex } from "../src/bytes.ts";
import { hashToken, hmacSha256, makeCode, makeToken, readCode, sameText, sha256Hex } from "../src/digest.ts";

test("hashes and marks are those of another implementation", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.uint8Array({ minLength: 1 }), async (bytes, key) => {
      expect(await sha256Hex(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
      expect(toHex(await hmacSha256(key, bytes))).toBe(createHmac("sha256", key).update(bytes).digest("hex"));
    }),
    { numRuns: 50 },
  );
});

test("base64 goes there and back, and only one text stands for the same bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const bytes = fromBase64Url(text);
      if (bytes !== null) expect(toBase64Url(bytes)).toBe(text);
    }),
  );
  for (const text of ["A", "AB==", "A+A", "AA=", "AB"]) expect(fromBase64Url(text)).toBe(null);
  for (const text of ["AB==", "AAA", "A-A=", "AA==\n"]) expect(fromBase64(text)).toBe(null);
});

test("tokens and codes do not come twice, and a code holds at least eighty bits", () => {
  const codes = Array.from({ length: 2000 }, makeCode);
  expect(new Set(codes).size).toBe(2000);
  for (const code of codes) expect(code).toMatch(/^([2-79ACEFHJKMNPQRTWXY]{5}-){3}[2-79ACEFHJKMNPQRTWXY]{5}$/);
  expect(20 * Math.log2(alphabet.length)).toBeGreaterThan(80);
  const symbols = codes.join("").replaceAll("-", "");
  for (const symbol of alphabet) {
    const share = (symbols.split(symbol).length - 1) / symbols.length;
    expect(Math.abs(share - 1 / alphabet.length)).toBeLessThan(0.01);
  }
  const tokens = Array.from({ length: 1000 }, makeToken);
  expect(new Set(tokens).size).toBe(1000);
  expect(fromBase64Url(tokens[0] ?? "")).toHaveLength(32);
});

test("a code is read as it was typed, and what is none is not", () => {
  const code = makeCode();
  expect(readCode(` ${code.toLowerCase().replaceAll("-", " ")} `)).toBe(code);
  expect(readCode(code.replaceAll("-", ""))).toBe(code);
  for (const wrong of ["", code.slice(1), `${code}2`, code.replace(/^./, "O"), "../../etc"])
    expect(readCode(wrong)).toBe(null);
});

test("a token's hash tells tokens apart and is not the plain one", async () => {
  const token = makeToken();
  expect(await hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashToken(token)).toBe(await hashToken(token));
  expect(await hashToken(token)).not.toBe(await hashToken(makeToken()));
  expect(await hashToken(token)).not.toBe(createHash("sha256").update(token).digest("hex"));
});

test("texts are the same only where they are", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(sameText(one, other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
      expect(sameText(one, one)).toBe(true);
    }),
  );
  const token = randomBytes(32).toString("hex");
  for (let at = 0; at < token.length; at += 1) {
    expect(sameText(token, `${token.slice(0, at)}x${token.slice(at + 1)}`)).toBe(false);
  }
  expect(sameText(token, token + token)).toBe(false);
  expect(sameText(token, "")).toBe(false);
});
