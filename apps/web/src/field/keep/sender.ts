import { dueAt } from "@threshold/casework";
import type { Receipt, Sent, Submission } from "@threshold/contract";
import { type Answered, call } from "../../shared/api.ts";
import { device } from "../enrolment/current.ts";
import { sent, unstored } from "../outbox/current.ts";
import { database, type SentRow, type Waiting } from "../outbox/database.ts";
import { lookAgain, pause } from "../outbox/pauses.ts";
import { verdict } from "../outbox/verdict.ts";
import { alone } from "./locks.ts";
import { drop, markRefused, markTried, moveToSent, moveToWithdrawn, refresh, updateSent } from "./outbox.ts";

let failures = 0;
let retryAfter: number | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Tries everything that waits, once, in order; what fails is tried again after a pause for as long as the app is open, and at its next
 * opening. Nothing is dropped after some number of tries, and no background sync is needed (not every browser has it).
 */
export async function sendAll(): Promise<void> {
  const ran = await alone("notes-sender", false, sendEach).catch(() => {
    failures += 1;
  });
  await refresh();
  const left = await anyLeft();
  clearTimeout(timer);
  if (!left) return;
  timer = setTimeout(() => void sendAll(), ran === null ? lookAgain : pause(failures, retryAfter, Math.random()));
}

async function sendEach(): Promise<void> {
  const connected = device.value;
  if (connected === null) return;
  retryAfter = null;
  for (const row of await rowsToTry()) {
    // A phone too full to write it down sends nevertheless: help comes first.
    if (row.kind === "referred" && !(await markTried(row, new Date().toISOString()).catch(() => true))) continue;
    const body = JSON.parse(row.submission) as Submission;
    const answered = await call<Receipt | null>("/device/entries", { method: "POST", body, token: connected.token });
    const outcome = verdict(answered, row, Date.now());
    if (outcome === "arrived") {
      failures = 0;
      if (row.kind === "withdrawn") await moveToWithdrawn(row, timeIn(answered));
      else await moveToSent(sentRow(row, timeIn(answered)), { entry: row.entry, ...body.envelope });
    } else if (outcome === "needless") {
      await drop(row);
    } else if (outcome === "refused" && !answered.ok) {
      await markRefused(row, answered.problem);
    } else if (outcome === "again") {
      failures += 1;
      if (!answered.ok) retryAfter = answered.retryAfter;
      return; // The network or the server is away: the rest would only wait for the same silence.
    }
  }
}

function timeIn(answered: Answered<Receipt | null>): string {
  return answered.ok && answered.value !== null ? answered.value.at : new Date().toISOString();
}

function sentRow(row: Waiting, at: string): SentRow {
  const { reference, receiver, fallback, answerWithin } = row;
  const ids = { case: row.case, referral: row.referral };
  return {
    reference,
    ids,
    receiver,
    fallback,
    due: dueAt(at, answerWithin),
    status: "waiting",
    sentAt: at,
    badge: row.badge ?? null,
  };
}

async function rowsToTry(): Promise<Waiting[]> {
  const stored = await database()
    .then((db) => db.getAll("outbox"))
    .catch((): Waiting[] => []);
  return [...unstored.value, ...stored]
    .filter((row) => row.refused === null)
    .sort((a, b) => a.entry.localeCompare(b.entry));
}

async function anyLeft(): Promise<boolean> {
  return device.value !== null && (await rowsToTry()).length > 0;
}

/** Asks how the sent ones stand. Without a network the last known answer stays. */
export async function askHowTheyStand(): Promise<void> {
  const connected = device.value;
  if (connected === null || sent.value.length === 0) return;
  const answered = await call<Sent>("/device/referrals", { token: connected.token });
  if (!answered.ok) return;
  await updateSent(
    answered.value.lines.map(({ reference, status, due, left }) => ({ reference, status, due, left: left === true })),
  );
  await refresh();
}
