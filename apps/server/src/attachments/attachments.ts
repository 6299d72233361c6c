import { type Actor, type Attached, mayRead, mayWrite, type Permission, type ReferredCase } from "@threshold/casework";
import { fromBase64 } from "@threshold/sealing";
import { mostPieces, pieceLength } from "@threshold/sealing/content";
import type { Scope } from "../database/scope.ts";
import { stateOf } from "../entries/state.ts";
import { type Refused, refused } from "../http/problems.ts";
import { keepNewest, keepPiece, pieceOf, piecesHere, type Upload } from "./pieces.store.ts";

/** So many files of one member may be unfinished; where there are more, the oldest is forgotten. */
const mostOnTheWay = 3;

/** Whoever could write the entry that names the file now may send its pieces: the policy is asked about that entry. */
function mayAttach(actor: Actor, state: ReferredCase, entry: string, now: number): Permission {
  const seq = Math.max(0, ...state.timeline.map((item) => (item.by === actor.id ? (item.seq ?? 0) : 0))) + 1;
  const recipients = state.key === null ? [] : [state.key.recipient];
  const envelope: Attached = {
    ...{
      v: 1,
      kind: "attached",
      id: entry,
      case: state.case,
      parents: [state.referral],
      author: actor.id,
      seq,
      size: 1,
    },
    ...{ at: `${new Date(now).toISOString().slice(0, 19)}Z`, sender: state.answeredBy?.desk ?? state.receiver },
    parts: [{ name: "file", sha256: "0".repeat(64), recipients }],
  };
  return mayWrite(envelope, actor, state, now);
}

/** Takes a piece of a sealed file before its entry: each but the last has one length, so that nothing hides between. */
export async function takePiece(
  scope: Scope,
  actor: Actor,
  upload: Upload,
  piece: { readonly n: number; readonly bytes: string; readonly now: Date },
): Promise<{ readonly ok: true; readonly have: readonly number[] } | Refused> {
  const { n, now } = piece;
  const bytes = fromBase64(piece.bytes);
  if (bytes === null || bytes.length === 0) return refused("bad-request", "/bytes");
  if (n >= mostPieces || bytes.length > pieceLength) return refused("too-large", "/bytes");
  const state = await stateOf(scope, upload.case);
  if (state.status === "no-referral") return refused("not-found");
  const may = mayAttach(actor, state, upload.entry, now.getTime());
  // Whoever may not add learns no more than that; whoever may, what is in the way.
  if (!may.ok) return refused(may.why === "entry-differs" || may.why === "no-key" ? may.why : "not-found");
  await keepNewest(scope, upload, mostOnTheWay - 1);
  await keepPiece(scope, upload, { n, organisation: actor.organisation ?? "", bytes: Buffer.from(bytes), at: now });
  return { ok: true, have: await piecesHere(scope, upload) };
}

/** Hands out a piece of a sealed file, with the purpose that the policy asks for. */
export async function readPiece(
  scope: Scope,
  actor: Actor,
  file: { readonly case: string; readonly entry: string; readonly n: number; readonly opening: string | undefined },
  now: number,
): Promise<{ readonly ok: true; readonly bytes: string; readonly of: number } | Refused> {
  const state = await stateOf(scope, file.case);
  const { opening } = file;
  const allowed = mayRead("file", actor, opening === undefined ? { state } : { state, opening }, now);
  if (!allowed.ok) return refused(allowed.why);
  if (state.status === "no-referral") return refused("not-found");
  if (!state.attachments.some((one) => one.entry === file.entry && !one.erased)) return refused("not-found");
  const found = await pieceOf(scope, file.entry, file.n, pieceLength);
  return found === null ? refused("not-found") : { ok: true, bytes: found.bytes.toString("base64"), of: found.of };
}
