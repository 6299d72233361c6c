import { argon2id } from "hash-wasm";
import { fromBase64Url, toBase64Url, utf8 } from "./bytes.ts";
import { secretFromBytes } from "./identity.ts";
import { type Kdf, type KdfProblem, kdfProblem } from "./kdf.ts";
import { failure, type Result, success } from "./result.ts";

/** The two halves of what a passphrase becomes. The server sees the first, and can work out neither the other nor the passphrase. */
export interface Derived {
  /** Signs in: 32 bytes, base64url. */
  readonly proof: string;
  /** Opens the member's bundle: an age identity. Never leaves the browser. */
  readonly unlock: string;
}

/** Fewest characters of a passphrase, after spaces around it are taken off. */
export const shortestPassphrase = 12;

/** True where a new passphrase is long enough. */
export function isLongEnough(passphrase: string): boolean {
  return [...normalised(passphrase)].length >= shortestPassphrase;
}

/**
 * Turns a passphrase into keys by Argon2id; takes 0.3 s or more, and 64 MiB. The same letters typed on another keyboard
 * (composed or not, full width or not, with a space after them) give the same keys.
 * @returns the halves, or why the parameters are refused: never derive with weaker ones than we would make, since the server
 * sends them and would get the proof to guess at
 */
export async function derive(passphrase: string, kdf: Kdf): Promise<Result<Derived, KdfProblem>> {
  const problem = kdfProblem(kdf);
  const salt = fromBase64Url(kdf.salt);
  if (problem !== null || salt === null) return failure(problem ?? "kdf-broken");
  const bytes = await argon2id({
    password: utf8(normalised(passphrase)),
    salt,
    memorySize: kdf.memory,
    iterations: kdf.iterations,
    parallelism: kdf.parallelism,
    hashLength: 64,
    outputType: "binary",
  });
  return success({ proof: toBase64Url(bytes.subarray(0, 32)), unlock: secretFromBytes(bytes.subarray(32)) });
}

function normalised(passphrase: string): string {
  return passphrase.normalize("NFKC").trim();
}
