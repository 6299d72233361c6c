import { signal } from "@preact/signals";

/** The screens after the list; null until their chunk is here. */
export const later = signal<typeof import("./refer/screens.ts") | null>(null);

/** Fetches them once; a failure is tried again with the next step. */
export async function fetchLater(): Promise<void> {
  later.value ??= await import("./refer/screens.ts").catch(() => null);
}
