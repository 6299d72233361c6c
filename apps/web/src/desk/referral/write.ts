import { type Envelope, makeUuidV7, type PartNote } from "@threshold/casework";
import type { MemberSession, Receipt, Submission } from "@threshold/contract";
import { type Answered, call } from "../../shared/api.ts";
import { type SealedText, sign } from "../keys.ts";
import { current } from "../session.ts";
import type { Frame } from "./entry.ts";

const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));

/** A new id of an entry, by this computer's clock. */
export const newId = (): string => makeUuidV7(Date.now(), random);

/** The next number of this member's own sequence; null where it must be asked for first. */
let next: { readonly member: string; readonly seq: number } | null = null;

async function nextSeq(): Promise<Answered<number>> {
  const session = current();
  if (next?.member === session.member.id) return { ok: true, value: next.seq, status: 200 };
  const answer = await call<MemberSession>("/session");
  return answer.ok ? { ...answer, value: answer.value.nextSeq } : answer;
}

/** Ids of what this page has written. */
const here = new Set<string>();
export const writtenHere = (id: string): boolean => here.has(id);

export interface Writing {
  /** Id of the desk that writes. */
  readonly desk: string;
  /** Id of the entry, where something was sent under it before. */
  readonly id?: string;
  readonly parts?: readonly SealedText[];
  readonly make: (frame: Frame) => Envelope;
}

/**
 * Signs an entry and sends it. The same bytes go out again once where no answer came, so that nothing is written twice; a
 * number already used is asked for anew, once.
 */
export async function write(
  writing: Writing,
): Promise<Answered<{ readonly receipt: Receipt; readonly envelope: Envelope }>> {
  const first = await attempt(writing);
  if (first.ok || first.problem !== "seq-taken") return first;
  return attempt(writing);
}

async function attempt({
  desk,
  id,
  parts = [],
  make,
}: Writing): Promise<Answered<{ readonly receipt: Receipt; readonly envelope: Envelope }>> {
  const { member, organisation } = current();
  const seq = await nextSeq();
  if (!seq.ok) return seq;
  const notes: PartNote[] = parts.map(({ note }) => note);
  const now = new Date();
  const envelope = make({
    id: id ?? newId(),
    author: member.id,
    seq: seq.value,
    now,
    desk: { organisation: organisation.id, desk },
    parts: notes,
  });
  const body: Submission = {
    // The contract's type has mutable lists; the content is the same.
    envelope: envelope as Submission["envelope"],
    signature: await sign(envelope),
    // An attachment's bytes went before, in pieces.
    parts: parts.flatMap(({ note, bytes }) => (note.name === "file" ? [] : [{ name: note.name, bytes }])),
  };
  here.add(envelope.id);
  const send = () => call<Receipt>("/entries", { method: "POST", body });
  let answer = await send();
  if (!answer.ok && answer.problem === "no-network") answer = await send();
  next = answer.ok ? { member: member.id, seq: seq.value + 1 } : null;
  return answer.ok ? { ...answer, value: { receipt: answer.value, envelope } } : answer;
}
