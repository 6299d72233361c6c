import { type Bytes, own, utf8 } from "./bytes.ts";
import { hmacSha256 } from "./digest.ts";
import { isSecret } from "./identity.ts";

/**
 * A mark: the first 48 bits of a keyed hash, as a number. Whoever has a list of marks and no key can neither list names nor try any; with the
 * key one can ask after a name, and still not list them.
 */
export type Mark = number;
export const bytesOfMark = 6;

/** Makes the marks of one desk under one version of its key. Hands out no key. */
export interface Marker {
  /** Marks of terms such as `name yulia`, in the same order. */
  readonly marks: (terms: readonly string[]) => Promise<Mark[]>;
}

/**
 * The marker that goes with a desk's key. Its own key is derived, so that nothing more has to be kept, wrapped or rotated.
 * @throws where the text is no age secret
 */
export async function markerOf(deskSecret: string): Promise<Marker> {
  if (!isSecret(deskSecret)) throw new Error("marks are made with a desk's secret");
  const derived = own(await hmacSha256(utf8(deskSecret), utf8("threshold-index-key-v1")));
  const key = await crypto.subtle.importKey("raw", derived, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return {
    marks: (terms) =>
      Promise.all(terms.map(async (term) => markOf(await sign(key, utf8(`threshold-index-v1\n${term}`))))),
  };
}

async function sign(key: CryptoKey, bytes: Bytes): Promise<DataView> {
  return new DataView(await crypto.subtle.sign("HMAC", key, bytes));
}

const markOf = (hash: DataView): Mark => hash.getUint16(0) * 2 ** 32 + hash.getUint32(2);
