import { drawSymbols } from "@threshold/casework";
import { argon2id } from "hash-wasm";
import { utf8 } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { leastKdf } from "../kdf.ts";
import { readShortCode } from "../kept.ts";

/** An asking for a desk's keys, with the keys that she who asks has now. */
export interface Asked {
  readonly recovery: string;
  readonly recipient: string;
  readonly verifyKey: string;
}

const purpose = "threshold-recovery-v1";

/**
 * Twelve symbols in three groups, 54 bits: she reads them out by phone and the custodian types them. A server that slips in keys of
 * its own shows the custodian other ones, and would have to try 2^54 keys within the days that a request lasts, each at the cost of
 * Argon2id: at that of a plain hash a few computers would do.
 */
export async function fingerprint({ recovery, recipient, verifyKey }: Asked): Promise<string> {
  const { memory, iterations, parallelism } = leastKdf;
  const bytes = await argon2id({
    password: canonicalBytes(purpose, { recovery, recipient, verifyKey }),
    salt: utf8(purpose),
    memorySize: memory,
    iterations,
    parallelism,
    hashLength: 128,
    outputType: "binary",
  });
  let from = 0;
  const source = (n: number) => {
    from += n;
    return bytes.subarray(from - n, from);
  };
  return drawSymbols(source, 12).replace(/.{4}(?=.)/g, "$&-");
}

/** A fingerprint as it was heard and typed; null where it can be none. */
export const readFingerprint = readShortCode;
