import { fold, makeUuidV7, type PassedOn } from "@threshold/casework";
import { asOrganisation } from "../database/scope.ts";
import { acceptEntry } from "../entries/accept.ts";
import { asArrivals, entriesOf, nextSeq } from "../entries/entries.store.ts";
import type { House } from "../house.ts";
import { type Log, traceOf } from "../http/log.ts";
import { dueReferrals } from "./sweep.store.ts";

const most = 100;

/**
 * Writes a `passed-on` entry into each case that nobody answered in the time set, so that everybody's timeline shows it. The
 * fallback's right to read does not wait for this: it begins at the moment itself.
 * @returns how many were written
 */
export async function sweep(house: House): Promise<number> {
  const due = await dueReferrals(house.db, house.clock(), most);
  let written = 0;
  for (const { case_id, organisation } of due) if (await passOn(house, case_id, organisation)) written += 1;
  return written;
}

async function passOn(house: House, id: string, organisation: string): Promise<boolean> {
  const { keys } = house;
  const found = await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const entries = (await entriesOf(scope, [id])).get(id) ?? [];
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
    running = sweep(house)
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
