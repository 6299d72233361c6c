import { t } from "../../shared/words.ts";
import { note, notes } from "../notes/current.ts";
import type { Place } from "../page/place.ts";
import { stampOf } from "../people/when.ts";

const along: readonly Place[] = ["list", "danger", "choice", "who", "helps", "look-over"];
const chooses: readonly Place[] = ["choice", "who"];

/** On the way from the list to sending: that this comes from paper, and the time that stands there. */
export function PaperStrip({ at }: { readonly at: Place }) {
  const { paper, metAt } = notes.value;
  if (paper === null || !along.includes(at)) return null;
  return (
    <div class="advice">
      <p>{t("paper.type.strip", { number: paper.number, time: metAt === null ? "" : stampOf(metAt) })}</p>
      {chooses.includes(at) ? <p>{t("paper.type.choice")}</p> : null}
      {at === "list" ? (
        <button type="button" class="plain" onClick={() => note((old) => ({ ...old, paper: null, metAt: null }))}>
          {t("paper.type.stop")}
        </button>
      ) : null}
    </div>
  );
}
