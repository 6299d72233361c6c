import { computed, signal } from "@preact/signals";
import { closedBehind, goneTo, movedTo, type Place, placeOf, start, type Trail } from "./trail.ts";

export type { Place } from "./trail.ts";

const trail = signal<Trail>(start("situation"));
export const place = computed(() => placeOf(trail.value));
/** Grows with each step, also to the same place: the page moves its focus when it changes. */
export const steps = signal(0);

/** One step on. The address stays `/`; the history holds a number and nothing else, so the phone's Back goes one step back. */
export function go(to: Place): void {
  trail.value = goneTo(trail.value, to);
  history.pushState(trail.value.at, "");
  steps.value += 1;
}

/** The next step of Refer; whoever came to change one line goes straight back to looking it over. */
export function onwardTo(next: Place): void {
  go(before.value === "look-over" ? "look-over" : next);
}

/** Leaves the steps behind for good: Back goes to the list from here. */
export function goAndClose(to: Place): void {
  go(to);
  close(to);
}

/** Starts the same place anew, for somebody else: the page moves to its heading. */
export function showAgain(): void {
  steps.value += 1;
}

/** One step back, as the phone's own button does it. */
export function back(): void {
  if (trail.value.at > 0) history.back();
}

/** Stays on this step but shows another place, and leaves nothing of the form behind it. */
export function close(to: Place): void {
  trail.value = closedBehind(trail.value, to);
  steps.value += 1;
}

/** Where the reader came from; null at the start. */
export const before = computed<Place | null>(() => trail.value.places[trail.value.at - 1] ?? null);

export function followHistory(): void {
  history.replaceState(0, "");
  addEventListener("popstate", (event) => {
    trail.value = movedTo(trail.value, typeof event.state === "number" ? event.state : 0);
    steps.value += 1;
  });
}
