import { setTimeout } from "node:timers/promises";

/** Milliseconds, longer than writing an asking takes. */
const least = 250;

/** Answers no sooner than that: whether there was something to write or to hold, so whether the name exists, does not show in the time. */
export async function evenly<T>(work: Promise<T>): Promise<T> {
  const [done] = await Promise.all([work, setTimeout(least)]);
  return done;
}
