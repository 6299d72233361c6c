import { build } from "./build.ts";

/** Vitest's global setup: tests read the compiled knowledge, so it is compiled before any of them. */
export default async function setup(): Promise<void> {
  build();
}
