import { combine as shamir } from "shamir-secret-sharing";
import { fromBase64, fromBase64Url } from "../bytes.ts";
import { sha256Hex } from "../digest.ts";
import { secretFromBytes } from "../identity.ts";
import { failure, type Result } from "../result.ts";
import { type OpenProblem, open } from "../seal.ts";
import { type DeskKeys, type KeptProblem, readKept } from "./kept-keys.ts";
import { type CustodySet, needed } from "./set.ts";
import { fits, type Share } from "./share.ts";
import { sheetSecret } from "./sheet.ts";

/** `too-few`: fewer than two different shares of this set. `not-the-noted`: a share or the kept bytes are not those that were signed for. */
export type CombineProblem = OpenProblem | KeptProblem | "too-few" | "not-the-noted";

/** Puts two shares together and opens the desk's keys. @param kept base64 age file */
export async function combine(
  shares: readonly Share[],
  of: CustodySet,
  kept: string,
): Promise<Result<DeskKeys, CombineProblem>> {
  for (const share of shares) if (!(await fits(share, of))) return failure("not-the-noted");
  const different = new Map(shares.map((share) => [share.n, share]));
  const bytes = [...different.values()].flatMap(({ share }) => fromBase64Url(share) ?? []);
  if (bytes.length < needed) return failure("too-few");
  const secret = await together(bytes);
  return secret === null ? failure("not-the-noted") : openKept(secretFromBytes(secret), of, kept);
}

/** Opens the desk's keys with a printed sheet. @param code as it was read from the sheet */
export async function openSheet(code: string, of: CustodySet, kept: string): Promise<Result<DeskKeys, CombineProblem>> {
  return openKept(await sheetSecret(code), of, kept);
}

async function openKept(secret: string, of: CustodySet, kept: string): Promise<Result<DeskKeys, CombineProblem>> {
  const bytes = fromBase64(kept);
  if (bytes === null) return failure("not-age");
  if ((await sha256Hex(bytes)) !== of.kept) return failure("not-the-noted");
  const opened = await open(bytes, [secret]);
  return opened.ok ? readKept(opened.value, of) : opened;
}

/** The library throws over what are no shares of one secret. */
async function together(shares: Uint8Array[]): Promise<Uint8Array | null> {
  try {
    const secret = await shamir(shares);
    return secret.length === 32 ? secret : null;
  } catch {
    return null;
  }
}
