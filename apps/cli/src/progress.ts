import type { Words } from "./words.ts";

const BAR = 20;
/** How often a bar is drawn, and a line written where there is no terminal; in milliseconds. */
const DRAWN = 100;
const WRITTEN = 10_000;

/** Where progress is shown: standard error. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** How far a file was read. Size and read in bytes; size is null where nobody knows it. */
export interface Reach {
  readonly size: number | null;
  readonly read: number;
}

/** Shows how far a run has come: one line that is drawn again on a terminal, else a line every ten seconds. */
export class Progress {
  private readonly words: Words;
  private readonly screen: Screen;
  private readonly now: () => number;
  private readonly began: number;
  private last: number;
  private drawn = false;

  /** @param now a clock in milliseconds */
  constructor(words: Words, screen: Screen, now: () => number = performance.now.bind(performance)) {
    this.words = words;
    this.screen = screen;
    this.now = now;
    this.began = now();
    this.last = this.began;
  }

  tick(reach: Reach, cases: number): void {
    const now = this.now();
    if (now - this.last < (this.screen.isTTY ? DRAWN : WRITTEN)) return;
    this.last = now;
    this.show(reach, cases);
  }

  /** Takes the bar away; without a terminal, says where the run ended. */
  end(reach: Reach, cases: number): void {
    if (!this.screen.isTTY) this.show(reach, cases);
    else this.clear();
  }

  clear(): void {
    if (this.drawn) this.screen.write("\r\u001b[K");
    this.drawn = false;
  }

  private show({ size, read }: Reach, cases: number): void {
    const seconds = (this.now() - this.began) / 1000;
    const values = { cases, rate: Math.round(cases / Math.max(seconds, 0.001)) };
    const { say } = this.words;
    // A file that grows may be read a little beyond its size.
    const share = size === null || size === 0 ? null : Math.min(1, read / size);
    const text =
      share === null
        ? say("command.progress-count", values)
        : say("command.progress", {
            ...values,
            percent: Math.floor(share * 100),
            left: clock((seconds * (1 - share)) / share),
          });
    if (!this.screen.isTTY) {
      this.screen.write(`${text}\n`);
      return;
    }
    const full = Math.round((share ?? 0) * BAR);
    const bar = share === null ? "" : `[${"#".repeat(full)}${".".repeat(BAR - full)}] `;
    // A line that wraps could not be drawn over.
    this.screen.write(`\r${(bar + text).slice(0, (this.screen.columns || 80) - 1)}\u001b[K`);
    this.drawn = true;
  }
}

/** Seconds as `1:05` or `2:00:10`. */
function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, ...others] = parts;
  const [minutes = 0, rest = 0] = others;
  const two = (n: number) => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
