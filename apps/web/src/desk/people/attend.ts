import { signal } from "@preact/signals";

/** Ids of members whose keys do not fit their invitation: somebody changed them on the way. */
export const misfits = signal<readonly string[]>([]);
/** The last member that this browser confirmed. */
export const confirmedNow = signal<string | null>(null);
/** True while the keys of whoever is signed in wait for a colleague. */
export const waiting = signal(false);

const every = 30_000;

/**
 * Does what nobody should have to think of: confirms people whose keys fit their invitation (administrators), passes desks' keys on to
 * colleagues who work there, and takes in keys that colleagues passed on.
 * @returns stops it
 */
export function attendKeys(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const turn = async () => {
    await attendOnce().catch(() => undefined);
    if (!stopped) timer = setTimeout(turn, every);
  };
  void turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
    misfits.value = [];
    confirmedNow.value = null;
    waiting.value = false;
  };
}

/** One round of it; also where somebody presses "look again". What it needs of cryptography is loaded with it. */
export const attendOnce = async (): Promise<void> => (await import("./look-after.ts")).lookAfterKeys();
