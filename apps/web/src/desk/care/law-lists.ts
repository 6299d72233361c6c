import careJson from "@knowledge/care.json";
import consentJson from "@knowledge/consent.json";
import countryJson from "@knowledge/country.json";
import type { LookRule } from "@threshold/casework/care";

interface Item {
  readonly id: string;
}
export interface WishItem extends Item {
  /** Answers to choose from, beside the person's own words. */
  readonly pick?: readonly string[];
  /** Read before anybody reaches out to the person. */
  readonly contact?: boolean;
}
interface Lists {
  readonly choices: readonly (Item & { readonly written?: boolean; readonly only?: "offences" })[];
  readonly wishes: readonly WishItem[];
  readonly looks: readonly LookRule[];
  readonly evidenceKinds: readonly Item[];
  readonly offenceLinks: readonly Item[];
  readonly laws: readonly Item[];
}
/** Words that are read out before somebody chooses, and signed. */
export interface Consent {
  readonly version: string;
  readonly purpose?: string;
  readonly parts: readonly string[];
}
// The build checked these files against their schemas.
const lists = careJson as Lists;
const consents = consentJson as readonly Consent[];
const ids = (items: readonly Item[]): readonly string[] => items.map(({ id }) => id);

export const { wishes, looks } = lists;
export const evidenceKinds = ids(lists.evidenceKinds);
export const offenceLinks = ids(lists.offenceLinks);
export const laws = ids(lists.laws);
/** Choices that start with more than a spoken yes (II.3). */
export const written: ReadonlySet<string> = new Set(ids(lists.choices.filter((one) => one.written === true)));
/** Choices that are asked only where an offence is on record. */
export const forOffences: ReadonlySet<string> = new Set(ids(lists.choices.filter((one) => one.only === "offences")));
/** Duties in law to disclose, of the country's file. */
export const duties = (countryJson as { readonly duties: readonly string[] }).duties;

const forEveryHelp = (): Consent => {
  const found = consents.find(({ purpose }) => purpose === undefined);
  if (found === undefined) throw new Error("knowledge holds no consent text");
  return found;
};
/** The words in force for a choice: its own, or those for every help. */
export const consentFor = (choice: string): Consent =>
  consents.find(({ purpose }) => purpose === choice) ?? forEveryHelp();
