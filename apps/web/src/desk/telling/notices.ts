import { signal } from "@preact/signals";
import type { Notice, Notices } from "@threshold/contract";
import { call } from "../../shared/api.ts";

/** What one was told and has not read, the newest first; null before the server was asked. Emptied with the keys. */
export const notices = signal<Notices | null>(null);

export async function loadNotices(): Promise<void> {
  const answer = await call<Notices>("/notices");
  if (answer.ok) notices.value = answer.value;
}

/** Those that are shown count as read, of one case or all; what came since does not. */
export async function readNotices(of: string | null): Promise<void> {
  const shown = notices.peek();
  if (shown === null) return;
  const answer = await call<Notices>("/notices/read", { method: "POST", body: { case: of, upTo: shown.now } });
  if (answer.ok) notices.value = answer.value;
}

/** Whoever opens a case has read what she was told of it. */
export async function caseSeen(id: string): Promise<void> {
  if (notices.peek() === null) await loadNotices();
  if (notices.peek()?.notices.some((one) => one.case === id)) await readNotices(id);
}

/** One for each case, the newest; what is urgent first. */
export function byCase(all: readonly Notice[]): Notice[] {
  const first = new Map<string, Notice>();
  for (const one of all) {
    const key = one.case ?? one.kind;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].sort((a, b) => Number(b.urgent) - Number(a.urgent) || b.at.localeCompare(a.at));
}

export function forgetNotices(): void {
  notices.value = null;
}
