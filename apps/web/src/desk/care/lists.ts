import careJson from "@knowledge/care.json";
import countryJson from "@knowledge/country.json";
import guidanceJson from "@knowledge/guidance.json";
import vocabularyJson from "@knowledge/vocabulary.json";

interface Item {
  readonly id: string;
}
interface Lists {
  readonly steps: readonly Item[];
  readonly choices: readonly (Item & { readonly later?: boolean })[];
  readonly needs: readonly (Item & { readonly tonight?: boolean })[];
  readonly risks: readonly Item[];
  readonly childSteps: readonly Item[];
  readonly wishes: readonly Item[];
  readonly evidenceKinds: readonly Item[];
  readonly offenceLinks: readonly Item[];
  readonly alarmSteps: readonly Item[];
  readonly closeReasons: readonly Item[];
}
// The build checked these files against their schemas.
const lists = careJson as Lists;
const country = countryJson as {
  readonly stages: Readonly<Record<string, readonly string[]>>;
  readonly reflectionDays: number;
};
const ids = (items: readonly Item[]): readonly string[] => items.map(({ id }) => id);

export const steps = ids(lists.steps);
export const pieces = ids((guidanceJson as { readonly information: readonly Item[] }).information);
export const risks = ids(lists.risks);
export const childSteps = ids(lists.childSteps);
export const closeReasons = ids(lists.closeReasons);
export const needsTonight = ids(lists.needs.filter((one) => one.tonight === true));
export const needsLater = ids(lists.needs.filter((one) => one.tonight !== true));
export const choices = ids(lists.choices);
/** Asked once the person had time, never pressed. */
export const askedLater: ReadonlySet<string> = new Set(ids(lists.choices.filter((one) => one.later === true)));
export const languages = (vocabularyJson as { readonly languages: readonly string[] }).languages;

export const authoritiesOf = (stage: string): readonly string[] => country.stages[stage] ?? [];
export const { reflectionDays } = country;

/** Steps that this person's case must have. */
export const requiredSteps = (child: boolean): readonly string[] => (child ? childSteps : []);
