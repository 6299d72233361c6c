import type { Arrived, PieceOf } from "@threshold/contract";
import type { PackedFile } from "@threshold/sealing/content";
import { type Answered, call } from "../../shared/api.ts";
import { openFile } from "../keys.ts";
import { newId } from "../referral/write.ts";
import { noteOf } from "../team/case-key.ts";
import { attached } from "../team/entries.ts";
import { add, done, type Step, stepOf, stopped, unopenable, type Working } from "../team/step.ts";

/** Seconds between two tries where the line broke. */
const pauses = [1, 3, 8];

/**
 * Seals a file to the case's key and sends it: its pieces first, then the entry that names it.
 * @param say is told how much has gone, 0 to 1
 * @param anew where it is a file of the case, sealed anew: id of the entry to come, and the entry whose place it takes
 * @returns the entry's id
 */
export async function sendFile(
  work: Working,
  recipient: string,
  file: PackedFile,
  say: (part: number) => void,
  anew: { readonly id: string; readonly replaces?: string } = { id: newId() },
): Promise<Step<string>> {
  const { inPieces, sealAttachment } = await import("@threshold/sealing/content");
  const sealed = await sealAttachment(file, [recipient]);
  if (!sealed.ok) throw new Error(`a file could not be sealed: ${sealed.why}`);
  const { part, size } = sealed.value;
  const { id, replaces } = anew;
  const sent = await sendPieces(`/cases/${work.referral.case}/files/${id}`, inPieces(part.bytes), say);
  if (!sent.ok) return stepOf(sent);
  const entry = await add(
    work,
    (frame, known, of) => attached(frame, known, of, replaces === undefined ? { size } : { size, replaces }),
    {
      id,
      parts: [{ note: part.note, bytes: "" }],
    },
  );
  return entry.ok ? done(id) : entry;
}

/** Sends what the server does not have yet; after a broken line it asks what arrived, so that nothing goes twice. */
async function sendPieces(
  path: string,
  pieces: readonly Uint8Array[],
  say: (part: number) => void,
): Promise<Answered<null>> {
  const { toBase64 } = await import("@threshold/sealing");
  const gone = new Set<number>();
  for (let tries = 0; ; tries += 1) {
    const answer = await round();
    if (answer.ok || answer.problem !== "no-network" || tries >= pauses.length) return answer;
    await new Promise((resolve) => setTimeout(resolve, (pauses[tries] ?? 0) * 1000));
    const have = await call<Arrived>(path);
    if (have.ok) for (const n of have.value.have) gone.add(n);
  }
  async function round(): Promise<Answered<null>> {
    for (const [n, piece] of pieces.entries()) {
      if (gone.has(n)) continue;
      const answer = await call<Arrived>(`${path}/${n}`, {
        method: "PUT",
        body: { bytes: toBase64(piece) },
        patience: 60_000,
      });
      if (!answer.ok) return answer;
      gone.add(n);
      say(gone.size / pieces.length);
    }
    return { ok: true, value: null, status: 200 };
  }
}

/** Gets a file's pieces and opens it, where it is the one its author signed for. @param opening the recorded purpose */
export async function readFile(
  { referral, envelopes }: Working,
  entry: string,
  opening: string,
): Promise<Step<PackedFile>> {
  const [{ fromBase64 }, { mostPieces }] = await Promise.all([
    import("@threshold/sealing"),
    import("@threshold/sealing/content"),
  ]);
  const note = noteOf(envelopes, entry, "file");
  if (note === undefined) return stopped("unreadable");
  const parts: Uint8Array[] = [];
  for (let n = 0, of = 1; n < of; n += 1) {
    const answer = stepOf(
      await call<PieceOf>(`/cases/${referral.case}/files/${entry}/${n}?opening=${opening}`, { patience: 60_000 }),
    );
    if (!answer.ok) return answer;
    of = answer.value.of;
    if (of > mostPieces) return stopped("unreadable");
    const bytes = fromBase64(answer.value.bytes);
    if (bytes === null) return stopped("unreadable");
    parts.push(bytes);
  }
  const whole = new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  const file = await openFile(whole, note.sha256);
  return file.ok ? done(file.value) : unopenable(file.why);
}
