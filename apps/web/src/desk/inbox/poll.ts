import { signal } from "@preact/signals";
import type { Inbox, InboxLine } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";
import { arrived } from "./lines.ts";

export type Box = "waiting" | "mine" | "all";

interface Boxes {
  readonly now: string;
  readonly lines: Readonly<Record<Box, readonly InboxLine[]>>;
}

/** What the server last said; null before it said anything. Emptied with the keys. */
export const boxes = signal<Boxes | null>(null);
export const trouble = signal<Trouble | null>(null);
/** When the server was last heard, by this computer's clock; for the "live" line only. */
export const heard = signal<string | null>(null);
/** How many came since the last look; announced once. */
export const fresh = signal(0);

const every = 15_000;
let known: Set<string> | null = null;

const get = (box: Box) => call<Inbox>(`/inbox?box=${box}`);

/** Asks for all boxes once. */
export async function look(): Promise<void> {
  const [waiting, mine, all] = await Promise.all([get("waiting"), get("mine"), get("all")]);
  for (const answer of [waiting, mine, all]) {
    if (answer.ok) continue;
    trouble.value = answer;
    if (answer.problem === "not-signed-in") ended();
    return;
  }
  if (!waiting.ok || !mine.ok || !all.ok) return;
  trouble.value = null;
  heard.value = new Date().toISOString();
  fresh.value = arrived(known, waiting.value.lines).length;
  known = new Set([...(known ?? []), ...waiting.value.lines.map((line) => line.entry)]);
  boxes.value = {
    now: waiting.value.now,
    lines: { waiting: waiting.value.lines, mine: mine.value.lines, all: all.value.lines },
  };
}

/** Keeps looking until stopped; the next look starts only when the last one has ended. */
export function keepLooking(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const turn = async () => {
    await look();
    if (!stopped) timer = setTimeout(turn, every);
  };
  void turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

export function forgetInbox(): void {
  boxes.value = null;
  trouble.value = null;
  heard.value = null;
  fresh.value = 0;
  known = null;
}
