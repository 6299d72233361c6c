import type { Random } from "./reference.ts";

const anyUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds since 1970, then 74 random bits. Made by the author of an entry,
 * so that sending it twice is harmless.
 * @param now milliseconds since 1970, from 0 to 2^48 - 1
 * @throws where `now` is outside of that, or `random` gives fewer than ten bytes
 */
export function makeUuidV7(now: number, random: Random): string {
  if (!Number.isInteger(now) || now < 0 || now >= 2 ** 48) throw new Error("time is out of range for a UUID");
  const noise = random(10);
  if (noise.length < 10) throw new Error("the source of randomness gave too few bytes");
  const time = now.toString(16).padStart(12, "0");
  const tail = [...noise.subarray(0, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = (0x8 | (Number.parseInt(tail.charAt(4), 16) & 0x3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(1, 4)}-${variant}${tail.slice(5, 8)}-${tail.slice(8)}`;
}

/** True for any UUID in lower case with dashes, the only way they are written here. */
export function isUuid(text: string): boolean {
  return anyUuid.test(text);
}

/** True for a UUID of version 7. */
export function isUuidV7(text: string): boolean {
  return version7.test(text);
}
