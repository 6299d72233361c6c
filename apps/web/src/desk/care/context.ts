import { type ReadonlySignal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { OpenCare } from "./care.ts";
import type { Said } from "./write.ts";

/** What every part of the care of a case works with. */
export interface CareContext {
  readonly open: OpenCare;
  /** Names of colleagues by member. */
  readonly names: ReadonlyMap<string, string>;
  readonly child: boolean;
  /** False where this member may read and not add. */
  readonly mayAdd: boolean;
  readonly busy: ReadonlySignal<boolean>;
  /** Records something; false where it was not taken, and the page says why. */
  readonly save: (said: Said, at?: Date) => Promise<boolean>;
}

export const Care = createContext<CareContext>({
  open: null as never,
  names: new Map(),
  child: false,
  mayAdd: false,
  busy: signal(false),
  save: async () => false,
});
export const useCare = (): CareContext => useContext(Care);
