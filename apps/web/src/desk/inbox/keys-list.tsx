import { isolate } from "../../shared/isolate.ts";
import { t } from "../words.ts";
import { setSingleKeys, singleKeys } from "./shortcuts.ts";

const keys = [
  ["next", "j", "\u2193"],
  ["before", "k", "\u2191"],
  ["open", "Enter"],
  ["find", "/"],
  ["pick", "x"],
  ["help", "?"],
] as const;

/** What the keys of this list do, and the switch for those that are a single letter. */
export function KeysList() {
  return (
    <section class="desk-remark" aria-labelledby="list-keys">
      <h2 class="govuk-heading-s" id="list-keys" tabIndex={-1}>
        {t("desk.list.keys.title")}
      </h2>
      <dl class="desk-keys">
        {keys.map(([does, one, other]) => (
          <div key={does}>
            <dt>
              <kbd>{one}</kbd>
              {other === undefined ? null : (
                <>
                  {" "}
                  <kbd>{other}</kbd>
                </>
              )}
            </dt>
            <dd>{isolate(t(`desk.list.keys.${does}`))}</dd>
          </div>
        ))}
      </dl>
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <div class="govuk-checkboxes__item">
          <input
            id="single-keys"
            class="govuk-checkboxes__input"
            type="checkbox"
            checked={singleKeys.value}
            aria-describedby="single-keys-hint"
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          />
          <label class="govuk-label govuk-checkboxes__label" for="single-keys">
            {t("desk.list.keys.on")}
          </label>
          <div id="single-keys-hint" class="govuk-hint govuk-checkboxes__hint">
            {t("desk.list.keys.on.hint")}
          </div>
        </div>
      </div>
    </section>
  );
}
