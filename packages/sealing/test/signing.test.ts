import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalBytes, canonicalText } from "../src/canonical.ts";
import {
  exportPrivateKey,
  importPrivateKey,
  makeSigningKey,
  signBytes,
  signEnvelope,
  verifyEnvelope,
} from "../src/signing.ts";
import { envelope } from "./support/parts.ts";

test("a signature fits its envelope and its key, and nothing else", async () => {
  const [author, other] = await Promise.all([
    makeSigningKey({ extractable: false }),
    makeSigningKey({ extractable: false }),
  ]);
  const signature = await signEnvelope(envelope, author.privateKey);
  expect(await verifyEnvelope(envelope, signature, author.verifyKey)).toBe(true);
  expect(await verifyEnvelope(envelope, signature, other.verifyKey)).toBe(false);
  for (const change of [
    { child: true },
    { seq: 2 },
    { parents: [envelope.id] },
    { receiver: envelope.sender },
    { extra: 1 },
    { fallback: undefined },
  ]) {
    expect(await verifyEnvelope({ ...envelope, ...change }, signature, author.verifyKey)).toBe(false);
  }
  for (const [mark, key] of [
    ["", author.verifyKey],
    [signature.slice(1), author.verifyKey],
    [`${signature}AA`, author.verifyKey],
    [signature, ""],
    [signature, "AAAA"],
    ["!", "!"],
  ] as const) {
    expect(await verifyEnvelope(envelope, mark, key)).toBe(false);
  }
  expect(await verifyEnvelope(undefined, signature, author.verifyKey)).toBe(false);
  expect(await verifyEnvelope({ n: Number.NaN }, signature, author.verifyKey)).toBe(false);
});

test("every changed bit of a signature is seen", async () => {
  const { privateKey, verifyKey } = await makeSigningKey({ extractable: false });
  const raw = Buffer.from(await signEnvelope(envelope, privateKey), "base64url");
  for (let bit = 0; bit < raw.length * 8; bit += 1) {
    const changed = Buffer.from(raw);
    changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
    expect(await verifyEnvelope(envelope, changed.toString("base64url"), verifyKey)).toBe(false);
  }
});

test("the order of keys does not matter, the order of a list does", async () => {
  const { privateKey, verifyKey } = await makeSigningKey({ extractable: false });
  const signature = await signEnvelope(envelope, privateKey);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(Object.entries(envelope), { minLength: Object.keys(envelope).length }),
      async (entries) => {
        expect(await verifyEnvelope(Object.fromEntries(entries), signature, verifyKey)).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
  const listed = { ...envelope, parents: ["a", "b"] };
  expect(
    await verifyEnvelope({ ...listed, parents: ["b", "a"] }, await signEnvelope(listed, privateKey), verifyKey),
  ).toBe(false);
});

test("canonical JSON is RFC 8785's, whatever JSON it was", () => {
  const text = (value: unknown) => new TextDecoder().decode(canonicalBytes("p", value));
  // RFC 8785, 3.2.2 and 3.2.3, shortened.
  expect(text({ numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27], literals: [null, true, false] })).toBe(
    'p\n{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  );
  expect(text({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 })).toBe(
    'p\n{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const canonical = text(value).slice(2);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text(JSON.parse(canonical))).toBe(`p\n${canonical}`);
      expect(canonicalText(value)).toBe(canonical);
    }),
  );
});

test("a signature for one purpose is none for another", async () => {
  const { privateKey, verifyKey } = await makeSigningKey({ extractable: false });
  const elsewhere = await signBytes(canonicalBytes("threshold-receipt-v1", envelope), privateKey);
  expect(await verifyEnvelope(envelope, elsewhere, verifyKey)).toBe(false);
});

test("a phone's key cannot be taken out, a member's can be kept and read back", async () => {
  const phone = await makeSigningKey({ extractable: false });
  await expect(exportPrivateKey(phone.privateKey)).rejects.toThrow();
  const member = await makeSigningKey({ extractable: true });
  const back = await importPrivateKey(await exportPrivateKey(member.privateKey), { extractable: false });
  if (back === null) throw new Error("not read back");
  await expect(exportPrivateKey(back)).rejects.toThrow();
  expect(await verifyEnvelope(envelope, await signEnvelope(envelope, back), member.verifyKey)).toBe(true);
});
