import { fromBase64Url, randomBytes, toBase64Url } from "./bytes.ts";
import { isObject } from "./shape.ts";

/** How a passphrase becomes keys: Argon2id (RFC 9106). Memory in KiB, salt base64url of 16 to 64 bytes. */
export interface Kdf {
  readonly name: "argon2id";
  readonly memory: number;
  readonly iterations: number;
  readonly parallelism: number;
  readonly salt: string;
}
/** `kdf-weak`: less than the least, as a server that wants to guess passphrases would send. `kdf-broken`: no parameters at all. */
export type KdfProblem = "kdf-weak" | "kdf-broken";

/** The least that a client accepts, and what a new key gets: 64 MiB, three passes, one lane; about 0.3 s. */
export const leastKdf = { name: "argon2id", memory: 65_536, iterations: 3, parallelism: 1 } as const;
// More than these would stop an old computer rather than a guesser.
const mostMemory = 1_048_576;
const mostIterations = 16;
const mostLanes = 4;

export function newKdf(): Kdf {
  return { ...leastKdf, salt: toBase64Url(randomBytes(16)) };
}

/** Why these parameters are refused; null where they are good. Never throws over what a server sent in their place. */
export function kdfProblem(kdf: Kdf): KdfProblem | null {
  if (!isObject(kdf)) return "kdf-broken";
  const { name, memory, iterations, parallelism, salt } = kdf;
  const bytes = typeof salt === "string" ? fromBase64Url(salt) : null;
  const whole = [memory, iterations, parallelism].every(Number.isSafeInteger);
  if (name !== leastKdf.name || !whole || bytes === null || bytes.length > 64 || parallelism < 1) return "kdf-broken";
  if (memory > mostMemory || iterations > mostIterations || parallelism > mostLanes) return "kdf-broken";
  return memory < leastKdf.memory || iterations < leastKdf.iterations || bytes.length < 16 ? "kdf-weak" : null;
}
