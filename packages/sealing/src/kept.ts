import { alphabet, drawSymbols } from "@threshold/casework";
import { Decrypter, Encrypter } from "age-encryption";
import { type Bytes, own, randomBytes } from "./bytes.ts";
import { failure, type Result, success } from "./result.ts";

/** `not-age`: no such file. `no-key`: another code. `damaged`: it was changed or cut. */
export type WithCodeProblem = "not-age" | "no-key" | "damaged";

const symbols = 12;
/** scrypt with N = 2^16, r = 8, p = 1: 64 MiB for each guess, as much as a member's passphrase takes. */
const workFactor = 16;
/** A file that asks for more was not made here, and would hang the phone. */
const header = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d{1,2})\n/;

/**
 * A code for what is kept on a phone for some days: three groups of four symbols of the reference's alphabet, 54 bits. Short enough to
 * write on a hand; with the work of each guess, out of reach of whoever takes the phone.
 */
export function makeShortCode(): string {
  return grouped(drawSymbols(randomBytes, symbols));
}

/** A code as people type it, brought to the form that was shown; null where it can be none. */
export function readShortCode(text: string): string | null {
  const bare = text.replace(/[\s\p{Dash}\p{Cf}]/gu, "").toUpperCase();
  return bare.length === symbols && [...bare].every((symbol) => alphabet.includes(symbol)) ? grouped(bare) : null;
}

/**
 * Seals bytes under a code as an age file with a passphrase, which the public `age` command opens too. Takes a good part of a second,
 * and the page stands still meanwhile.
 * @param code as {@link makeShortCode} made it: a code that people choose is guessed too soon
 */
export async function sealWithCode(bytes: Uint8Array, code: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(code);
  encrypter.setScryptWorkFactor(workFactor);
  return own(await encrypter.encrypt(bytes));
}

/** Opens what {@link sealWithCode} sealed. Takes as long. Never throws over the content of `bytes`. */
export async function openWithCode(bytes: Uint8Array, code: string): Promise<Result<Bytes, WithCodeProblem>> {
  const asked = header.exec(String.fromCharCode(...bytes.subarray(0, 64)))?.[1];
  if (asked === undefined) return failure("not-age");
  if (Number(asked) > workFactor) return failure("damaged");
  const decrypter = new Decrypter();
  decrypter.addPassphrase(code);
  try {
    return success(own(await decrypter.decrypt(bytes)));
  } catch (error) {
    // The library has no error classes; this text is that of the pinned version, and the tests hold it.
    return failure(error instanceof Error && error.message.startsWith("no identity matched") ? "no-key" : "damaged");
  }
}

function grouped(code: string): string {
  return code.replace(/.{4}(?=.)/g, "$&-");
}
