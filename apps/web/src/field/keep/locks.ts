/**
 * Runs `work` while no other tab does the same. Where the browser has no Web Locks it simply runs: sending twice is harmless,
 * and a number taken twice is noticed when it is written.
 * @returns null where another tab is at it and `wait` is false
 */
export async function alone<T>(name: string, wait: boolean, work: () => Promise<T>): Promise<T | null> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(name, wait ? {} : { ifAvailable: true }, async (lock) =>
    lock === null ? null : work(),
  );
}
