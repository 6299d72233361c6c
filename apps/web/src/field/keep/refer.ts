import { makeReference, makeUuidV7 } from "@threshold/casework";
import { assess } from "@threshold/identification";
import { device } from "../enrolment/current.ts";
import { consentFor, country, list } from "../knowledge.ts";
import { notes, people } from "../notes/current.ts";
import { toInput } from "../notes/notes.ts";
import { inFront } from "../notes/people.ts";
import { agreedDay, justReferred, latest } from "../outbox/current.ts";
import type { Waiting } from "../outbox/database.ts";
import { placeOf } from "../people/group.ts";
import { settle } from "../people/settled.ts";
import { draft, organisations, receivers } from "../refer/current.ts";
import { covers, fitting } from "../refer/draft.ts";
import type { Making, Names } from "../refer/referral.ts";
import { shiftNow } from "../shift/current.ts";
import { dropOpened } from "./kept.ts";
import { keepNumbered } from "./numbered.ts";
import { refresh } from "./outbox.ts";
import { sealReferral } from "./seal.ts";
import { sendAll } from "./sender.ts";
import { deskKey } from "./trust.ts";

export type ReferOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: "ask-again" | "nobody" | "not-loaded" | "not-sealed" };

const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));

/**
 * Seals what was entered, keeps it, clears the form, and tries to send. Nothing readable is ever stored on this phone. Where it has no
 * room, the sealed referral stays in memory and is sent from there.
 */
export async function refer(): Promise<ReferOutcome> {
  const making = makingNow();
  if (making === null) return { ok: false, why: "nobody" };
  if (!covers(fitting(draft.value, making.assessment.treatAsChild), organisations.value))
    return { ok: false, why: "ask-again" };
  const outcome = await sealAndKeep(making);
  if (!outcome.ok) return outcome;
  if (!people.value.numbered) await dropOpened();
  const day = draft.value.followUp;
  agreedDay.value = day === null || latest.value === null ? null : { reference: latest.value, day };
  justReferred.value = saidOf(making, latest.value);
  settle(latest.value ?? "");
  await refresh();
  // The confirmation does not wait for the network: it shows "not sent yet" and turns into "sent" by itself.
  await Promise.race([sendAll(), new Promise((done) => setTimeout(done, 2500))]);
  return outcome;
}

function saidOf(
  { draft: { choice }, notes: { paper }, at }: Making,
  reference: string | null,
): typeof justReferred.value {
  if (reference === null || choice === null || choice === "no" || choice === "not-now" || choice === "none")
    return null;
  return { reference, basis: choice, at, paper: paper?.number ?? null };
}

async function sealAndKeep(making: Making): Promise<ReferOutcome> {
  const connected = device.value;
  const { first, fallback } = receivers.value;
  if (connected === null || first?.desk == null) return { ok: false, why: "nobody" };
  const desks = [first, ...(fallback?.desk == null ? [] : [fallback])].map(deskKey);
  if (!desks.every((key) => key !== null)) return { ok: false, why: "not-sealed" };
  const row = await keepNumbered(connected.id, async (seq): Promise<Waiting | "not-loaded" | "not-sealed"> => {
    const names: Names = {
      id: makeUuidV7(Date.now(), random),
      case: crypto.randomUUID(),
      reference: makeReference(random),
      seq,
    };
    const sealed = await sealReferral(making, names, [...new Set(desks)], connected.signingKey);
    if (sealed === "not-loaded") return "not-loaded";
    if (sealed === null) return "not-sealed";
    return {
      reference: names.reference,
      kind: "referred",
      case: names.case,
      referral: names.id,
      entry: names.id,
      submission: JSON.stringify(sealed),
      receiver: { name: first.name, phone: first.phone },
      fallback: fallback === null ? null : { name: fallback.name, phone: fallback.phone },
      answerWithin: sealed.envelope.kind === "referred" ? sealed.envelope.answerWithin : country.answerWithin.adult,
      triedAt: null,
      createdAt: making.at,
      refused: null,
      badge: making.badge ?? null,
    };
  });
  if (typeof row === "string") return { ok: false, why: row };
  latest.value = row.reference;
  return { ok: true };
}

function makingNow(): Making | null {
  const connected = device.value;
  const { first, fallback } = receivers.value;
  if (connected === null || first?.desk == null) return null;
  const { earlier, disagreement } = inFront(people.value);
  const badge = shiftNow()?.badge;
  const address = (service: typeof first) => ({ organisation: service.organisation.id, desk: service.desk?.id ?? "" });
  return {
    notes: notes.value,
    draft: draft.value,
    assessment: assess(list, toInput(notes.value)),
    about: { earlier, disagreement, person: placeOf(people.value) },
    listVersion: list.version,
    consentVersion: consentFor(draft.value.prevention !== null).version,
    answerWithin: country.answerWithin,
    sender: { organisation: connected.organisation.id, desk: connected.desk.id },
    receiver: address(first),
    fallback: fallback === null ? null : address(fallback),
    author: connected.id,
    ...(badge === undefined ? {} : { badge }),
    at: `${new Date().toISOString().slice(0, 19)}Z`,
  };
}
