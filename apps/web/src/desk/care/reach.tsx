import { useSignal } from "@preact/signals";
import type { Care } from "@threshold/casework/care";
import { useEffect } from "preact/hooks";
import { list, t } from "../words.ts";
import { openCare } from "./care.ts";
import { wishes } from "./law-lists.ts";
import type { CareProps } from "./tabs.tsx";
import { everyWish } from "./wish-words.ts";

/** Wishes that say how the person can be reached without danger, in words; empty where none is written down. */
function reachWords({ wishes: said }: Care): readonly string[] {
  return wishes.flatMap(({ id, contact }) => {
    const standing = said.get(id);
    const words = contact !== true || standing === undefined ? null : everyWish(standing);
    return words === null ? [] : [t("care.reach.one", { wish: t(`care-wish.${id}`), said: words })];
  });
}

/** One line wherever a contact is near: a wrong call can cost a life. */
export function BeforeCall({ care }: { readonly care: Care }) {
  const said = reachWords(care);
  return (
    <p class="desk-reach">
      <strong>{t("care.reach")}</strong> {said.length === 0 ? t("care.reach.none") : list(said)}
    </p>
  );
}

/** The same line under the banner of a case, on every tab. */
export function CareReach({ open, state }: Pick<CareProps, "open" | "state">) {
  const care = useSignal<Care | null>(null);
  useEffect(() => {
    let current = true;
    void openCare(open, state).then((found) => {
      if (current) care.value = found.care;
    });
    return () => {
      current = false;
    };
  }, [open, state]);
  return care.value === null ? null : <BeforeCall care={care.value} />;
}
