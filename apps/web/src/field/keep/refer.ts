import { makeReference, makeUuidV7 } from "@threshold/casework";
import type { Submission } from "@threshold/contract";
import { assess } from "@threshold/identification";
import { device } from "../enrolment/current.ts";
import { consentText, country, list } from "../knowledge.ts";
import { forgetNotes, notes } from "../notes/current.ts";
import { toInput } from "../notes/notes.ts";
import { latest, unstored, waiting } from "../outbox/current.ts";
import type { Waiting } from "../outbox/database.ts";
import { draft, forgetDraft, organisations, receivers } from "../refer/current.ts";
import { covers, fitting } from "../refer/draft.ts";
import type { Making, Names } from "../refer/referral.ts";
import { alone } from "./locks.ts";
import { keep, lastSeq, refresh } from "./outbox.ts";
import { sealReferral } from "./seal.ts";
import { sendAll } from "./sender.ts";

export type ReferOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: "ask-again" | "nobody" | "not-loaded" | "not-sealed" };

const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
/** Numbers used by referrals that the phone had no room for: the next one must not take them again. */
let usedHere = 0;

/**
 * Seals what was entered, keeps it, clears the form, and tries to send. From the sealing on nothing readable is left on
 * this phone. Where the phone has no room, the sealed referral stays in memory and is sent from there.
 */
export async function refer(): Promise<ReferOutcome> {
  const making = makingNow();
  if (making === null) return { ok: false, why: "nobody" };
  if (!covers(fitting(draft.value, making.assessment.treatAsChild), organisations.value))
    return { ok: false, why: "ask-again" };
  const outcome = await alone("notes-seq", true, () => sealAndKeep(making));
  if (outcome === null || !outcome.ok) return outcome ?? { ok: false, why: "not-sealed" };
  forgetNotes(true);
  forgetDraft();
  await refresh().catch(() => {
    waiting.value = [...unstored.value];
  });
  // The confirmation does not wait for the network: it shows "not sent yet" and turns into "sent" by itself.
  await Promise.race([sendAll(), new Promise((done) => setTimeout(done, 2500))]);
  return outcome;
}

async function sealAndKeep(making: Making): Promise<ReferOutcome> {
  const connected = device.value;
  const { first, fallback } = receivers.value;
  if (connected === null || first?.desk == null) return { ok: false, why: "nobody" };
  const desks = [first.desk.recipient, ...(fallback?.desk == null ? [] : [fallback.desk.recipient])];
  let seq = Math.max(await lastSeq(connected.id).catch(() => 0), usedHere) + 1;
  for (;;) {
    const names: Names = {
      id: makeUuidV7(Date.now(), random),
      case: crypto.randomUUID(),
      reference: makeReference(random),
      seq,
    };
    const sealed: Submission | null | "not-loaded" = await sealReferral(
      making,
      names,
      [...new Set(desks)],
      connected.signingKey,
    );
    if (sealed === "not-loaded") return { ok: false, why: "not-loaded" };
    if (sealed === null) return { ok: false, why: "not-sealed" };
    const row: Waiting = {
      reference: names.reference,
      entry: names.id,
      submission: JSON.stringify(sealed),
      receiver: { name: first.name, phone: first.phone },
      fallback: fallback === null ? null : { name: fallback.name, phone: fallback.phone },
      answerWithin: sealed.envelope.kind === "referred" ? sealed.envelope.answerWithin : country.answerWithin.adult,
      createdAt: making.at,
      refused: null,
    };
    usedHere = seq;
    latest.value = row.reference;
    try {
      if (await keep(row, connected.id, seq)) return { ok: true };
      seq = (await lastSeq(connected.id)) + 1; // Another tab without Web Locks took the number: seal again with the next.
    } catch {
      unstored.value = [row, ...unstored.value];
      return { ok: true };
    }
  }
}

function makingNow(): Making | null {
  const connected = device.value;
  const { first, fallback } = receivers.value;
  if (connected === null || first?.desk == null) return null;
  const address = (service: typeof first) => ({ organisation: service.organisation.id, desk: service.desk?.id ?? "" });
  return {
    notes: notes.value,
    draft: draft.value,
    assessment: assess(list, toInput(notes.value)),
    listVersion: list.version,
    consentVersion: consentText.version,
    answerWithin: country.answerWithin,
    sender: { organisation: connected.organisation.id, desk: connected.desk.id },
    receiver: address(first),
    fallback: fallback === null ? null : address(fallback),
    author: connected.id,
    at: `${new Date().toISOString().slice(0, 19)}Z`,
  };
}
