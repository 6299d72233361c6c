import { type CaseState, type Envelope, inTeam, type PartName, type PartNote } from "@threshold/casework";
import type { CaseFile } from "@threshold/contract";
import { holdCase, holds, holdsCase } from "../keys.ts";
import { keyCameFor } from "../people/late-keys.ts";
import { loadPeople, people } from "../people/state.ts";
import { current } from "../session.ts";
import { deskKey, loadTrust } from "../trust/trust.ts";
import { candidates } from "./colleagues.ts";
import { keyed } from "./entries.ts";
import { actor } from "./may.ts";
import { nextKeyFor } from "./next-key.ts";
import { add, done, type Step, stopped, type Working } from "./step.ts";

/** Opens the keys of a case that came with it, each only as the signed entry names it. What cannot be opened is for others. */
export async function holdCaseKeys(file: CaseFile, state: CaseState, envelopes: readonly Envelope[]): Promise<void> {
  if (state.status === "no-referral") return;
  for (const { entry, recipient } of state.keys) {
    for (const part of file.parts) {
      if (part.entry !== entry || (part.name !== "key" && part.name !== "glass")) continue;
      const note = noteOf(envelopes, entry, part.name);
      if (note === undefined) continue;
      const named = { recipient, sha256: note.sha256 };
      if (!(await holdCase(part.bytes, named)) && (await keyCameFor(note.recipients)))
        await holdCase(part.bytes, named);
    }
  }
}

/** What a signed entry says of one of its parts. */
export const noteOf = (envelopes: readonly Envelope[], entry: string, name: PartName): PartNote | undefined =>
  envelopes.find((one) => one.id === entry)?.parts.find((part) => part.name === name);

/** A colleague's key as her organisation signed it. */
export interface TeamMember {
  readonly id: string;
  readonly recipient: string;
}

/** Makes the next key of a case and writes it: for the whole desk, or for a team. @returns its recipient */
export async function setKey(work: Working, team: readonly TeamMember[] | null): Promise<Step<string>> {
  // Asked anew: a desk that changed its key today must not be sealed to by the old one.
  const trouble = await loadTrust();
  if (trouble !== null) return stopped(trouble);
  const desk = deskKey({ organisation: current().organisation.id, desk: work.desk });
  if (desk === null) return stopped("uncovered");
  // A key that a colleague made for the desk a moment ago: without it she could not read what she adds.
  if (team === null && !holds(desk)) await (await import("../people/changes.ts")).takeNewKeys();
  if (team === null && !holds(desk)) return stopped("closed");
  const { makeCaseKey } = await import("@threshold/sealing/content");
  const made = await makeCaseKey(desk, team === null ? null : team.map((one) => one.recipient));
  if (!made.ok) throw new Error(`a case's key could not be sealed: ${made.why}`);
  const { toBase64 } = await import("@threshold/sealing");
  const { recipient } = made.value;
  const parts = made.value.parts.map(({ note, bytes }) => ({ note, bytes: toBase64(bytes) }));
  const version = (work.state.key?.version ?? 0) + 1;
  const members = team === null ? null : team.map((one) => one.id).sort();
  const entry = await add(work, (frame, known, of) => keyed(frame, known, of, { recipient, version, team: members }), {
    parts,
  });
  if (!entry.ok) return entry;
  const sealedTo = [...new Set(parts.flatMap(({ note }) => note.recipients))].sort();
  const { id, author: by, sender } = entry.value;
  const next = { entry: id, by, desk: sender, recipient, version, team: members, sealedTo };
  work.state = { ...work.state, key: next, keys: [...work.state.keys, next] };
  const [key] = parts;
  if (key !== undefined) await holdCase(key.bytes, { recipient, sha256: key.note.sha256 });
  return done(recipient);
}

/** The key to seal to: the one in force; or a new one where there is none yet, or where somebody who left holds it. */
async function keyToSealTo(work: Working): Promise<Step<string>> {
  const { key } = work.state;
  if (key === null) return setKey(work, null);
  if (!holdsCase(key.recipient)) return stopped("closed");
  // Whoever broke the glass adds for some hours, and does not change who works on the case.
  if (!inTeam(actor(), work.state)) return done(key.recipient);
  const trouble = (await loadTrust()) ?? (key.team === null ? null : await loadPeople());
  if (trouble !== null) return stopped(trouble);
  const desk = deskKey({ organisation: current().organisation.id, desk: work.desk });
  if (desk === null) return stopped("uncovered");
  const here = key.team === null ? [] : await candidates(people.peek()?.members ?? [], work.desk);
  const next = nextKeyFor(key, desk, here);
  if (next === null) return done(key.recipient);
  if (next.team?.every((one) => one.id !== current().member.id)) return stopped("closed");
  return setKey(work, next.team);
}

/**
 * Seals something to the case and adds it. Where somebody left at this very moment, the server says that the key is of before: then it is
 * sealed once more, to a new one.
 */
export async function addSealed<T>(work: Working, make: (recipient: string) => Promise<Step<T>>): Promise<Step<T>> {
  for (let tries = 0; ; tries += 1) {
    const key = await keyToSealTo(work);
    if (!key.ok) return key;
    const step = await make(key.value);
    const outdated = !step.ok && typeof step.why !== "string" && step.why.problem === "key-old";
    if (!outdated || tries > 0) return step;
  }
}
