import {
  type BasisCode,
  type Card,
  type ConsentRecord,
  type DeskAddress,
  type DisclosurePurpose,
  makeReference,
  type Referred,
  type ReferredCase,
  type Story,
  type Urgency,
} from "@threshold/casework";
import { type CaseRecord, type Lacking, lackingFor, sharingWith } from "@threshold/casework/care";
import type { CaseFile } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { type OpenCare, openCare } from "../care/care.ts";
import { record, type Said } from "../care/write.ts";
import { markersOf, type SealedText } from "../keys.ts";
import { ownDesks } from "../referral/banner.tsx";
import { instant } from "../referral/entry.ts";
import { type OpenCase, openCase } from "../referral/open-case.ts";
import { newId, write } from "../referral/write.ts";
import { type Stopped, stepOf, stopped, workOn } from "../team/step.ts";
import { deskKey, loadTrust } from "../trust/trust.ts";
import { answerWithin } from "./country.ts";
import { onwardCase } from "./origin.ts";
import { cardWith, storyParts, storyWith } from "./parts.ts";

/** What somebody wants to pass on, as the form has it. */
export interface Draft {
  readonly receiver: DeskAddress;
  readonly fallback: DeskAddress | null;
  readonly basis: BasisCode;
  readonly purpose: DisclosurePurpose;
  readonly urgency: Urgency;
  readonly words: string;
  readonly told: string;
  /** Parts of card and story, by id. */
  readonly chosen: readonly string[];
  readonly card: Card;
  readonly story: Story | null;
  readonly reach: string;
}

/** A referral that is sealed, and stands in the case's records: what is left to do is to send it. */
export interface Sealed {
  readonly entry: string;
  readonly desk: string;
  readonly parts: readonly SealedText[];
  readonly made: Omit<Referred, "id" | "author" | "seq" | "at" | "sender" | "parts">;
  readonly said: Said;
}
/**
 * - `lacking`: there is no ground for it, or none any more
 * - `not-sealed`: a desk's key is not covered by the signed directory
 * - `stopped`: something on the way failed
 */
export type Outcome =
  | { readonly ok: true; readonly value: Sealed }
  | { readonly ok: false; readonly why: "lacking"; readonly lacking: readonly Lacking[] }
  | { readonly ok: false; readonly why: "not-sealed" }
  | { readonly ok: false; readonly why: "stopped"; readonly stopped: Stopped };

const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const failed = (why: Stopped): Outcome => ({ ok: false, why: "stopped", stopped: why });

/**
 * Looks once more whether there is a ground, by the case as it is at this moment; seals; and writes into the case's records that it is passed
 * on. It has not left then: `sendSealed` does that. What was written down and never left is put right; what left and was not written down
 * could not be taken back.
 */
export async function sealOnward(first: string, desk: string, draft: Draft): Promise<Outcome> {
  const trouble = await loadTrust();
  if (trouble !== null) return failed(trouble);
  const desks = [draft.receiver, ...(draft.fallback === null ? [] : [draft.fallback])];
  const keys = desks.map(deskKey);
  if (!keys.every((key) => key !== null)) return { ok: false, why: "not-sealed" };
  const now = await fresh(first);
  if (!now.ok) return failed(now.why);
  const { open, state } = now.value;
  const care = await openCare(open, state);
  const { basis, purpose, words, told } = draft;
  const lacking = lackingFor(care.care.sharing, care.today, { desks, basis, purpose, child: state.child, words, told });
  if (lacking.length > 0) return { ok: false, why: "lacking", lacking };
  const work = workOn(open, desk);
  if (work === null) return failed("closed");

  const parts = await seal(draft, consentOf(care, draft, desks), [...new Set(keys)].sort());
  const id = await onwardCase(await markersOf(desk), state.case, care.care.passed.size);
  const reference = makeReference(random);
  const said = passedRecord(draft, { case: id, reference });
  const step = await record(work, care, said);
  if (!step.ok) return failed(step.why);
  const made = envelopeOf(draft, state, { case: id, reference }, desks);
  return { ok: true, value: { entry: newId(), desk, parts, made, said } };
}

