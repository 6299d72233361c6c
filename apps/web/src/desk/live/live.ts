import { signal } from "@preact/signals";
import type { LiveEvent } from "@threshold/contract";
import { followStream } from "../../shared/stream.ts";
import { ended } from "../session.ts";

/** True while the server tells by itself what changes. Otherwise pages ask now and then. */
export const live = signal(false);

/** Hears which case changed; null where it may be any, as after a time when nothing could be heard. */
type Ear = (id: string | null) => void;
const ears = new Set<Ear>();

/** @returns stops hearing */
export function onChange(ear: Ear): () => void {
  ears.add(ear);
  return () => void ears.delete(ear);
}

const tell = (id: string | null) => {
  for (const ear of [...ears]) ear(id);
};

/** The server says every quarter of a minute that it is there. */
const patience = 40_000;
const pauses = { first: 1_000, longest: 30_000 } as const;

let stop: AbortController | null = null;

/** Follows what changes at one's desks for as long as one is signed in. @returns stops following */
export function keepLive(): () => void {
  hush();
  stop = new AbortController();
  void follow(stop.signal);
  return hush;
}

/** Closes the stream at once, also while the page goes away. */
export function hush(): void {
  stop?.abort();
  stop = null;
  live.value = false;
}

async function follow(stop: AbortSignal): Promise<void> {
  for (let pause: number = pauses.first; !stop.aborted; ) {
    const came = await followStream("/live", {
      ...{ signal: stop, patience },
      begun: () => {
        if (stop.aborted) return;
        live.value = true;
        // Something may have come before the stream did.
        tell(null);
      },
      heard: (data) => {
        if (!stop.aborted) tell(caseOf(data));
      },
    });
    if (stop.aborted) return;
    live.value = false;
    if (came === "not-signed-in") return ended();
    if (came === "over") tell(null);
    pause = came === "over" ? pauses.first : Math.min(pause * 2, pauses.longest);
    await rest(pause * (0.5 + Math.random()), stop);
  }
}

function caseOf(data: string): string | null {
  try {
    return (JSON.parse(data) as LiveEvent).case ?? null;
  } catch {
    return null;
  }
}

const rest = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
