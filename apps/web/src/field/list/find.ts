/** Text as it is compared: small letters, no accents, no marks of direction. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase();
}

export interface Findable {
  readonly id: string;
  readonly label: string;
  /** Further words to find it by. */
  readonly more: string;
}

/**
 * Everything that holds all the words, in any order; what has them in its label comes first.
 * An empty search finds nothing: the list itself is there for that.
 */
export function find(all: readonly Findable[], words: string): string[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (text: string) => wanted.every((word) => text.includes(word));
  const inLabel: string[] = [];
  const elsewhere: string[] = [];
  for (const { id, label, more } of all) {
    const name = folded(label);
    if (holds(name)) inLabel.push(id);
    else if (holds(`${name} ${folded(more)}`)) elsewhere.push(id);
  }
  return [...inLabel, ...elsewhere];
}
