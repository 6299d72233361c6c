import type { Attached } from "@threshold/casework";
import { isAgeFile, sha256Hex } from "@threshold/sealing";
import type { Scope } from "../database/scope.ts";
import type { SealedPart } from "../entries/entries.store.ts";
import { type Refused, refused } from "../http/problems.ts";
import { dropPieces, putTogether } from "./pieces.store.ts";

const step = 64 * 1024;
const tag = 16;
const nonce = 16;

/**
 * The file that an `attached` entry names, from the pieces its author sent before: whole, sealed to the one key that it says, and as long
 * as it says. Its pieces are dropped.
 */
export async function takeFile(
  scope: Scope,
  envelope: Attached,
): Promise<{ readonly ok: true; readonly parts: readonly SealedPart[] } | Refused> {
  const upload = { entry: envelope.id, case: envelope.case, author: envelope.author };
  const note = envelope.parts.find((part) => part.name === "file");
  if (note === undefined) return refused("part-mismatch", "/envelope/parts");
  const bytes = await putTogether(scope, upload);
  if (bytes === null || (await sha256Hex(bytes)) !== note.sha256) return refused("file-incomplete");
  const header = isAgeFile(bytes);
  if (!header.ok) return refused("part-not-sealed", "/envelope/parts");
  if (header.value.recipients !== note.recipients.length) return refused("recipient-wrong", "/envelope/parts");
  const sealed = bytes.length - header.value.length;
  if (sealed !== nonce + envelope.size * (step + tag)) return refused("part-mismatch", "/envelope/size");
  await dropPieces(scope, upload);
  return { ok: true, parts: [{ name: "file", sha256: note.sha256, bytes }] };
}
