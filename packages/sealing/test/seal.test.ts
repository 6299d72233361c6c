import { randomBytes } from "node:crypto";
import { bech32 } from "@scure/base";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isAgeFile } from "../src/age-file.ts";
import { isSecret, kindOf, makeIdentity, recipientOf, secretFromBytes } from "../src/identity.ts";
import { open, seal } from "../src/seal.ts";

const bytes = (n: number) => new Uint8Array(randomBytes(n));
async function sealed(plain: Uint8Array, recipients: readonly string[]) {
  const result = await seal(plain, recipients);
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

test("each recipient opens what was sealed to both, at every size near a chunk's end", async () => {
  const [one, two, other] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
  for (const size of [0, 1, 1000, 65_535, 65_536, 65_537, 200_000]) {
    const plain = bytes(size);
    const file = await sealed(plain, [one.recipient, two.recipient]);
    for (const { secret } of [one, two])
      expect(await open(file, [other.secret, secret])).toEqual({ ok: true, value: plain });
    expect(await open(file, [other.secret])).toEqual({ ok: false, why: "no-key" });
    expect(await open(file, [])).toEqual({ ok: false, why: "no-key" });
    expect(await open(file, ["AGE-SECRET-KEY-1NONSENSE"])).toEqual({ ok: false, why: "no-key" });
    expect(isAgeFile(file)).toMatchObject({ ok: true, value: { recipients: 2 } });
  }
});

test("a list that a key is added to opens what is sealed to that key, and no more once it is taken out", async () => {
  const [own, later] = await Promise.all([makeIdentity(), makeIdentity()]);
  const file = await sealed(bytes(10), [later.recipient]);
  const secrets = [own.secret];
  expect((await open(file, secrets)).ok).toBe(false);
  secrets.push(later.secret);
  expect((await open(file, secrets)).ok).toBe(true);
  secrets[1] = own.secret;
  expect((await open(file, secrets)).ok).toBe(false);
});

test("one list of secrets opens many files, also at the same time, and nothing that is sealed to others", async () => {
  const [own, other] = await Promise.all([makeIdentity(), makeIdentity()]);
  const secrets = [own.secret] as const;
  const plain = Array.from({ length: 20 }, (_, n) => bytes(n * 100));
  const files = await Promise.all(plain.map((each) => sealed(each, [own.recipient])));
  const strange = await sealed(bytes(10), [other.recipient]);
  for (const _ of [1, 2]) {
    const opened = await Promise.all(files.map((file) => open(file, secrets)));
    expect(opened).toEqual(plain.map((value) => ({ ok: true, value })));
    expect(await open(strange, secrets)).toEqual({ ok: false, why: "no-key" });
  }
});

test("the same bytes are never sealed to the same file twice", async () => {
  const { recipient } = await makeIdentity();
  const plain = bytes(64);
  expect(await sealed(plain, [recipient])).not.toEqual(await sealed(plain, [recipient]));
});

test("an identity is what its recipient says", async () => {
  const { secret, recipient } = await makeIdentity();
  expect(recipient).toHaveLength(62);
  expect(await recipientOf(secret)).toBe(recipient);
  expect([isSecret(secret), isSecret(recipient), isSecret(secret.toLowerCase()), isSecret("")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(await recipientOf(recipient)).toBe(null);
  expect(isSecret(secretFromBytes(bytes(32)))).toBe(true);
  expect(() => secretFromBytes(bytes(31))).toThrow();
});

test("nobody, other kinds, both kinds, a broken key and the same key twice are refused", async () => {
  const { recipient } = await makeIdentity();
  const hybrid = await identityToRecipient(await generateHybridIdentity());
  expect([kindOf(recipient), kindOf(hybrid), kindOf("age1tag1qqqq"), kindOf("")]).toEqual([
    "x25519",
    "post-quantum",
    "unknown",
    "unknown",
  ]);
  const last = recipient.at(-1) === "q" ? "p" : "q";
  const typo = recipient.slice(0, -1) + last;
  const zero = bech32.encodeFromBytes("age", new Uint8Array(32)); // a point of small order: checksum right, still no key
  expect(kindOf(zero)).toBe("x25519");
  const table = [
    [[], "no-recipient"],
    [[recipient, hybrid], "recipient-mixed"],
    [[hybrid, recipient], "recipient-mixed"],
    [[hybrid], "recipient-kind"],
    [[recipient, typo], "recipient-broken"],
    [[recipient.toUpperCase()], "recipient-broken"],
    [["ssh-ed25519 AAAA"], "recipient-broken"],
    [[zero], "recipient-broken"],
    [[recipient, recipient], "recipient-twice"],
  ] as const;
  for (const [recipients, why] of table) expect(await seal(bytes(3), recipients)).toEqual({ ok: false, why });
});

test("a file changed anywhere, or cut anywhere, is an error value", async () => {
  const [one, two] = await Promise.all([makeIdentity(), makeIdentity()]);
  const file = await sealed(bytes(300), [one.recipient, two.recipient]);
  const whys = new Set<string>();
  for (let at = 0; at < file.length; at += 1) {
    const flipped = file.slice();
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const opened = await open(flipped, [one.secret]);
    if (opened.ok) throw new Error(`opened with byte ${at} changed`);
    whys.add(opened.why);
  }
  expect([...whys].sort()).toEqual(["damaged", "no-key", "not-age"]);
  for (let length = 0; length < file.length; length += 1) {
    const cut = file.subarray(0, length);
    const opened = await open(cut, [one.secret, two.secret]);
    expect(opened.ok).toBe(false);
    // Behind the header a server sees only whether a nonce and one sealed byte chunk can be there.
    expect(isAgeFile(cut).ok).toBe(length >= file.length - 300);
  }
  expect(await open(new Uint8Array([...file, 0]), [one.secret])).toEqual({ ok: false, why: "damaged" });
}, 60_000);

test("a long file cut at a chunk's end is damaged, not shorter", async () => {
  const { secret, recipient } = await makeIdentity();
  const file = await sealed(bytes(65_536 * 2), [recipient]);
  expect(await open(file.subarray(0, file.length - 65_536 - 16), [secret])).toEqual({ ok: false, why: "damaged" });
});

test("what is no age file never opens and never throws", async () => {
  const { secret } = await makeIdentity();
  const line = new TextEncoder().encode("age-encryption.org/v1\n");
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, headed) => {
      const file = headed ? new Uint8Array([...line, ...noise]) : noise;
      expect((await open(file, [secret])).ok).toBe(false);
      expect(isAgeFile(file).ok).toBe(false);
    }),
  );
  expect(await open(new TextEncoder().encode('{"narrative":"in clear"}'), [secret])).toEqual({
    ok: false,
    why: "not-age",
  });
});

