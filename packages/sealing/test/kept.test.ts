import { alphabet } from "@threshold/casework";
import { expect, test } from "vitest";
import { isAgeFile } from "../src/age-file.ts";
import { makeShortCode, openWithCode, readShortCode, sealWithCode } from "../src/kept.ts";

const plain = new TextEncoder().encode("invented words");

test("a code has at least 50 bits and is read however it is typed", () => {
  const code = makeShortCode();
  expect(code).toMatch(/^[2-79ACEFHJKMNPQRTWXY]{4}(-[2-79ACEFHJKMNPQRTWXY]{4}){2}$/);
  expect(12 * Math.log2(alphabet.length)).toBeGreaterThan(50);
  expect(new Set(Array.from({ length: 200 }, makeShortCode)).size).toBe(200);
  for (const typed of [code.toLowerCase(), ` ${code.replaceAll("-", " ")} `, code.replaceAll("-", ""), `\u200f${code}`])
    expect(readShortCode(typed)).toBe(code);
  for (const none of ["", "K7QM", `${code}A`, code.replace(/.$/, "0"), "ÄÖÜ-ÄÖÜ"])
    expect(readShortCode(none)).toBeNull();
});

test("what is sealed opens with its code, with no other, and not where a byte was changed", async () => {
  const code = makeShortCode();
  const sealed = await sealWithCode(plain, code);
  expect(await openWithCode(sealed, code)).toEqual({ ok: true, value: plain });
  expect(await openWithCode(sealed, makeShortCode())).toEqual({ ok: false, why: "no-key" });
  const changed = sealed.slice();
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(await openWithCode(changed, code)).toEqual({ ok: false, why: "damaged" });
  expect(await openWithCode(plain, code)).toEqual({ ok: false, why: "not-age" });
  // It is no referral: a server that asks for those refuses it.
  expect(isAgeFile(sealed)).toEqual({ ok: false, why: "stanza-kind" });
});

test("each guess costs scrypt with N = 2^16, and a file that asks for more is not even tried", async () => {
  const sealed = await sealWithCode(plain, makeShortCode());
  const head = new TextDecoder().decode(sealed.subarray(0, 60));
  expect(head.split("\n")[1]).toMatch(/^-> scrypt \S{22} 16$/);
  const greedy = sealed.slice();
  greedy.set(new TextEncoder().encode(head.replace(" 16\n", " 20\n")));
  const begun = performance.now();
  expect(await openWithCode(greedy, "any")).toEqual({ ok: false, why: "damaged" });
  expect(performance.now() - begun).toBeLessThan(100);
});
