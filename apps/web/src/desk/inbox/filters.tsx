import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t } from "../words.ts";
import { choose, filter, typed } from "./chosen.ts";
import { choices, flags, narrows, noFilter } from "./filter.ts";

type Choice = keyof typeof choices;
const names: readonly Choice[] = ["owner", "due", "state", "order"];

/** Four choices and three ticks: what is left out, and what comes first. */
export function Filters() {
  const on = useComputed(() => narrows(filter.value));
  // Open at first where something is left out; from then on as whoever uses it has it.
  const atFirst = useMemo(() => narrows(filter.peek()), []);
  return (
    <details class="govuk-details desk-filters" open={atFirst}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{t(on.value ? "desk.list.filters.on" : "desk.list.filters")}</span>
      </summary>
      <div class="desk-filters__choices">
        {names.map((name) => (
          <div class="govuk-form-group" key={name}>
            <label class="govuk-label" for={`filter-${name}`}>
              {t(`desk.list.${name}`)}
            </label>
            <select
              id={`filter-${name}`}
              class="govuk-select desk-select"
              value={filter.value[name]}
              onChange={(event) => choose({ [name]: event.currentTarget.value })}
            >
              {choices[name].map((code) => (
                <option key={code} value={code}>
                  {t(`desk.list.${name}.${code}`)}
                </option>
              ))}
            </select>
          </div>
        ))}
        <fieldset class="govuk-fieldset desk-filters__flags">
          <legend class="govuk-label">{t("desk.list.only")}</legend>
          <div class="govuk-checkboxes govuk-checkboxes--small">
            {flags.map((flag) => (
              <div class="govuk-checkboxes__item" key={flag}>
                <input
                  id={`filter-${flag}`}
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  checked={filter.value[flag]}
                  onChange={(event) => choose({ [flag]: event.currentTarget.checked })}
                />
                <label class="govuk-label govuk-checkboxes__label" for={`filter-${flag}`}>
                  {t(`desk.list.only.${flag}`)}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      </div>
      {on.value || typed.value !== "" ? (
        <button
          type="button"
          class="desk-link"
          onClick={() => {
            typed.value = "";
            choose({ ...noFilter, order: filter.peek().order });
          }}
        >
          {t("desk.list.clear")}
        </button>
      ) : null}
    </details>
  );
}
