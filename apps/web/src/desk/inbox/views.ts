import { signal } from "@preact/signals";
import type { KeptViews } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { openForMember, sealForMember } from "../keys.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";
import { type Filter, noFilter, readFilter } from "./filter.ts";
import type { Box } from "./lines.ts";

/** A look at the list with a name: a box, filters and an order, all of them codes. The name is what she typed. */
export interface View {
  readonly name: string;
  readonly box: Box;
  readonly filter: Filter;
}

/** For whoever is there alone at night: across the boxes. Its name is in the language file. */
export const nightShift: Omit<View, "name"> = {
  box: "all",
  filter: { ...noFilter, due: "night", state: "open", order: "night" },
};

export const longestName = 40;
export const mostViews = 20;
/** Filled up to steps of this many bytes: how many views she has is told to nobody. */
const step = 4096;

/** Views that she saved; null while they are not read. Emptied with the keys. */
export const saved = signal<readonly View[] | null>(null);

/** Reads them once. What does not open was sealed to a key of before, and is hers no more: she begins anew. */
export async function loadViews(): Promise<Trouble | null> {
  if (saved.peek() !== null) return null;
  const answer = await call<KeptViews>("/views");
  if (!answer.ok) {
    if (answer.problem === "not-signed-in") ended();
    return answer;
  }
  const bytes = answer.value.bytes === null ? null : await openForMember(answer.value.bytes);
  saved.value = bytes === null ? [] : readViews(new TextDecoder().decode(bytes));
  return null;
}

/** Keeps these in place of what was there, sealed to her own key. */
export async function keepViews(views: readonly View[]): Promise<Trouble | null> {
  const bytes = await sealForMember(padded(JSON.stringify({ v: 1, views })));
  if (bytes === null) return null;
  const answer = await call("/views", { method: "PUT", body: { bytes } });
  if (answer.ok) saved.value = views;
  else if (answer.problem === "not-signed-in") ended();
  return answer.ok ? null : answer;
}

export function forgetViews(): void {
  saved.value = null;
}

function padded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const full = new Uint8Array(Math.ceil(bytes.length / step) * step).fill(0x20);
  full.set(bytes);
  return full;
}

const boxes: readonly Box[] = ["waiting", "mine", "all"];

/** What was kept; what is of no shape that this program knows is left out. */
export function readViews(text: string): View[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return [];
  }
  const { views } = (kept ?? {}) as { readonly views?: unknown };
  if (!Array.isArray(views)) return [];
  return views.slice(0, mostViews).flatMap((one: unknown): View[] => {
    const { name, box, filter } = (one ?? {}) as { readonly [field: string]: unknown };
    const known = boxes.find((each) => each === box);
    if (typeof name !== "string" || name.trim() === "" || known === undefined) return [];
    return [{ name: name.slice(0, longestName), box: known, filter: readFilter(filter) }];
  });
}
