import { t } from "../../shared/words.ts";
import { trustProblem, unconfirmed } from "./current.ts";

/** What is wrong with the keys of helpers, and that the telephone works all the same; nothing where they fit. */
export function KeyProblem() {
  const why = trustProblem.value;
  if (why !== null)
    return (
      <div class="advice" role="alert">
        <p>{t(`trust.${why}`)}</p>
        <p>{t("trust.field.none-sent")}</p>
        <p>{t("trust.field.tell")}</p>
      </div>
    );
  return unconfirmed.value.length > 0 ? <p class="advice">{t("trust.field.some")}</p> : null;
}
