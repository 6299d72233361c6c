import type { OpeningPurpose, ReferredCase } from "@threshold/casework";
import type { PackedFile } from "@threshold/sealing/content";
import { readFile, sendFile } from "../attachments/files.ts";
import { opened } from "../referral/entry.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { addSealed, noteOf } from "../team/case-key.ts";
import { add, done, type Step, type Working } from "../team/step.ts";
import type { OpenCare } from "./care.ts";
import { record, type Said } from "./write.ts";

/** Entries of files that went already, where what names them did not: a second try sends nothing twice. Dropped with the file itself. */
const sent = new WeakMap<PackedFile, string>();

/** Seals a file to the case and adds it, then what names its entry. */
export async function recordWithFile(
  work: Working,
  open: OpenCare,
  file: PackedFile,
  said: (entry: string) => Said,
  at?: Date,
): Promise<Step<unknown>> {
  const before = sent.get(file);
  const entry =
    before === undefined ? await addSealed(work, (key) => sendFile(work, key, file, () => undefined)) : done(before);
  if (!entry.ok) return entry;
  sent.set(file, entry.value);
  return record(work, open, said(entry.value), at);
}

/** Records why a file is opened, and opens it. */
export async function reveal(work: Working, entry: string, purpose: OpeningPurpose): Promise<Step<PackedFile>> {
  const opening = await add(work, (frame, known, of) => opened(frame, known, of, purpose));
  return opening.ok ? readFile(work, entry, opening.value.id) : opening;
}

/** Files of a case with the hash of what is sealed, as their authors signed it. */
export function filesOf({ envelopes }: Pick<OpenCase, "envelopes">, { attachments }: ReferredCase) {
  return new Map(
    attachments.flatMap(({ entry, erased }) => {
      const note = noteOf(envelopes, entry, "file");
      return note === undefined ? [] : [[entry, { sha256: note.sha256, erased }] as const];
    }),
  );
}
