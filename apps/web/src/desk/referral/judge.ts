import list from "@knowledge/list.json";
import type { Card } from "@threshold/casework";
import { type Assessment, assess, type IndicatorList } from "@threshold/identification";
import { type Reading, readingOf } from "./case-input.ts";

// JSON has no literal types; the build checked the file against its schema.
const own = list as unknown as IndicatorList;

/** The desk's own judgement of a card, with the desk's own list. */
export function judge(card: Card): Reading & { readonly assessment: Assessment; readonly version: string } {
  const reading = readingOf(card, own);
  return { ...reading, assessment: assess(own, reading.input), version: own.version };
}
