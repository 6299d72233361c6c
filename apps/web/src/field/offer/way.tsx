import { t } from "../../shared/words.ts";
import { atSite, highest } from "../notes/current.ts";
import { Onward } from "../page/parts.tsx";
import { go } from "../page/place.ts";
import { begun } from "./current.ts";

/**
 * On the result of who is at risk: their own way on (II.1, V.1). It stays once the check was begun, so that its answers can be looked at
 * also where they changed the result.
 */
export function OfferWay() {
  if (atSite.value || (highest.value !== "potential" && !begun.value)) return null;
  return (
    <section class="offer-way" aria-labelledby="offer-way">
      <h3 id="offer-way">{t("offer.way.title")}</h3>
      <p>{t("offer.way.about")}</p>
      <Onward quiet={highest.value !== "potential"} onTap={() => go("offer")}>
        {begun.value ? t("offer.way.on") : t("offer.way.check")}
      </Onward>
      {highest.value === "potential" ? (
        <Onward quiet onTap={() => go("help-before")}>
          {t("offer.way.help")}
        </Onward>
      ) : null}
    </section>
  );
}
