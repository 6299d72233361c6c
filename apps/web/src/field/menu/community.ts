import { type ReadonlySignal, signal } from "@preact/signals";
import { remember, remembered } from "./remember.ts";

/** Whether people leave from here, pass through, or are brought here (V.3, VI.4): it orders signs and decides nothing. */
export const communities = ["source", "transit", "destination"] as const;
export type Community = (typeof communities)[number];

const held = signal<Community | null>(communities.find((one) => one === remembered("community")) ?? null);
export const community: ReadonlySignal<Community | null> = held;

export function setCommunity(chosen: Community | null): void {
  held.value = chosen;
  remember("community", chosen);
}
