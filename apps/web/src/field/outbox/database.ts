import type { Directory } from "@threshold/contract";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Device } from "../enrolment/device.ts";

/** A sealed referral that waits. Nothing of the person is in it that the receiving desk's key does not guard. */
export interface Waiting {
  readonly reference: string;
  /** Id of the entry, so that the server's receipt can be told apart from another's. */
  readonly entry: string;
  /** The whole request body, as it will be sent. */
  readonly submission: string;
  readonly receiver: Contact;
  readonly fallback: Contact | null;
  /** Minutes until the fallback may read, to say by when an answer is due. */
  readonly answerWithin: number;
  readonly createdAt: string;
  /** Why the server will not take it, as its catalogue names it; null while it is still tried. */
  readonly refused: string | null;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

/** A referral the server has: a pointer, nothing more. */
export interface SentRow {
  readonly reference: string;
  readonly receiver: Contact;
  readonly fallback: Contact | null;
  readonly due: string;
  readonly status: string;
  readonly sentAt: string;
}

interface Schema extends DBSchema {
  outbox: { key: string; value: Waiting };
  sent: { key: string; value: SentRow };
  device: { key: "device"; value: Device };
  /** Last number used in this device's own sequence. */
  counter: { key: string; value: number };
  directory: { key: "directory"; value: Directory };
}

export type FieldDatabase = IDBPDatabase<Schema>;

let opened: Promise<FieldDatabase> | null = null;

/** The phone's storage. A browser that refuses it (private window, policy) makes this reject; callers say so to the reader. */
export function database(): Promise<FieldDatabase> {
  opened ??= openDB<Schema>("notes", 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: "reference" });
      db.createObjectStore("sent", { keyPath: "reference" });
      db.createObjectStore("device");
      db.createObjectStore("counter");
      db.createObjectStore("directory");
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