test("the header check counts X25519 recipients and refuses every other stanza", async () => {
  const { recipient } = await makeIdentity();
  const file = await sealed(bytes(10), [recipient]);
  const text = Buffer.from(file).toString("latin1");
  const changed = (from: string | RegExp, to: string) =>
    isAgeFile(new Uint8Array(Buffer.from(text.replace(from, to), "latin1")));
  const stanza = /-> X25519 .{43}\n.{43}\n/.exec(text)?.[0] ?? "";
  expect(changed(stanza, stanza + stanza)).toMatchObject({ ok: true, value: { recipients: 2 } });
  expect(changed(stanza, "")).toEqual({ ok: false, why: "header-broken" });
  expect(changed(stanza, `${stanza}-> scrypt AAAA 18\n${"A".repeat(43)}\n`)).toEqual({ ok: false, why: "stanza-kind" });
  expect(changed("-> X25519", "-> ssh-ed25519")).toEqual({ ok: false, why: "stanza-kind" });
  expect(changed("-> X25519", "-> joint-grease")).toEqual({ ok: false, why: "stanza-kind" });
  expect(changed("-> X25519 ", "-> X25519 extra ")).toEqual({ ok: false, why: "header-broken" });
  expect(changed("---", "-- ")).toEqual({ ok: false, why: "header-broken" });
  expect(changed("v1\n", "v2\n")).toEqual({ ok: false, why: "not-age" });
  expect(
    isAgeFile(
      new Uint8Array([...new TextEncoder().encode("age-encryption.org/v1\n"), ...new Uint8Array(9000).fill(65)]),
    ),
  ).toEqual({
    ok: false,
    why: "header-broken",
  });
  const hybrid = await identityToRecipient(await generateHybridIdentity());
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  encrypter.addRecipient(hybrid);
  expect(isAgeFile(await encrypter.encrypt("x"))).toEqual({ ok: false, why: "stanza-kind" });
});
