import type { PersonNote } from "@threshold/casework";
import type { NameTables, Term } from "@threshold/casework/names";

/** Everything by which a person is found again. The tables of scripts and sounds are loaded where somebody searches, not before. */
export async function termsOfPerson(person: PersonNote): Promise<Term[]> {
  const [{ termsOf }, { default: tables }] = await Promise.all([
    import("@threshold/casework/names"),
    import("@knowledge/names.json"),
  ]);
  // JSON has no literal types; the build checked the file against its schema.
  return termsOf(person, tables as NameTables);
}

/** A term as it is marked: the same word as a name and as a sound are two. */
export const keyOf = ({ kind, text }: Term): string => `${kind} ${text}`;
