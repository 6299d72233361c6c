import { t } from "../../shared/words.ts";
import { notes } from "../notes/current.ts";
import { guidance } from "./data.ts";

/** What holds where nobody is sure of the age (V.4.1), right beside the answer. */
export function AgeInDoubt() {
  const { age } = notes.value;
  if (age !== "unsure" && age !== "unsure-claims-child") return null;
  return <p class="advice">{t(`guard.${guidance.ageUnsure}`)}</p>;
}