/** Sends what was sealed. Where an answer got lost before, it may be there already: then it is. */
export async function sendSealed({ entry, desk, parts, made }: Sealed): Promise<Stopped | null> {
  const before = await call<CaseFile>(`/cases/${made.case}`);
  if (before.ok) return null;
  const step = stepOf(
    await write({
      desk,
      id: entry,
      parts,
      make: (frame): Referred => ({
        ...{ id: frame.id, author: frame.author, seq: frame.seq, at: instant(frame.now), sender: frame.desk },
        ...made,
        parts: frame.parts,
      }),
    }),
  );
  return step.ok ? null : step.why;
}

/** The case as the server has it now. */
async function fresh(id: string) {
  const step = stepOf(await call<CaseFile>(`/cases/${id}`));
  if (!step.ok) return step;
  const open: OpenCase = await openCase(step.value, id, ownDesks());
  const { state } = open;
  return state.status === "accepted" ? ({ ok: true, value: { open, state } } as const) : stopped("closed");
}

async function seal(draft: Draft, consent: ConsentRecord | null, recipients: readonly string[]): Promise<SealedText[]> {
  const { sealCard, sealStory, toBase64 } = await import("@threshold/sealing");
  const basisNote = [draft.words.trim(), draft.told.trim()].filter((one) => one !== "").join("\n");
  const { chosen, story, reach } = draft;
  const sealed = [
    await sealCard(cardWith(draft.card, chosen), recipients),
    await sealStory(storyWith({ story, chosen, consent, basisNote, reach }), recipients),
  ];
  return sealed.map((one) => {
    if (!one.ok) throw new Error(`what is passed on could not be sealed: ${one.why}`);
    return { note: one.value.note, bytes: toBase64(one.value.bytes) };
  });
}

/** The person's yes as the receiver reads it. */
function consentOf({ care }: OpenCare, draft: Draft, desks: readonly DeskAddress[]): ConsentRecord | null {
  if (draft.basis !== "consent") return null;
  const yes = sharingWith(care.sharing, draft.receiver)?.now.record;
  if (yes === undefined) return null;
  const { text, language, interpreter, how, at } = yes;
  const recipients = desks.map((desk) => desk.desk);
  return { text, language, interpreter, given: how, recipients, purpose: draft.purpose, at };
}

const known = (words: string) => (words.trim() === "" ? null : ({ known: true, value: words.trim() } as const));

function passedRecord(
  { receiver, fallback, purpose, basis, words, told, chosen, story }: Draft,
  of: { readonly case: string; readonly reference: string },
): Extract<Said, { topic: "passed" }> {
  const free = basis !== "consent";
  return {
    ...{ topic: "passed", passed: crypto.randomUUID(), how: "sent", ...of, desk: receiver, fallback, to: null },
    ...{ purpose, basis, words: free ? known(words) : null, told: free ? known(told) : null, state: "stands" },
    what: chosen.filter((part) => story !== null || !storyParts.some((one) => one === part)),
  };
}
function envelopeOf(
  { receiver, fallback, purpose, basis, urgency }: Draft,
  { child }: ReferredCase,
  of: { readonly case: string; readonly reference: string },
  desks: readonly DeskAddress[],
): Sealed["made"] {
  return {
    ...{ v: 1, kind: "referred", ...of, parents: [], receiver, fallback, urgency, child },
    answerWithin: answerWithin(child, urgency),
    basis: { code: basis, purpose, recipients: [...new Set(desks.map((desk) => desk.desk))].sort() },
  };
}

/** What was written down as passed on, said anew: it never left, or those who had it were told. */
export const nowSaid = (
  passed: Extract<CaseRecord, { topic: "passed" }>,
  state: "taken-back" | "not-sent",
): Extract<Said, { topic: "passed" }> => {
  const { v: _, at: __, ...rest } = passed;
  return { ...rest, state };
};
