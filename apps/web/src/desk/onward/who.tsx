import type { Signal } from "@preact/signals";
import type { Service } from "@threshold/contract";
import { isolate } from "../../shared/isolate.ts";
import { dayOf, languageName, list, t, words } from "../words.ts";
import { takes } from "./services.ts";

interface Props {
  readonly id: string;
  readonly legend: string;
  readonly services: readonly Service[];
  readonly child: boolean;
  /** Id of the service; empty while nobody is chosen. */
  readonly value: Signal<string>;
  readonly error?: string | undefined;
}

/** One of the services, each with what it offers, for whom, in which languages, and when that was checked. */
export function Who({ id, legend, services, child, value, error }: Props) {
  return (
    <div class={`govuk-form-group${error === undefined ? "" : " govuk-form-group--error"}`}>
      <fieldset class="govuk-fieldset" aria-describedby={error === undefined ? undefined : `${id}-error`}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        {error === undefined ? null : (
          <p id={`${id}-error`} class="govuk-error-message">
            {error}
          </p>
        )}
        <div class="govuk-radios">
          {services.map((service, n) => {
            const own = n === 0 ? id : `${id}-${service.id}`;
            return (
              <div class="govuk-radios__item" key={service.id}>
                <input
                  class="govuk-radios__input"
                  type="radio"
                  name={id}
                  id={own}
                  value={service.id}
                  checked={value.value === service.id}
                  onChange={() => {
                    value.value = service.id;
                  }}
                  aria-describedby={`${own}-hint`}
                />
                <label class="govuk-label govuk-radios__label" for={own}>
                  {isolate(service.name)}
                </label>
                <div id={`${own}-hint`} class="govuk-hint govuk-radios__hint">
                  {takes(service, child) ? null : <strong>{t("onward.who.other-age")} </strong>}
                  {facts(service)}
                </div>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

function facts({ organisation, offers, languages, checkedOn }: Service): string {
  return [
    isolate(organisation.name),
    offers.length === 0 ? t("desk.nothing-known") : words("service-purpose", offers),
    ...(languages.length === 0 ? [] : [list(languages.map(languageName))]),
    t("desk.services.checked", { day: dayOf(checkedOn) }),
  ].join(" · ");
}

/** Services that nothing can be sealed to: to be called, or there no more. */
export function Others({ byPhone, left }: { readonly byPhone: readonly Service[]; readonly left: readonly Service[] }) {
  return (
    <>
      {left.length === 0 ? null : (
        <div class="desk-remark">
          <p>{t("onward.who.left")}</p>
          <ul class="desk-list">
            {left.map((service) => (
              <li key={service.id}>{isolate(service.name)}</li>
            ))}
          </ul>
        </div>
      )}
      {byPhone.length === 0 ? null : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t("onward.who.by-phone")}</span>
          </summary>
          <ul class="desk-list govuk-details__text">
            {byPhone.map((service) => (
              <li key={service.id}>
                {isolate(service.name)}: <bdi>{service.phone}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
