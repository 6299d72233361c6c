import type { Kdf as ContractKdf, MemberKeys as ContractKeys } from "@threshold/contract";
import { argon2id } from "hash-wasm";
import { expect, expectTypeOf, test } from "vitest";
import { fromBase64Url, toBase64Url } from "../src/bytes.ts";
import { inventedKdf } from "../src/digest.ts";
import { isSecret } from "../src/identity.ts";
import {
  changePassphrase,
  derive,
  isLongEnough,
  type Kdf,
  kdfProblem,
  leastKdf,
  type MemberKeys,
  makeMember,
  newKdf,
  openMember,
} from "../src/passphrase.ts";
import { failure, type Result } from "../src/result.ts";
import { importPrivateKey, signEnvelope, verifyEnvelope } from "../src/signing.ts";
import { envelope } from "./support/parts.ts";

function value<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}
const passphrase = "three invented words";

test("Argon2id gives the reference implementation's answers", async () => {
  // phc-winner-argon2 src/test.c, version 0x13. RFC 9106's own example has associated data, which hash-wasm cannot take.
  const vectors = [
    [2, 65_536, 1, "password", "somesalt", "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"],
    [2, 256, 1, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"],
    [2, 256, 2, "password", "somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"],
    [1, 65_536, 1, "password", "somesalt", "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"],
    [4, 65_536, 1, "password", "somesalt", "9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c"],
    [2, 65_536, 1, "differentpassword", "somesalt", "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde"],
    [2, 65_536, 1, "password", "diffsalt", "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"],
  ] as const;
  for (const [iterations, memorySize, parallelism, password, salt, expected] of vectors) {
    expect(await argon2id({ password, salt, iterations, memorySize, parallelism, hashLength: 32 })).toBe(expected);
  }
});

test("a passphrase becomes two halves of one hash, and the same ones again", async () => {
  const kdf: Kdf = { ...leastKdf, salt: toBase64Url(new Uint8Array(16).fill(7)) };
  const derived = value(await derive(passphrase, kdf));
  expect(fromBase64Url(derived.proof)).toHaveLength(32);
  expect(isSecret(derived.unlock)).toBe(true);
  expect(await derive(passphrase, kdf)).toEqual({ ok: true, value: derived });
  const whole = await argon2id({
    password: passphrase,
    salt: new Uint8Array(16).fill(7),
    iterations: 3,
    memorySize: 65_536,
    parallelism: 1,
    hashLength: 64,
    outputType: "binary",
  });
  expect(derived.proof).toBe(toBase64Url(whole.subarray(0, 32)));
  expect((await derive(`${passphrase}!`, kdf)).ok).toBe(true);
  expect(value(await derive(`${passphrase}!`, kdf)).proof).not.toBe(derived.proof);
  expect(value(await derive(passphrase, newKdf())).unlock).not.toBe(derived.unlock);
});

test("the same letters from another keyboard give the same keys", async () => {
  const kdf = newKdf();
  const composed = value(await derive("d\u00e9claration pr\u00eate", kdf));
  expect(await derive(" de\u0301claration pre\u0302te\n", kdf)).toEqual({ ok: true, value: composed });
});

test("parameters weaker than ours, without measure or broken are refused before anything is derived", async () => {
  const good = newKdf();
  const table: readonly (readonly [Partial<Record<keyof Kdf, unknown>>, string])[] = [
    [{ memory: 65_535 }, "kdf-weak"],
    [{ memory: 8 }, "kdf-weak"],
    [{ iterations: 2 }, "kdf-weak"],
    [{ salt: toBase64Url(new Uint8Array(8)) }, "kdf-weak"],
    [{ memory: 2_000_000 }, "kdf-broken"],
    [{ iterations: 17 }, "kdf-broken"],
    [{ parallelism: 0 }, "kdf-broken"],
    [{ parallelism: 64 }, "kdf-broken"],
    [{ memory: 65_536.5 }, "kdf-broken"],
    [{ memory: "65536" }, "kdf-broken"],
    [{ salt: "no base64!" }, "kdf-broken"],
    [{ name: "argon2d" }, "kdf-broken"],
    [{ name: "pbkdf2" }, "kdf-broken"],
  ];
  for (const [change, why] of table)
    expect(await derive(passphrase, { ...good, ...change } as Kdf)).toEqual(failure(why));
  expect(kdfProblem(good)).toBe(null);
});

test("a member's keys open with her passphrase alone, and sign", async () => {
  const { keys, secrets } = value(await makeMember(passphrase));
  expect(keys.bundle.length).toBeLessThan(8192);
  expect(JSON.stringify(keys)).not.toContain(secrets.identity.secret);
  const { unlock, proof } = value(await derive(passphrase, keys.kdf));
  expect(proof).toBe(keys.proof);
  const opened = value(await openMember(keys.bundle, unlock));
  expect(opened.identity).toEqual({ secret: secrets.identity.secret, recipient: keys.recipient });
  expect(opened.signing.extractable).toBe(false);
  expect(await verifyEnvelope(envelope, await signEnvelope(envelope, opened.signing), keys.verifyKey)).toBe(true);
  const wrong = value(await derive(`${passphrase}.`, keys.kdf));
  expect(await openMember(keys.bundle, wrong.unlock)).toEqual(failure("no-key"));
  expect(await openMember("%", unlock)).toEqual(failure("not-age"));
  expect(await importPrivateKey("AAAA", { extractable: false })).toBe(null);
});

test("changing the passphrase keeps the keys and ends the old one", async () => {
  const { keys } = value(await makeMember(passphrase));
  const { unlock } = value(await derive(passphrase, keys.kdf));
  const changed = value(await changePassphrase(keys.bundle, unlock, "four other invented words"));
  expect(changed.kdf.salt).not.toBe(keys.kdf.salt);
  const next = value(await derive("four other invented words", changed.kdf));
  expect(next.proof).toBe(changed.proof);
  expect(value(await openMember(changed.bundle, next.unlock)).identity.recipient).toBe(keys.recipient);
  expect(await openMember(changed.bundle, unlock)).toEqual(failure("no-key"));
  expect(await changePassphrase(keys.bundle, unlock, "short")).toEqual(failure("passphrase-short"));
  expect(await changePassphrase(keys.bundle, next.unlock, passphrase)).toEqual(failure("no-key"));
});

test("twelve characters at least, not counting spaces around them", async () => {
  expect([
    isLongEnough("elevenchars"),
    isLongEnough("  elevenchars "),
    isLongEnough("twelve chars"),
    isLongEnough("🌾".repeat(6)),
  ]).toEqual([false, false, true, false]);
  expect(await makeMember("elevenchars ")).toEqual(failure("passphrase-short"));
});

test("a name that nobody has gets parameters that look like anybody's, the same each time", async () => {
  const key = new Uint8Array(32).fill(3);
  const invented = await inventedKdf(key, "nobody");
  expect(await inventedKdf(key, "nobody")).toEqual(invented);
  expect((await inventedKdf(key, "no one")).salt).not.toBe(invented.salt);
  expect((await inventedKdf(new Uint8Array(32), "nobody")).salt).not.toBe(invented.salt);
  expect(Object.keys(invented)).toEqual(Object.keys(newKdf()));
  expect([kdfProblem(invented), invented.salt.length]).toEqual([null, newKdf().salt.length]);
});

test("the contract's types are these (checked by the compiler)", () => {
  expectTypeOf<ContractKdf>().toExtend<Kdf>();
  expectTypeOf<ContractKeys>().toExtend<MemberKeys>();
  expectTypeOf<MemberKeys>().toExtend<ContractKeys>();
});
