import { signal } from "@preact/signals";
import { remember, remembered } from "../menu/remember.ts";

/** Whose shift it is on a shared phone: a number, a random id, and no name. */
export interface Shift {
  readonly badge: string;
  readonly number: string;
  /** Ends the shift before its time. */
  readonly token: string;
  readonly until: string;
}

/** It lasts as long as this tab, so that closing the app on a shared phone ends it too. Says nothing of anybody met. */
const place = "shift";
const held = signal<Shift | null>(kept());

function kept(): Shift | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "null") as Shift | null;
  } catch {
    return null;
  }
}

/** The shift that is on; null where none is, or its twelve hours are over. */
export function shiftNow(): Shift | null {
  const now = held.value;
  return now !== null && Date.parse(now.until) > Date.now() ? now : null;
}

/** True once a shift was begun on this phone: from then on it is said where none is on. */
export const shared = signal(remembered("shared") !== null);

export function hold(shift: Shift | null): void {
  held.value = shift;
  if (shift !== null) {
    shared.value = true;
    remember("shared", "1");
  }
  try {
    if (shift === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(shift));
  } catch {
    // Storage is switched off: the shift lasts as long as the page does.
  }
}

/** Whether a line belongs to whoever has the phone now: what one shift sent is not for the next. */
export const isOwn = (row: { readonly badge?: string | null }): boolean =>
  (row.badge ?? null) === (shiftNow()?.badge ?? null);
