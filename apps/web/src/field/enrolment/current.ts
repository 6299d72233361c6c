import { signal } from "@preact/signals";
import type { Device } from "./device.ts";

/** This phone's connection to a desk; null where it has none. */
export const device = signal<Device | null>(null);
