import { unstored } from "../outbox/current.ts";
import type { Waiting } from "../outbox/database.ts";
import { alone } from "./locks.ts";
import { keep, lastSeq } from "./outbox.ts";

/** Highest number used on this page, also by rows that the phone had no room for: the next one must not take it again. */
let usedHere = 0;

/**
 * Makes a row with this device's next number and keeps both together, while no other tab does. Where the phone has no room, the row
 * stays in memory and is sent from there.
 * @param make returns a word instead of a row where it could not be made; that word is handed on and no number is used
 */
export async function keepNumbered<P extends string>(
  device: string,
  make: (seq: number) => Promise<Waiting | P>,
): Promise<Waiting | P> {
  const kept = await alone("notes-seq", true, async () => {
    let seq = Math.max(await lastSeq(device).catch(() => 0), usedHere) + 1;
    for (;;) {
      const row = await make(seq);
      if (typeof row === "string") return row;
      usedHere = seq;
      try {
        if (await keep(row, device, seq)) return row;
        seq = (await lastSeq(device)) + 1; // Another tab without Web Locks took the number: sign again with the next.
      } catch {
        unstored.value = [row, ...unstored.value];
        return row;
      }
    }
  });
  if (kept === null) throw new Error("a lock that was waited for was not given");
  return kept;
}
