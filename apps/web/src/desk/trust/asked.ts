const place = "desk-asked-about";
type Kept = Readonly<Record<string, readonly string[]>>;

/**
 * Stewards' keys that a member asked about, since the root named them and nobody whom she knew. Kept in this browser until what she has
 * seen goes into her bundle, at her next sign-in. Public keys only.
 * @param own her own verify key
 */
export function askedAbout(own: string): readonly string[] {
  const keys = kept()[own];
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
}

export function noteAsked(own: string, keys: readonly string[]): void {
  const all = { ...kept(), [own]: [...new Set([...askedAbout(own), ...keys])] };
  localStorage.setItem(place, JSON.stringify(all));
}

function kept(): Kept {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? "{}") as Kept | null) ?? {};
  } catch {
    return {};
  }
}
