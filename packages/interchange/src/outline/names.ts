/**
 * Ids as names that every form tool takes (letters, digits, underscores), and back: `coercion.debt-bondage` is
 * `coercion__debt_bondage`. Made from the id alone, so a name never changes while its id does not.
 */
const id = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
const name = /^[a-z][a-z0-9]*(?:__?[a-z0-9]+)*$/;

/** Throws for an id that is not in the house's form, since two of those could meet in one name. */
export function nameOf(given: string): string {
  if (!id.test(given)) throw new Error(`${JSON.stringify(given)} is no id that a form can carry`);
  return given.replaceAll("-", "_").replaceAll(".", "__");
}

/** The id of a name, or null where no id has such a name. */
export function idOf(given: string): string | null {
  return name.test(given) ? given.replaceAll("__", ".").replaceAll("_", "-") : null;
}
