import { t } from "../../shared/words.ts";
import { observing } from "../menu/role.ts";
import type { Place } from "../page/place.ts";
import { PaperStrip } from "../paper/strip.tsx";
import { ChildRules } from "./child.tsx";
import { guidance } from "./data.ts";
import { WhyHidden } from "./observing.tsx";

/** True for a screen of questions only, where the reader may not ask. */
export function closedToObserver(at: Place): boolean {
  return observing.value !== null && guidance.askOnly.includes(at);
}

/** What stands above a screen by where it is: the rules for a child, and why somebody who only observes does not ask, and what comes from paper. */
export function BesideScreen({ at }: { at: Place }) {
  return (
    <>
      <PaperStrip at={at} />
      {guidance.askScreens.includes(at) ? <WhyHidden also={t("guidance.observe.choice")} /> : null}
      {guidance.childScreens.includes(at) ? <ChildRules /> : null}
    </>
  );
}
