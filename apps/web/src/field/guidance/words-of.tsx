import { assessment } from "../notes/current.ts";
import { Words } from "./words.tsx";

export function WordsOfGuards() {
  return <Words of={assessment.value.guards.map((guard) => `guard.${guard}`)} />;
}

export function WordsOfReasons() {
  return <Words of={assessment.value.reasons.map(({ rule }) => `rule.${rule}`)} />;
}
