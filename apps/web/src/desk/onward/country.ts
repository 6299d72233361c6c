import countryJson from "@knowledge/country.json";
import type { Urgency } from "@threshold/casework";

// The build checked the file against its schema.
const times = (
  countryJson as { readonly answerWithin: { readonly child: number; readonly urgent: number; readonly adult: number } }
).answerWithin;

/** Minutes until the second desk may read: the shortest that applies, as the country sets it. */
export function answerWithin(child: boolean, urgency: Urgency): number {
  return Math.min(times.adult, child ? times.child : times.adult, urgency === "now" ? times.urgent : times.adult);
}
