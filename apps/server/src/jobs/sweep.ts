import { fold, makeUuidV7, type PassedOn } from "@threshold/casework";
import { forgetPieces } from "../attachments/forget-pieces.store.ts";
import { asServer } from "../database/scope.ts";
import { acceptEntry } from "../entries/accept.ts";
import { asArrivals, judgedEntries, nextSeq } from "../entries/entries.store.ts";
import type { House } from "../house.ts";
import { type Log, traceOf } from "../http/log.ts";
import { forgetNotices } from "../telling/notices.store.ts";
import { dueReferrals, forgetOver } from "./sweep.store.ts";

const most = 100;
const day = 24 * 3_600_000;
/** How long pieces of a file wait for the rest of it. */
const piecesWait = day;
/** How long askings for keys, shifts, codes and notices that are over stay: for whoever asks afterwards what happened. */
const overStays = 90 * day;

/**
 * Writes a `passed-on` entry into each case that nobody answered in the time set, or whose first desk is there no more, so that everybody's
 * timeline shows it. Where the time is over, the fallback's right to read does not wait for this: it begins at the moment itself.
 * What fails does not stop the rest, and is logged in one line.
 * @returns how many were written
 */
export async function sweep(house: House, log: Log = () => undefined): Promise<number> {
  const failures: Error[] = [];
  const careful = carefully(failures);
  const since = (time: number) => new Date(house.clock().getTime() - time);
  const written = await passOnAll(house, careful);
  await careful(forgetPieces(house.db, since(piecesWait)));
  await careful(forgetOver(house.db, since(overStays)));
  await careful(forgetNotices(house.db, since(overStays)));
  tell(failures, log);
  return written;
}

/** The same, where a desk has just been closed or left: what waits there goes on at once. */
export async function passOnNow(house: House, log: Log = () => undefined): Promise<void> {
  const failures: Error[] = [];
  while ((await passOnAll(house, carefully(failures))) === most);
  tell(failures, log);
}

type Careful = (work: Promise<unknown>) => Promise<void>;
const carefully =
  (failures: Error[]): Careful =>
  async (work) => {
    await work.catch((error: Error) => failures.push(error));
  };

function tell(failures: readonly Error[], log: Log): void {
  const [first] = failures;
  if (first !== undefined) log({ event: "sweep-failed", count: failures.length, ...traceOf(first) });
}

async function passOnAll(house: House, careful: Careful): Promise<number> {
  const due = await dueReferrals(house.db, house.clock(), most);
  let written = 0;
  for (const { case_id, organisation, gone } of due)
    await careful(
      passOn(house, case_id, organisation, gone).then((done) => {
        written += done ? 1 : 0;
      }),
    );
  return written;
}

async function passOn(house: House, id: string, organisation: string, gone: boolean): Promise<boolean> {
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
    ...(gone ? { why: "left" as const } : {}),
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
