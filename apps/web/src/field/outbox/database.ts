import type { Directory } from "@threshold/contract";
import type { Pin, TrustFile } from "@threshold/sealing/trust";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Device } from "../enrolment/device.ts";
import { sentOfFirst, waitingOfFirst } from "./first-version.ts";

/**
 * A sealed referral that waits, or the taking back of one. Nothing of the person is in it that the receiving desk's key does
 * not guard. One row for each reference: taking back replaces a referral that is not to be sent.
 */
export interface Waiting {
  readonly reference: string;
  readonly kind: "referred" | "withdrawn";
  /** Random ids of the case and of the entry that referred it. */
  readonly case: string;
  readonly referral: string;
  /** Id of the entry, so that the server's receipt can be told apart from another's. */
  readonly entry: string;
  /** The whole request body, as it will be sent. */
  readonly submission: string;
  readonly receiver: Contact;
  readonly fallback: Contact | null;
  /** Minutes until the fallback may read, to say by when an answer is due. */
  readonly answerWithin: number;
  /**
   * When the referral was last tried without an answer: from then on it may have arrived, since an answer can get lost. Null where it
   * was never tried, and in a taking back of one that surely arrived.
   */
  readonly triedAt: string | null;
  readonly createdAt: string;
  /** Why the server will not take it, as its catalogue names it; null while it is still tried. */
  readonly refused: string | null;
  /** Badge of the shift it was written in, on a shared phone; none in rows of earlier versions. */
  readonly badge?: string | null;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

/** A referral the server has: a pointer, nothing more. */
export interface SentRow {
  readonly reference: string;
  /** Random ids by which it can be taken back; null in rows of the first version, which did not keep them. */
  readonly ids: { readonly case: string; readonly referral: string } | null;
  readonly receiver: Contact;
  readonly fallback: Contact | null;
  readonly due: string;
  readonly status: string;
  readonly sentAt: string;
  readonly badge?: string | null;
  /** True where whoever has it in hand takes no more referrals; left out in rows of before. */
  readonly left?: boolean;
}

/** Notes kept for some days, sealed under a code that this phone does not know. */
export interface KeptRow {
  /** Random; says nothing. */
  readonly id: string;
  /** An age file, always filled up to the same steps of length. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Last day on which it opens, `2026-12-01`. */
  readonly until: string;
}

/** What this phone has seen of the signed directory. All of it is public; `file` is null until the first one was fetched. */
export interface KeptTrust {
  readonly pin: Pin;
  readonly file: TrustFile | null;
  /** Stewards' keys that whoever holds this phone asked the helper about; none in rows of earlier versions. */
  readonly sure?: readonly string[];
}

interface Schema extends DBSchema {
  outbox: { key: string; value: Waiting };
  sent: { key: string; value: SentRow };
  device: { key: "device"; value: Device };
  /** Last number used in this device's own sequence. */
  counter: { key: string; value: number };
  directory: { key: "directory"; value: Directory };
  kept: { key: string; value: KeptRow };
  trust: { key: "trust"; value: KeptTrust };
}

export type FieldDatabase = IDBPDatabase<Schema>;

let opened: Promise<FieldDatabase> | null = null;

/** The phone's storage. A browser that refuses it (private window, policy) makes this reject; callers say so to the reader. */
export function database(): Promise<FieldDatabase> {
  opened ??= openDB<Schema>("notes", 4, {
    async upgrade(db, from, _to, tx) {
      if (from < 1) {
        db.createObjectStore("outbox", { keyPath: "reference" });
        db.createObjectStore("sent", { keyPath: "reference" });
        db.createObjectStore("device");
        db.createObjectStore("counter");
        db.createObjectStore("directory");
      }
      if (from < 3) db.createObjectStore("kept", { keyPath: "id" });
      if (from < 4) db.createObjectStore("trust");
      if (from !== 1) return;
      const [outbox, sent] = [tx.objectStore("outbox"), tx.objectStore("sent")];
      for (const row of await outbox.getAll()) await outbox.put(waitingOfFirst(row));
      for (const row of await sent.getAll()) await sent.put(sentOfFirst(row));
    },
    blocking(_old, _new, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}
