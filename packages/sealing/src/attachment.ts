import { type Bytes, own } from "./bytes.ts";
import { sha256Hex } from "./digest.ts";
import type { SealedPart } from "./referral-parts.ts";
import { failure, type Result, success } from "./result.ts";
import { type OpenProblem, open, type SealProblem, seal } from "./seal.ts";
import { type PackedFile, packFile, unpackFile } from "./tar.ts";

/** Lengths are told in steps of this many bytes, and no closer. */
export const attachmentStep = 64 * 1024;
const mostSteps = 240;
/** Room for the name and the end mark of the archive. */
const around = 2048;
/** Bytes of the largest file that is taken: just under 15 MiB. */
export const largestAttachment = mostSteps * attachmentStep - around;

/** Bytes of a sealed file that travel at once; every piece but the last has this length. */
export const pieceLength = 2 ** 20;
/** Pieces of the largest file, with its header and what age adds to each chunk. */
export const mostPieces = 16;

export interface SealedAttachment {
  readonly part: SealedPart;
  /** Steps of 64 KiB, rounded up: what the envelope says of the length. */
  readonly size: number;
}
export type AttachmentProblem = SealProblem | "too-large";
export type OpenAttachmentProblem = OpenProblem | "not-the-noted" | "wrong-shape";

/**
 * Seals a file with its name. Inside the age file is a tar archive of this one file, filled up with zeros: after `age -d` the `tar` command
 * has it, and its name stands nowhere outside. age seals in chunks of 64 KiB, none of which can be left out, moved or swapped.
 */
export async function sealAttachment(
  file: PackedFile,
  recipients: readonly string[],
): Promise<Result<SealedAttachment, AttachmentProblem>> {
  if (file.bytes.length > largestAttachment) return failure("too-large");
  const packed = packFile(file);
  const size = Math.max(1, Math.ceil(packed.length / attachmentStep));
  const filled = new Uint8Array(size * attachmentStep);
  filled.set(packed);
  const sorted = [...recipients].sort();
  const sealed = await seal(filled, sorted);
  if (!sealed.ok) return sealed;
  const note = { name: "file", sha256: await sha256Hex(sealed.value), recipients: sorted } as const;
  return success({ part: { note, bytes: sealed.value }, size });
}

/** @param sha256 of the sealed bytes, as the signed envelope names it: other bytes are refused */
export async function openAttachment(
  bytes: Uint8Array,
  secrets: readonly string[],
  sha256: string,
): Promise<Result<PackedFile, OpenAttachmentProblem>> {
  if ((await sha256Hex(bytes)) !== sha256) return failure("not-the-noted");
  const opened = await open(bytes, secrets);
  if (!opened.ok) return opened;
  const file = unpackFile(opened.value);
  return file === null ? failure("wrong-shape") : success(file);
}

/** The sealed bytes in pieces for travelling, in order. */
export function inPieces(bytes: Uint8Array, length: number = pieceLength): Bytes[] {
  const count = Math.max(1, Math.ceil(bytes.length / length));
  return Array.from({ length: count }, (_, n) => own(bytes.subarray(n * length, (n + 1) * length)));
}
