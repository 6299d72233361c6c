import { signal } from "@preact/signals";
import { type Filter, noFilter } from "./filter.ts";
import type { Box } from "./lines.ts";

/*
 * What somebody looks at, kept while she goes into a case and comes back. In memory only; forgotten with the keys. Nothing of it is in the
 * address.
 */
export const box = signal<Box>("waiting");
export const filter = signal<Filter>(noFilter);
/** Part of a reference. */
export const typed = signal("");
/** The view that this came from: the name of a saved one, `night`, or none. */
export const view = signal<{ readonly kind: "none" | "night" } | { readonly kind: "saved"; readonly name: string }>({
  kind: "none",
});
/** The case that was opened last: the list comes back to it. */
export const left = signal<string | null>(null);
/** Cases picked for handing over; null while nobody hands over. */
export const picked = signal<ReadonlySet<string> | null>(null);

export function choose(change: Partial<Filter>): void {
  filter.value = { ...filter.peek(), ...change };
  view.value = { kind: "none" };
}

export function forgetChosen(): void {
  box.value = "waiting";
  filter.value = noFilter;
  typed.value = "";
  view.value = { kind: "none" };
  left.value = null;
  picked.value = null;
}
