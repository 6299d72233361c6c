/** Loads what stores and sends, in a chunk of its own; null where it is not on this phone yet and there is no network. */
export async function keeper(): Promise<typeof import("./keep/keep.ts") | null> {
  return import("./keep/keep.ts").catch(() => null);
}
