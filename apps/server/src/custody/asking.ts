import { fromBase64Url, hmacSha256, randomBytes, toBase64Url } from "@threshold/sealing";
import type { House } from "../house.ts";

/** One who lost her keys needs the time to reach two people; whoever pretends has no longer than that. */
export const askingLasts = 7 * 86_400_000;

const [timeBytes, secretBytes] = [5, 16];

/**
 * The token of an asking: when it was made (seconds), what nobody can guess, and the server's mark over both. So an asking that was
 * invented for a name that nobody has runs out like any other, with nothing kept of it.
 */
export async function makeAskingToken(house: House): Promise<{ token: string; at: Date }> {
  const seconds = Math.floor(house.clock().getTime() / 1000);
  const said = new Uint8Array(timeBytes + secretBytes);
  for (let n = 0; n < timeBytes; n += 1) said[n] = Math.floor(seconds / 256 ** (timeBytes - 1 - n)) % 256;
  said.set(randomBytes(secretBytes), timeBytes);
  const token = toBase64Url(Buffer.concat([said, await markOf(house, said)]));
  return { token, at: new Date(seconds * 1000) };
}

/** When the asking of this token runs out; null where the server never gave such a token. */
export async function askingEnds(house: House, token: string): Promise<Date | null> {
  const bytes = fromBase64Url(token);
  if (bytes === null) return null;
  const said = bytes.subarray(0, timeBytes + secretBytes);
  if (!Buffer.from(bytes.subarray(said.length)).equals(await markOf(house, said))) return null;
  const seconds = said.subarray(0, timeBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return new Date(seconds * 1000 + askingLasts);
}

async function markOf(house: House, said: Uint8Array): Promise<Buffer> {
  const text = Buffer.concat([Buffer.from("threshold-asking-v1\n"), said]);
  return Buffer.from(await hmacSha256(house.keys.secret, text)).subarray(0, 32 - timeBytes - secretBytes);
}
