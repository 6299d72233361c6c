import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, randomBytes, toBase64Url, utf8 } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";
import { hmacSha256, sameText } from "./digest.ts";

/**
 * Proof of work after hashcash (Back, 2002): whoever asks finds a number that makes a SHA-256 begin with so many zero bits. It slows
 * whoever tries a great deal, and tells nothing about anybody.
 */
export interface Work {
  /** What it may be used for: a purpose, and the mark of an account where there is one. */
  readonly aim: string;
  /** Zero bits; each more one doubles the work. */
  readonly bits: number;
  /** Seconds since 1970. */
  readonly expires: number;
}
export type WorkProblem = "work-shape" | "work-mark" | "work-expired" | "work-undone";

/** A browser does not do more than this: at about 300,000 tries a second, 2^22 take fifteen seconds. */
export const mostBits = 22;
const breath = 10_000;

/** A task that only this server can have set. @param key the server's own secret */
export async function setWork(key: Uint8Array, { aim, bits, expires }: Work): Promise<string> {
  const salt = toBase64Url(randomBytes(12));
  return `${bits}.${expires}.${salt}.${await markOf(key, { aim, bits, expires }, salt)}`;
}

/** Finds the number. @returns the task with it, as it is handed in; null where the task has no shape, or asks too much */
export async function doWork(task: string): Promise<string | null> {
  const bits = Number(/^(\d{1,2})\.\d{1,12}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{43}$/.exec(task)?.[1] ?? Number.NaN);
  if (!(bits <= mostBits)) return null;
  const begun = sha256.create().update(utf8(`${task}.`));
  for (let n = 0; ; n += 1) {
    const number = n.toString(36);
    if (zeroBits(begun.clone().update(utf8(number)).digest()) >= bits) return `${task}.${number}`;
    // The page stays alive meanwhile.
    if (n % breath === breath - 1) await new Promise((go) => setTimeout(go));
  }
}

/**
 * Checks what was handed in; that it was not handed in before is for the caller.
 * @param now seconds since 1970
 * @returns null where it is good
 */
export async function workProblem(
  key: Uint8Array,
  stamp: string,
  wanted: { readonly aim: string; readonly bits: number },
  now: number,
): Promise<WorkProblem | null> {
  const [, bits, expires, salt, mark] =
    /^(\d{1,2})\.(\d{1,12})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})\.[0-9a-z]{1,10}$/.exec(stamp) ?? [];
  if (bits === undefined || expires === undefined || salt === undefined || mark === undefined) return "work-shape";
  const work = { aim: wanted.aim, bits: Number(bits), expires: Number(expires) };
  if (!sameText(await markOf(key, work, salt), mark)) return "work-mark";
  if (work.expires < now) return "work-expired";
  return work.bits >= wanted.bits && zeroBits(sha256(utf8(stamp))) >= work.bits ? null : "work-undone";
}

/** When it runs out, seconds since 1970, of a stamp that has its shape. */
export const workExpires = (stamp: string): number => Number(stamp.split(".")[1]);

async function markOf(key: Uint8Array, work: Work, salt: string): Promise<string> {
  if (fromBase64Url(salt) === null) return "";
  return toBase64Url(await hmacSha256(key, canonicalBytes("threshold-work-v1", { ...work, salt })));
}

function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}
