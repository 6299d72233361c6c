/** Longer input is compared by its beginning only: a hostile text must not cost more than an honest one. */
const LONGEST = 64;

/** The candidate that needs the fewest changed letters to become `given`; the first of equals; null without candidates. */
export function nearest(given: string, candidates: Iterable<string>): string | null {
  const text = given.slice(0, LONGEST).toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const changes = distance(text, candidate.toLowerCase());
    if (changes < least) {
      least = changes;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein distance: letters added, left out or replaced. */
export function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
