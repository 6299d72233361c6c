import consentFile from "@knowledge/consent.json";
import countryFile from "@knowledge/country.json";
import listFile from "@knowledge/list.json";
import type { IndicatorList } from "@threshold/identification";

/** The list every assessment on this phone is made with. */
export const list = listFile as unknown as IndicatorList;

export interface Country {
  readonly emergency: readonly { readonly id: string; readonly phone: string }[];
  /** Minutes until the fallback may read a referral that nobody answered. */
  readonly answerWithin: { readonly child: number; readonly urgent: number; readonly adult: number };
}
export const country = countryFile as unknown as Country;

/** The consent text in force: its version and its parts in the order they are read out. */
export interface ConsentText {
  readonly version: string;
  readonly parts: readonly string[];
}
export const consentText: ConsentText = newest(consentFile);

function newest(file: unknown): ConsentText {
  const texts = (Array.isArray(file) ? file : [file]) as readonly ConsentText[];
  const [first] = [...texts].sort((a, b) => b.version.localeCompare(a.version));
  if (first === undefined) throw new Error("knowledge holds no consent text");
  return first;
}
