import { signal } from "@preact/signals";
import type { BasisCode } from "@threshold/casework";
import type { SentRow, Waiting } from "./database.ts";

/** Sealed referrals that have no receipt yet. */
export const waiting = signal<readonly Waiting[]>([]);
/** Of those, the references this phone had no room to keep: they last as long as the page is open. */
export const unstored = signal<readonly Waiting[]>([]);
export const sent = signal<readonly SentRow[]>([]);
/** Reference of the referral the confirmation is about. */
export const latest = signal<string | null>(null);
/** What the confirmation may say of that referral besides, until the next one: codes alone, and never stored. */
export const justReferred = signal<{
  readonly reference: string;
  readonly basis: BasisCode;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Number of the paper form it came from; null where it did not. */
  readonly paper: string | null;
} | null>(null);
/** The day agreed with the person of that referral, until the confirmation is left: it is never stored. */
export const agreedDay = signal<{ readonly reference: string; readonly day: string } | null>(null);
