import { signal } from "@preact/signals";
import { speakOfEverything } from "./languages.ts";

/** The screens after the list; null until their chunk is here. */
export const later = signal<typeof import("./refer/screens.ts") | null>(null);

/** Fetches them and their words once; a failure is tried again with the next step. */
export async function fetchLater(): Promise<void> {
  if (later.value !== null) return;
  const fetched = Promise.all([import("./refer/screens.ts"), speakOfEverything()]);
  later.value = await fetched.then(([screens]) => screens).catch(() => null);
}
