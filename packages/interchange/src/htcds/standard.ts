import fields from "../../standards/htcds-2.0-fields.json" with { type: "json" };
import map from "../../standards/htcds-2.0-map.json" with { type: "json" };

/** A field of HTCDS 2.0, by IOM, CC BY 4.0. */
export interface StandardField {
  readonly section: string;
  readonly name: string;
  readonly label: string;
  readonly status: string;
  readonly values: readonly string[];
}

/** How a field is filled, or why not. */
export interface Mapping {
  /** Our field, such as `story.narrative`; null where the field stays empty. */
  readonly from: string | null;
  /** `basis`: says who somebody is, or could; only with a live basis that covers the recipient. */
  readonly needs?: "basis" | "nothing";
  /** Whether reading a file of others fills our field. */
  readonly back?: boolean;
  /** Key of the reason. */
  readonly why: string;
}

type Ids = Readonly<Record<string, readonly string[]>>;

/** Every field of the standard, in its order: the columns of a file. */
export const standard: readonly StandardField[] = fields.fields;
export const mappings = map.fields as Readonly<Record<string, Mapping>>;
/** Why each of our own fields is carried only in part, or not. */
export const ours: Readonly<Record<string, string>> = map.ours;
export const reasons: Readonly<Record<string, string>> = map.reasons;
/** The value of a list in the standard, and our ids that say it; the first is what the value comes back as. */
export const values = map.values as Readonly<
  Record<"vic_MethodsOfControl" | "vic_MethodOfRecruitment" | "vic_TypeOfExploitation", Ids>
>;

const threeLetters: Readonly<Record<string, string>> = map.languages;
const oldLetters: Readonly<Record<string, string>> = map.bibliographic;
const tags = new Map(Object.entries(threeLetters).map(([tag, letters]) => [letters, tag]));

/** ISO 639-2 of a BCP 47 tag; null for a language that we have no words for. */
export function isoOf(tag: string): string | null {
  return threeLetters[tag.split("-")[0]?.toLowerCase() ?? ""] ?? null;
}

/** The tag of an ISO 639-2 or two-letter code, either kind of ISO 639-2; null for one that we do not know. */
export function tagOf(code: string): string | null {
  const letters = code.trim().toLowerCase();
  if (Object.hasOwn(threeLetters, letters)) return letters;
  return tags.get(letters) ?? (Object.hasOwn(oldLetters, letters) ? (oldLetters[letters] ?? null) : null);
}
