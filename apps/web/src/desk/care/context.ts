import { type ReadonlySignal, signal } from "@preact/signals";
import type { OpeningPurpose } from "@threshold/casework";
import type { PackedFile } from "@threshold/sealing/content";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { OpenCare } from "./care.ts";
import type { CaseFileNote } from "./case-files.ts";
import type { Said } from "./write.ts";

/** What every part of the care of a case works with. */
export interface CareContext {
  readonly open: OpenCare;
  /** Names of colleagues by member. */
  readonly names: ReadonlyMap<string, string>;
  readonly child: boolean;
  /** Of the case, as people say it. */
  readonly reference: string;
  /** False where this member may read and not add. */
  readonly mayAdd: boolean;
  readonly busy: ReadonlySignal<boolean>;
  /** Records something; false where it was not taken, and the page says why. */
  readonly save: (said: Said, at?: Date) => Promise<boolean>;
  /** Seals a file to the case, then records what names its entry. */
  readonly saveWithFile: (file: PackedFile, said: (entry: string) => Said, at?: Date) => Promise<boolean>;
  /** Records the purpose and opens a file of the case; null where it did not open, and the page says why. */
  readonly openFile: (entry: string, purpose: OpeningPurpose) => Promise<PackedFile | null>;
  /** Sealed files of the case, by each entry that ever brought them. */
  readonly files: ReadonlyMap<string, CaseFileNote>;
}

export const Care = createContext<CareContext>({
  open: null as never,
  names: new Map(),
  child: false,
  reference: "",
  mayAdd: false,
  busy: signal(false),
  save: async () => false,
  saveWithFile: async () => false,
  openFile: async () => null,
  files: new Map(),
});
export const useCare = (): CareContext => useContext(Care);
