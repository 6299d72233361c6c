import type { Result } from "@threshold/identification";

/** One thing to show beside a result; what it leaves out holds in every situation, for every result, at every age. */
export interface Item {
  readonly id: string;
  readonly situations?: readonly string[];
  readonly results?: readonly Result[];
  readonly ages?: readonly ("adult" | "child")[];
  readonly sections: readonly string[];
}

/** Where one stands: what was met, what the list says, and whether the person is treated as a child. */
export interface Standing {
  readonly situation: string | null;
  readonly result: Result;
  readonly child: boolean;
}

/** Items that hold here, those of the situation before those for everywhere, each part in the order of the file. */
export function fitting(items: readonly Item[], { situation, result, child }: Standing): readonly Item[] {
  const holding = items.filter(
    (item) =>
      (item.situations === undefined || (situation !== null && item.situations.includes(situation))) &&
      (item.results === undefined || item.results.includes(result)) &&
      (item.ages === undefined || item.ages.includes(child ? "child" : "adult")),
  );
  return [...holding.filter(({ situations }) => situations), ...holding.filter(({ situations }) => !situations)];
}

export interface Split<T> {
  readonly first: readonly T[];
  readonly more: readonly T[];
}

/**
 * What is shown first, never more than `atOnce` in all: up to `here` cards of the situation, the rest actions. An action up to the
 * order `pinned` (safety, and telling those who act) never makes room for a card.
 */
export function shownFirst(
  actions: readonly { readonly id: string; readonly order: number }[],
  cards: readonly Item[],
  limits: { readonly atOnce: number; readonly here: number; readonly pinned: number },
): { readonly actions: Split<string>; readonly cards: Split<Item> } {
  const pinned = actions.filter(({ order }) => order <= limits.pinned).length;
  const here = cards.filter(({ situations }) => situations !== undefined).length;
  const room = Math.max(0, Math.min(here, limits.here, limits.atOnce - pinned));
  const ids = actions.map(({ id }) => id);
  const split = limits.atOnce - room;
  return {
    actions: { first: ids.slice(0, split), more: ids.slice(split) },
    cards: { first: cards.slice(0, room), more: cards.slice(room) },
  };
}

/** Terms of the glossary that belong to any of these texts, each once. */
export function termsOf(
  words: Readonly<Record<string, readonly string[]>>,
  keys: readonly string[],
): readonly string[] {
  return [...new Set(keys.flatMap((key) => words[key] ?? []))];
}

/** Who must be told in this case: results, ages and forms of a country's duty all have to fit. */
export function mustTell<
  T extends {
    readonly results: readonly Result[];
    readonly ages?: readonly string[];
    readonly forms?: readonly string[];
  },
>(
  duties: readonly T[],
  { result, child, form }: Pick<Standing, "result" | "child"> & { readonly form: string | null },
): T[] {
  return duties.filter(
    ({ results, ages, forms }) =>
      results.includes(result) &&
      (ages === undefined || ages.includes(child ? "child" : "adult")) &&
      (forms === undefined || (form !== null && forms.includes(form))),
  );
}
