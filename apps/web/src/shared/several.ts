/**
 * Does the work for each, so many at a time, and gives what came of it in the order of the items. What waits for the browser's own threads
 * (signatures, keys) waits together, and the page can still be used in between.
 */
export async function several<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
