/**
 * Whole days since an entry was last checked, by the phone's calendar. Never below zero: a phone with a slow clock does
 * not see a check in the future.
 * @param checkedOn `2026-11-02`
 */
export function daysSince(checkedOn: string, now: Date): number {
  const then = Date.parse(`${checkedOn}T00:00:00Z`);
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Number.isNaN(then) ? 0 : Math.max(0, Math.round((today - then) / 86_400_000));
}
