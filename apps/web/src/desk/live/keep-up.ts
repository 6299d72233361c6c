import { live, onChange } from "./live.ts";

/** Without a stream, pages ask as often as this. */
const quickly = 15_000;
/** With one, only so that "12 minutes ago" stays true, and in case a word was lost after all. */
const slowly = 60_000;
/** A desk's browsers do not all ask in the same instant, and what comes together is asked for once. */
const soon = () => 50 + Math.random() * 200;

/**
 * Does `work` now, soon after each change that concerns it, and now and then; never twice at the same time.
 * @param concerns whether a change in this case matters here
 * @returns stops
 */
export function keepUp(work: () => Promise<void>, concerns: (id: string) => boolean = () => true): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: "resting" | "working" | "again" | "stopped" = "resting";
  /** When the next one is due, so that many changes do not put it off for ever. */
  let next = Number.POSITIVE_INFINITY;
  const plan = (wait: number) => {
    const at = Date.now() + wait;
    if (at >= next) return;
    clearTimeout(timer);
    next = at;
    timer = setTimeout(() => void turn(), wait);
  };
  const turn = async () => {
    clearTimeout(timer);
    next = Number.POSITIVE_INFINITY;
    state = "working";
    await work();
    // Read anew: it changed meanwhile, where it did.
    const now = state as "working" | "again" | "stopped";
    if (now === "stopped") return;
    state = "resting";
    plan(now === "again" ? soon() : live.peek() ? slowly : quickly);
  };
  const stopHearing = onChange((id) => {
    if (id !== null && !concerns(id)) return;
    if (state === "working") state = "again";
    else if (state === "resting") plan(soon());
  });
  void turn();
  return () => {
    state = "stopped";
    clearTimeout(timer);
    stopHearing();
  };
}
