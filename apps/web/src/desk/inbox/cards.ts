import { signal } from "@preact/signals";
import type { Card } from "@threshold/casework";
import { openPart, type Unopened } from "../keys.ts";

export type OpenedCard = Card | "opening" | "absent" | Unopened;

/** Opened cards by their sealed text: sealed bytes never change, so each is opened once. Dropped with the keys. */
const opened = signal<ReadonlyMap<string, OpenedCard>>(new Map());

/** The card if it is open already; else begins to open it, and the line shows it once it is. */
export function cardOf(sealed: string | null): OpenedCard {
  if (sealed === null) return "absent";
  const known = opened.value.get(sealed);
  if (known !== undefined) return known;
  queueMicrotask(() => void begin(sealed));
  return "opening";
}

async function begin(sealed: string): Promise<void> {
  if (opened.peek().has(sealed)) return;
  put(sealed, "opening");
  const part = await openPart("card", sealed);
  put(sealed, part.ok ? part.value : part.why);
}

function put(sealed: string, card: OpenedCard): void {
  opened.value = new Map(opened.peek()).set(sealed, card);
}

export function forgetCards(): void {
  opened.value = new Map();
}
