import consentFile from "@knowledge/consent.json";
import countryFile from "@knowledge/country-list.json";
import listFile from "@knowledge/list.json";
import type { IndicatorList } from "@threshold/identification";

/** The list every assessment on this phone is made with. */
export const list = listFile as unknown as IndicatorList;

/** The part of the country's file that the list needs at once. */
export interface Country {
  readonly interview: {
    /** What holds for somebody who has not said their role. */
    readonly unsaid: "may" | "observe";
    readonly may: readonly string[];
    readonly observe: readonly string[];
  };
  readonly emergency: readonly { readonly id: string; readonly phone: string }[];
  /** Minutes until the fallback may read a referral that nobody answered. */
  readonly answerWithin: { readonly child: number; readonly urgent: number; readonly adult: number };
}
export const country = countryFile as unknown as Country;

/** A consent text in force: its version and its parts in the order they are read out. */
export interface ConsentText {
  readonly version: string;
  readonly purpose?: "prevention";
  readonly parts: readonly string[];
}

/** The words for help before anything happens, or those for every other help: one of each is in force. */
export function consentFor(prevention: boolean): ConsentText {
  const wanted = prevention ? "prevention" : undefined;
  const found = (consentFile as unknown as readonly ConsentText[]).find(({ purpose }) => purpose === wanted);
  if (found === undefined) throw new Error("knowledge holds no consent text");
  return found;
}
