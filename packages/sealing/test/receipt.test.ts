import { expect, test } from "vitest";
import {
  beginning,
  envelopeHash,
  receiptHash,
  type SignedReceipt,
  signReceipt,
  verifyChain,
  verifyReceipt,
} from "../src/receipt.ts";
import { makeSigningKey } from "../src/signing.ts";
import { envelope } from "./support/parts.ts";

const server = await makeSigningKey({ extractable: false });

async function log(count: number): Promise<SignedReceipt[]> {
  const receipts: SignedReceipt[] = [];
  let previous = beginning;
  for (let n = 1; n <= count; n += 1) {
    const entry = `01a19c21-7200-7cc7-9cce-${String(n).padStart(12, "0")}`;
    const facts = {
      n,
      previous,
      entry,
      envelopeHash: await envelopeHash({ ...envelope, seq: n }),
      parts: ["a".repeat(64), "b".repeat(64)],
      at: "2026-11-02T12:00:00.123Z",
    };
    const hash = await receiptHash(facts);
    receipts.push({ ...facts, hash, signature: await signReceipt(hash, server.privateKey) });
    previous = hash;
  }
  return receipts;
}
async function* streamed(receipts: readonly SignedReceipt[]) {
  yield* receipts;
}
const changed = (receipts: readonly SignedReceipt[], at: number, change: Partial<SignedReceipt>) =>
  receipts.map((receipt, index) => (index === at ? { ...receipt, ...change } : receipt));

test("a whole log verifies, and a walk goes on where another ended", async () => {
  const receipts = await log(12);
  const last = receipts.at(-1)?.hash;
  expect(await verifyChain(streamed(receipts), server.verifyKey)).toEqual({ ok: true, count: 12, last });
  const half = await verifyChain(receipts.slice(0, 5), server.verifyKey);
  if (!half.ok) throw new Error(half.why);
  expect(await verifyChain(streamed(receipts.slice(5)), server.verifyKey, half)).toEqual({ ok: true, count: 12, last });
  expect(await verifyChain([], server.verifyKey)).toEqual({ ok: true, count: 0, last: beginning });
});

test("whatever is changed, taken out, put in or moved, the first broken place is named", async () => {
  const receipts = await log(6);
  const other = await makeSigningKey({ extractable: false });
  const [three, four] = [receipts[2], receipts[3]];
  if (three === undefined || four === undefined) throw new Error("too short");
  const forged = await receiptHash({ ...three, parts: [] });
  const table: readonly (readonly [readonly SignedReceipt[], number, string])[] = [
    [changed(receipts, 2, { entry: four.entry }), 3, "hash"],
    [changed(receipts, 2, { envelopeHash: four.envelopeHash }), 3, "hash"],
    [changed(receipts, 2, { parts: [] }), 3, "hash"],
    [changed(receipts, 2, { parts: [...three.parts].reverse() }), 3, "hash"],
    [changed(receipts, 2, { at: "2026-11-02T12:00:00.124Z" }), 3, "hash"],
    [changed(receipts, 2, { previous: beginning }), 3, "previous"],
    [changed(receipts, 2, { n: 4 }), 3, "number"],
    [changed(receipts, 2, { signature: four.signature }), 3, "signature"],
    [changed(receipts, 2, { signature: await signReceipt(three.hash, other.privateKey) }), 3, "signature"],
    [changed(receipts, 2, { parts: [], hash: forged }), 3, "signature"],
    [
      changed(receipts, 2, { parts: [], hash: forged, signature: await signReceipt(forged, server.privateKey) }),
      4,
      "previous",
    ],
    [receipts.filter((_, at) => at !== 2), 3, "number"],
    [receipts.slice(1), 1, "number"],
    [[...receipts.slice(0, 3), three, ...receipts.slice(3)], 4, "number"],
    [receipts.with(2, four).with(3, three), 3, "number"],
  ];
  for (const [log, n, why] of table)
    expect(await verifyChain(streamed(log), server.verifyKey)).toEqual({ ok: false, n, why });
  expect(await verifyChain(receipts, other.verifyKey)).toEqual({ ok: false, n: 1, why: "signature" });
  expect(await verifyReceipt(three.hash, three.signature, server.verifyKey)).toBe(true);
  expect(await verifyReceipt(four.hash, three.signature, server.verifyKey)).toBe(false);
});

test("an envelope's hash does not hang on the order of its keys", async () => {
  const turned = Object.fromEntries(Object.entries(envelope).reverse()) as unknown as typeof envelope;
  expect(await envelopeHash(turned)).toBe(await envelopeHash(envelope));
});
