import { makeUuidV7 } from "@threshold/casework";
import type { Submission } from "@threshold/contract";
import { device } from "../enrolment/current.ts";
import { sent } from "../outbox/current.ts";
import type { SentRow, Waiting } from "../outbox/database.ts";
import { buildWithdrawal, mayHaveArrived } from "../outbox/withdrawal.ts";
import { shiftNow } from "../shift/current.ts";
import { alone } from "./locks.ts";
import { keepNumbered } from "./numbered.ts";
import { current, drop, refresh } from "./outbox.ts";
import { sendAll } from "./sender.ts";

export type StopOutcome = "deleted" | "was-sent" | "failed";
export type WithdrawOutcome = "kept" | "failed";

type Pointer = Pick<Waiting, "reference" | "case" | "referral" | "receiver" | "fallback" | "triedAt">;

/**
 * The person changed her mind before it was sent: the sealed text is deleted while no tab is sending. One that was tried may have
 * arrived with its answer lost, so a taking back takes its place; where there was nothing to take back, that goes too.
 */
export async function doNotSend(row: Waiting): Promise<StopOutcome> {
  const outcome = await alone("notes-sender", true, () => stop(row)).catch(() => null);
  await refresh();
  void sendAll();
  return outcome ?? "failed";
}

async function stop(row: Waiting): Promise<StopOutcome> {
  const here = await current(row);
  if (here === undefined) {
    await refresh();
    return sent.value.some((other) => other.reference === row.reference) ? "was-sent" : "deleted";
  }
  // What cannot be signed here must not keep the sealed text from being deleted.
  if (mayHaveArrived(here)) await keepWithdrawal(here).catch(() => null);
  await drop(here);
  return "deleted";
}

/** The person changed her mind after it was sent. Works without a network too: it waits like a referral. */
export async function withdraw({ reference, ids, receiver, fallback }: SentRow): Promise<WithdrawOutcome> {
  if (ids === null) return "failed";
  const kept = await keepWithdrawal({ reference, ...ids, receiver, fallback, triedAt: null }).catch(() => null);
  if (kept === null) return "failed";
  await refresh();
  void sendAll();
  return "kept";
}

/** Signs the taking back and keeps it; null where this phone cannot sign. */
async function keepWithdrawal({
  reference,
  referral,
  receiver,
  fallback,
  triedAt,
  ...of
}: Pointer): Promise<Waiting | null> {
  const connected = device.value;
  const signing = await import("@threshold/sealing/signing").catch(() => null);
  if (connected === null || signing === null) return null;
  return keepNumbered<never>(connected.id, async (seq) => {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const envelope = buildWithdrawal({
      id: makeUuidV7(Date.now(), (n) => crypto.getRandomValues(new Uint8Array(n))),
      case: of.case,
      referral,
      author: connected.id,
      seq,
      at,
      sender: { organisation: connected.organisation.id, desk: connected.desk.id },
    });
    const signature = await signing.signEnvelope(envelope, connected.signingKey);
    // The contract's type is the same shape, only not marked read-only.
    const submission: Submission = { envelope: envelope as unknown as Submission["envelope"], signature, parts: [] };
    return {
      reference,
      kind: "withdrawn",
      case: of.case,
      referral,
      entry: envelope.id,
      submission: JSON.stringify(submission),
      receiver,
      fallback,
      answerWithin: 0,
      triedAt,
      createdAt: at,
      refused: null,
      badge: shiftNow()?.badge ?? null,
    };
  });
}
