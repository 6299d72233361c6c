/** Reading JSON of others without trusting its shape. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The records of a list; what is none is passed over. */
export function recordsIn(value: unknown): readonly Fields[] {
  return listOf(value)
    .map(fieldsOf)
    .filter((fields) => fields !== null);
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Every item of a questionnaire or a response, also those inside others and, in a response, inside answers. */
export function itemsIn(value: unknown, found: Fields[] = []): readonly Fields[] {
  // Without recursion, since a file of others may be nested as deeply as it likes.
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const fields = fieldsOf(next);
    if (fields === null) continue;
    if (textOf(fields.linkId) !== null) found.push(fields);
    open.push(...[...listOf(fields.item), ...listOf(fields.answer)].reverse());
  }
  return found;
}
