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

/** A file as a record names it, and as it is there now. */
export interface CaseFileNote {
  /** Entry that has its bytes: another one where the case has had a new key since. */
  readonly entry: string;
  /** Of what was sealed first, as its author signed it. */
  readonly sha256: string;
  /** Of what is there now; null where that is the first. */
  readonly now: string | null;
  readonly erased: boolean;
}

/** Files of a case, by each entry that ever brought them. */
export function filesOf(
  { envelopes }: Pick<OpenCase, "envelopes">,
  { attachments }: ReferredCase,
): ReadonlyMap<string, CaseFileNote> {
  const next = new Map(attachments.flatMap((one) => (one.replaces === null ? [] : [[one.replaces, one] as const])));
  const hashOf = (entry: string) => noteOf(envelopes, entry, "file")?.sha256;
  return new Map(
    attachments.flatMap((first) => {
      let last = first;
      for (let one = next.get(first.entry); one !== undefined; one = next.get(one.entry)) last = one;
      const sha256 = hashOf(first.entry);
      const now = last === first ? null : hashOf(last.entry);
      if (sha256 === undefined || now === undefined) return [];
      return [[first.entry, { entry: last.entry, sha256, now, erased: last.erased }] as const];
    }),
  );
}
