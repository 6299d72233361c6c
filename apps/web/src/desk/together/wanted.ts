import { signal } from "@preact/signals";

/** The group whose cases somebody asked for on another page: handed over in memory, since an address would keep it. */
export const wantedGroup = signal<string | null>(null);
