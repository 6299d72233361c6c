import { checkReference, type Envelope } from "@threshold/casework";
import type { Submission } from "@threshold/contract";
import { canonicalText, envelopeHash, fromBase64, isAgeFile, sha256Hex } from "@threshold/sealing";
import { verifyEnvelope } from "@threshold/sealing/signing";
import { type Refused, refused } from "../http/problems.ts";
import type { Author } from "./accept.ts";
import type { SealedPart } from "./entries.store.ts";

const mostBytes = 262_144;

/** A submission that is whole in itself: signed by its author, its parts sealed and exactly those it names. */
export interface Checked {
  readonly ok: true;
  readonly envelope: Envelope;
  /** Canonical JSON, as signed. */
  readonly text: string;
  readonly hash: string;
  readonly signature: string;
  readonly parts: readonly SealedPart[];
}

/** Everything that can be told without the database. */
export async function checkSubmission(submission: Submission, author: Author): Promise<Checked | Refused> {
  const { envelope, signature } = submission;
  if (envelope.kind === "referred") {
    const read = checkReference(envelope.reference);
    if (!read.ok || read.reference !== envelope.reference) return refused("reference-wrong", "/envelope/reference");
  }
  if (envelope.author !== author.actor.id) return refused("signature-wrong", "/envelope/author");
  if (!(await verifyEnvelope(envelope, signature, author.verifyKey))) return refused("signature-wrong", "/signature");
  const parts = await checkParts(submission);
  if (!parts.ok) return parts;
  const hash = await envelopeHash(envelope);
  return { ok: true, envelope, text: canonicalText(envelope), hash, signature, parts: parts.parts };
}

/** An attachment's bytes came apart, before: take-file.ts checks them. */
const apart = "file";

async function checkParts({ envelope, parts }: Submission): Promise<{ ok: true; parts: SealedPart[] } | Refused> {
  const names = (list: readonly { name: string }[]) =>
    list
      .map((one) => one.name)
      .sort()
      .join();
  const here = envelope.parts.filter((note) => note.name !== apart);
  if (names(here) !== names(parts) || new Set(parts.map((part) => part.name)).size !== parts.length) {
    return refused("part-mismatch", "/parts");
  }
  const read: SealedPart[] = [];
  for (const [at, part] of parts.entries()) {
    const note = envelope.parts.find((one) => one.name === part.name);
    const bytes = fromBase64(part.bytes);
    if (bytes === null || note === undefined) return refused("part-mismatch", `/parts/${at}/bytes`);
    if (bytes.length > mostBytes) return refused("too-large", `/parts/${at}/bytes`);
    const header = isAgeFile(bytes);
    if (!header.ok) return refused("part-not-sealed", `/parts/${at}/bytes`);
    if ((await sha256Hex(bytes)) !== note.sha256) return refused("part-mismatch", `/parts/${at}/bytes`);
    if (header.value.recipients !== note.recipients.length) return refused("recipient-wrong", `/parts/${at}/bytes`);
    read.push({ name: part.name, sha256: note.sha256, bytes: Buffer.from(bytes) });
  }
  return { ok: true, parts: read };
}
