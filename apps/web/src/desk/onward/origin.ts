import type { Marker } from "@threshold/sealing/content";

/*
 * A case that was made by passing on names the first one nowhere: nobody but this desk is to see that both are one person's. Its id begins
 * with a mark of the first case, made with the desk's own key. So the desk can tell which of the referrals it sent began in a case whose
 * records it may read no longer, since the person took that one back; and to anybody else the id is as random as any other.
 */

/** So many from one case begin with marks that differ; more share them. */
const most = 16;
const term = (first: string, n: number): string => `onward ${first} ${n % most}`;
const startOf = (mark: number): string => mark.toString(16).padStart(12, "0");
/** Of a desk, by the version of its key. */
type Markers = ReadonlyMap<number, Marker>;
const plain = (id: string): string => id.replaceAll("-", "");

/** An id for what is passed on from a case. @param n how many were passed on from it before */
export async function onwardCase(markers: Markers, first: string, n: number): Promise<string> {
  const [newest] = [...markers].sort(([a], [b]) => b - a);
  const random = crypto.randomUUID();
  const [mark] = (await newest?.[1].marks([term(first, n)])) ?? [];
  if (mark === undefined) return random;
  const start = startOf(mark);
  return `${start.slice(0, 8)}-${start.slice(8)}${random.slice(13)}`;
}

/** Of these cases, those that were passed on from the first one, whichever key the desk had then. */
export async function passedOnFrom<T extends { readonly case: string }>(
  markers: Markers,
  first: string,
  cases: readonly T[],
): Promise<readonly T[]> {
  const starts = new Set<string>();
  for (const marker of markers.values())
    for (const mark of await marker.marks(Array.from({ length: most }, (_, n) => term(first, n))))
      starts.add(startOf(mark));
  return cases.filter((one) => starts.has(plain(one.case).slice(0, 12)));
}
