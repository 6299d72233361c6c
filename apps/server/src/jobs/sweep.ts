import { fold, makeUuidV7, type PassedOn } from "@threshold/casework";
import { forgetPieces } from "../attachments/forget-pieces.store.ts";
import { asServer } from "../database/scope.ts";
import { acceptEntry } from "../entries/accept.ts";
import { asArrivals, judgedEntries, nextSeq } from "../entries/entries.store.ts";
import type { House } from "../house.ts";
import { type Log, traceOf } from "../http/log.ts";
import { dueReferrals, forgetOver } from "./sweep.store.ts";

const most = 100;
const day = 24 * 3_600_000;
/** How long pieces of a file wait for the rest of it. */
const piecesWait = day;
/** How long askings for keys, shifts and codes that are over stay: for whoever asks afterwards what happened. */
const overStays = 90 * day;

/**
 * Writes a `passed-on` entry into each case that nobody answered in the time set, so that everybody's timeline shows it. The
 * fallback's right to read does not wait for this: it begins at the moment itself.
 * What fails does not stop the rest, and is logged in one line.
 * @returns how many were written
 */
export async function sweep(house: House, log: Log = () => undefined): Promise<number> {
  const failures: Error[] = [];
  const careful = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: Error) => failures.push(error));
  };
  const since = (time: number) => new Date(house.clock().getTime() - time);
  const due = await dueReferrals(house.db, house.clock(), most);
  let written = 0;
  for (const { case_id, organisation } of due)
    await careful(
      passOn(house, case_id, organisation).then((done) => {
        written += done ? 1 : 0;
      }),
    );
  await careful(forgetPieces(house.db, since(piecesWait)));
  await careful(forgetOver(house.db, since(overStays)));
  const [first] = failures;
  if (first !== undefined) log({ event: "sweep-failed", count: failures.length, ...traceOf(first) });
  return written;
}

async function passOn(house: House, id: string, organisation: string): Promise<boolean> {
  const { keys } = house;
  const found = await asServer(house.db, house.clock, organisation, async (scope) => {
    const entries = (await judgedEntries(scope, [id])).get(id) ?? [];
    return { state: fold(asArrivals(entries)), seq: await nextSeq(scope, keys.id) };
  });
  if (found.state.status === "no-referral") return false;
  const envelope: PassedOn = {
    v: 1,
    kind: "passed-on",
    id: makeUuidV7(house.clock().getTime(), (n) => crypto.getRandomValues(new Uint8Array(n))),
    case: id,
    parents: found.state.timeline.map((item) => item.entry).sort(),
    author: keys.id,
    seq: found.seq,
    at: `${house.clock().toISOString().slice(0, 19)}Z`,
    // The desk that it leaves.
    sender: found.state.receiver,
    parts: [],
  };
  const author = {
    actor: { kind: "server", id: keys.id, organisation: null, desks: [], roles: [] },
    verifyKey: keys.verifyKey,
    name: null,
  } as const;
  const submission = {
    envelope: { ...envelope, parents: [...envelope.parents], parts: [] },
    signature: await keys.signEnvelope(envelope),
    parts: [],
  };
  const done = await acceptEntry(house, author, organisation, submission);
  return done.ok;
}

/** Sweeps now and then until stopped; a sweep that fails (the database is away) is tried again the next time. */
export function keepSweeping(house: House, log: Log, every: number): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = sweep(house, log)
      .then((written) => written > 0 && log({ event: "passed-on", count: written }))
      .catch((error: Error) => log({ event: "sweep-failed", ...traceOf(error) }))
      .finally(() => {
        busy = false;
      });
  }, every);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
