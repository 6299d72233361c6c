import { signal } from "@preact/signals";
import { keepUp } from "../live/keep-up.ts";
import { onChange } from "../live/live.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";
import { arrived, inBox } from "./lines.ts";
import { forgetList, lines, noteChange, refresh } from "./list.ts";

export const trouble = signal<Trouble | null>(null);
/** When the server was last heard, by this computer's clock; for the "live" line only. */
export const heard = signal<string | null>(null);
/** How many came since the last look; announced once. */
export const fresh = signal(0);

let known: Set<string> | null = null;

/** Brings the list up to now, once. */
export async function look(): Promise<void> {
  const failed = await refresh();
  trouble.value = failed;
  if (failed !== null) {
    if (failed.problem === "not-signed-in") ended();
    return;
  }
  heard.value = new Date().toISOString();
  const waiting = inBox(lines.peek().values(), "waiting");
  fresh.value = arrived(known, waiting).length;
  known = new Set([...(known ?? []), ...waiting.map((line) => line.entry)]);
}

/** Keeps looking until stopped: at once when something changes, or now and then where that is not told. */
export function keepLooking(): () => void {
  const stopNoting = onChange((id) => id !== null && noteChange(id));
  const stop = keepUp(look);
  return () => {
    stop();
    stopNoting();
  };
}

export function forgetInbox(): void {
  forgetList();
  trouble.value = null;
  heard.value = null;
  fresh.value = 0;
  known = null;
}
