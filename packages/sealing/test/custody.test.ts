import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Asked,
  type CustodySet,
  checkRelease,
  checkSet,
  combine,
  type DeskKeys,
  fingerprint,
  makeShares,
  makeSheet,
  makeSheetCode,
  openReleased,
  openShare,
  openSheet,
  readFingerprint,
  readSheetCode,
  releaseShare,
  type Share,
  sheetProof,
  sheetSecret,
} from "../src/custody.ts";
import { type Identity, makeIdentity, recipientOf } from "../src/identity.ts";
import type { Result } from "../src/result.ts";
import { makeSigningKey, type SigningKey } from "../src/signing.ts";

function got<T, Why extends string>(result: Result<T, Why>): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}
const uuid = () => crypto.randomUUID();
const at = "2026-11-24T03:00:00Z";

describe("a desk's keys in three shares", () => {
  let maker: SigningKey;
  let own: Identity[];
  let keys: DeskKeys;
  let made: { set: CustodySet; signature: string; kept: string; shares: readonly { n: number; sealed: string }[] };
  let shares: Share[];
  const holders = () => own.map(({ recipient }) => ({ organisation: uuid(), member: uuid(), recipient }));
  beforeAll(async () => {
    maker = await makeSigningKey({ extractable: false });
    own = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
    const [now, before] = [await makeIdentity(), await makeIdentity()];
    const all = [now, before].map((one, n) => ({ version: 2 - n, ...one }));
    keys = { organisation: uuid(), desk: uuid(), keys: all, pin: null };
    made = got(await makeShares({ id: uuid(), at, keys }, holders(), maker.privateKey));
    shares = await Promise.all(
      made.shares.map(async ({ sealed }, n) => got(await openShare(sealed, [own[n]?.secret ?? ""], made.set))),
    );
  });
  const pick = (...ns: number[]) => ns.flatMap((n) => shares[n] ?? []);

  test("any two open every key the desk has had, and all three do", async () => {
    for (const two of [pick(0, 1), pick(0, 2), pick(2, 1), pick(0, 1, 2)])
      expect(await combine(two, made.set, made.kept)).toEqual({ ok: true, value: keys });
  });

  test("one opens nothing, nor the same one twice, nor none", async () => {
    for (const few of [[], pick(1), pick(1, 1)])
      expect(await combine(few, made.set, made.kept)).toEqual({ ok: false, why: "too-few" });
  });

  test("a share is sealed to its holder alone, and says nothing of the secret by itself", async () => {
    const [sealed] = made.shares;
    expect(await openShare(sealed?.sealed ?? "", [own[1]?.secret ?? ""], made.set)).toEqual({
      ok: false,
      why: "no-key",
    });
    // The same secret shared twice gives shares that have nothing in common.
    const again = got(await makeShares({ id: made.set.set, at, keys }, holders(), maker.privateKey));
    const other = got(await openShare(again.shares[0]?.sealed ?? "", [own[0]?.secret ?? ""], again.set));
    expect(other.share).not.toBe(shares[0]?.share);
    expect(await combine([other, ...pick(1)], made.set, made.kept)).toEqual({ ok: false, why: "not-the-noted" });
  });

  test("a share of an earlier making, a changed one and changed keys are refused", async () => {
    const [first, second] = shares as [Share, Share];
    for (const wrong of [
      { ...first, set: uuid() },
      { ...first, n: 3 },
      { ...first, share: second.share },
    ])
      expect(await combine([wrong, second], made.set, made.kept), JSON.stringify(wrong)).toMatchObject({ ok: false });
    const swapped = got(await makeShares({ id: made.set.set, at, keys }, holders(), maker.privateKey)).kept;
    expect(await combine(shares, made.set, swapped)).toEqual({ ok: false, why: "not-the-noted" });
    expect(await combine(shares, { ...made.set, recipient: own[0]?.recipient ?? "" }, made.kept)).toEqual({
      ok: false,
      why: "other-key",
    });
  });

  test("a secret that is not the desk's is refused, though it opens", async () => {
    const [newest, older] = keys.keys;
    if (newest === undefined || older === undefined) throw new Error("two keys");
    const lie = { ...keys, keys: [{ ...newest, secret: older.secret }, older] };
    const set = got(await makeShares({ id: uuid(), at, keys: lie }, holders(), maker.privateKey));
    const opened = await Promise.all(
      set.shares
        .slice(0, 2)
        .map(async ({ sealed }, n) => got(await openShare(sealed, [own[n]?.secret ?? ""], set.set))),
    );
    expect(await combine(opened, set.set, set.kept)).toEqual({ ok: false, why: "other-key" });
  });

  test("a set is its maker's: any changed field breaks the signature", async () => {
    expect(await checkSet(made, maker.verifyKey)).toBe(true);
    const holder = made.set.shares[0];
    for (const changed of [
      { desk: uuid() },
      { kept: "0".repeat(64) },
      { version: 3 },
      { shares: [{ ...holder, member: uuid() }, ...made.set.shares.slice(1)] },
    ])
      expect(await checkSet({ ...made, set: { ...made.set, ...changed } as CustodySet }, maker.verifyKey)).toBe(false);
    expect(await checkSet(made, (await makeSigningKey({ extractable: false })).verifyKey)).toBe(false);
  });

  test("there are three holders, each another", async () => {
    const [one, two] = holders();
    if (one === undefined || two === undefined) throw new Error("holders");
    const make = (list: (typeof one)[]) => makeShares({ id: uuid(), at, keys }, list, maker.privateKey);
    await expect(make([one, two])).rejects.toThrow(/three/);
    await expect(make([one, two, { ...two }])).rejects.toThrow(/three/);
  });

  test("a released share is for the one who asked, and signed by who released it", async () => {
    const [asking, custodian] = [await makeIdentity(), await makeSigningKey({ extractable: false })];
    const { verifyKey } = await makeSigningKey({ extractable: false });
    const to = { recovery: uuid(), member: uuid(), recipient: asking.recipient, verifyKey };
    const by = { id: uuid(), signing: custodian.privateKey };
    const released = await Promise.all(pick(0, 2).map(async (share) => got(await releaseShare(share, to, by))));
    const [first, second] = released as [(typeof released)[0], (typeof released)[0]];
    expect(await checkRelease(first, custodian.verifyKey)).toBe(true);
    expect(await checkRelease({ ...first, sealed: second.sealed }, custodian.verifyKey)).toBe(false);
    expect(await checkRelease({ ...first, release: { ...first.release, recovery: uuid() } }, custodian.verifyKey)).toBe(
      false,
    );
    expect(await checkRelease(first, verifyKey)).toBe(false);
    expect(await openReleased(first, [own[0]?.secret ?? ""], made.set)).toEqual({ ok: false, why: "no-key" });
    const opened = await Promise.all(
      released.map(async (one) => got(await openReleased(one, [asking.secret], made.set))),
    );
    expect(await combine(opened, made.set, made.kept)).toEqual({ ok: true, value: keys });
  });

  test("whatever a share or the kept bytes are, nothing is thrown", async () => {
    const text = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.constant(made.kept),
      fc.constant(made.shares[0]?.sealed ?? ""),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (sealed, kept) => {
        expect((await openShare(sealed, [own[1]?.secret ?? ""], made.set)).ok).toBe(false);
        if (kept !== made.kept) expect((await combine(shares, made.set, kept)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

test("a printed sheet opens the desk's keys, however its code is typed; another does not", async () => {
  const key = { version: 1, ...(await makeIdentity()) };
  const keys: DeskKeys = { organisation: uuid(), desk: uuid(), keys: [key], pin: { network: "n" } };
  const code = makeSheetCode();
  expect(30 * Math.log2(23)).toBeGreaterThan(128);
  expect(code).toMatch(/^[2-79ACEFHJKMNPQRTWXY]{5}(-[2-79ACEFHJKMNPQRTWXY]{5}){5}$/);
  const signing = (await makeSigningKey({ extractable: false })).privateKey;
  const made = got(
    await makeSheet({ id: uuid(), at, keys }, (await recipientOf(await sheetSecret(code))) ?? "", signing),
  );
  expect(made.shares).toEqual([]);
  const typed = readSheetCode(` ${code.toLowerCase().replaceAll("-", " ")}`);
  expect(typed).toBe(code);
  expect(await openSheet(typed ?? "", made.set, made.kept)).toEqual({ ok: true, value: keys });
  expect(await openSheet(makeSheetCode(), made.set, made.kept)).toEqual({ ok: false, why: "no-key" });
  expect(readSheetCode(code.slice(1))).toBeNull();
  expect(await sheetProof(code)).not.toBe(await sheetProof(makeSheetCode()));
  expect(await sheetProof(code)).toMatch(/^[\w-]{43}$/);
});

test("the fingerprint that is compared by phone changes with each key and with each request", async () => {
  const of: Asked = {
    recovery: uuid(),
    recipient: (await makeIdentity()).recipient,
    verifyKey: "A".repeat(43),
  };
  const print = await fingerprint(of);
  expect(print).toMatch(/^[2-79ACEFHJKMNPQRTWXY]{4}(-[2-79ACEFHJKMNPQRTWXY]{4}){2}$/);
  expect(await fingerprint({ ...of })).toBe(print);
  expect(readFingerprint(print.toLowerCase().replaceAll("-", " "))).toBe(print);
  for (const key of ["recovery", "recipient", "verifyKey"] as const)
    expect(await fingerprint({ ...of, [key]: `${of[key]}x` }), key).not.toBe(print);
  const begun = performance.now();
  const many = await Promise.all(Array.from({ length: 5 }, () => fingerprint({ ...of, recovery: uuid() })));
  expect(new Set(many).size).toBe(5);
  expect((performance.now() - begun) / 5, "a try costs much more than a plain hash").toBeGreaterThan(20);
});
