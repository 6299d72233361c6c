import countryJson from "@knowledge/country-list.json";
import guidanceJson from "@knowledge/guidance.json";
import type { Piece } from "./parts.ts";

interface Numbered {
  readonly id: string;
  readonly phone: string;
}
// The build checked these files against their schemas.
export const pieces = (guidanceJson as unknown as { readonly information: readonly Piece[] }).information;
export const country = countryJson as unknown as {
  readonly invented: boolean;
  readonly emergency: readonly Numbered[];
  readonly helplines: readonly Numbered[];
  readonly reflectionDays: number;
};
