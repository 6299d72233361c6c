import type { Signal } from "@preact/signals";

interface Option {
  readonly value: string;
  readonly text: string;
}
interface Common {
  readonly id: string;
  readonly legend: string;
  readonly options: readonly Option[];
  readonly error?: string | undefined;
}

function ErrorOf({ id, error }: { readonly id: string; readonly error: string | undefined }) {
  return error === undefined ? null : (
    <p id={`${id}-error`} class="govuk-error-message">
      {error}
    </p>
  );
}

const frame = (error: string | undefined) =>
  error === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error";

/** One of a few. */
export function Radios({ id, legend, options, error, value }: Common & { readonly value: Signal<string> }) {
  return (
    <div class={frame(error)}>
      <fieldset class="govuk-fieldset" aria-describedby={error === undefined ? undefined : `${id}-error`}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        <ErrorOf id={id} error={error} />
        <div class="govuk-radios">
          {options.map((option, n) => (
            <div class="govuk-radios__item" key={option.value}>
              <input
                class="govuk-radios__input"
                type="radio"
                name={id}
                id={n === 0 ? id : `${id}-${option.value}`}
                value={option.value}
                checked={value.value === option.value}
                onChange={() => {
                  value.value = option.value;
                }}
              />
              <label class="govuk-label govuk-radios__label" for={n === 0 ? id : `${id}-${option.value}`}>
                {option.text}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** Any of a few. */
export function Checkboxes({ id, legend, options, value }: Common & { readonly value: Signal<readonly string[]> }) {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        <div class="govuk-checkboxes govuk-checkboxes--small">
          {options.map((option) => (
            <Checkbox
              key={option.value}
              id={`${id}-${option.value}`}
              text={option.text}
              checked={value.value.includes(option.value)}
              change={(on) => {
                const rest = value.value.filter((one) => one !== option.value);
                value.value = on ? [...rest, option.value] : rest;
              }}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

interface BoxProps {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly change: (on: boolean) => void;
}

export function Checkbox({ id, text, hint, checked, change }: BoxProps) {
  return (
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        type="checkbox"
        id={id}
        checked={checked}
        onChange={(event) => change(event.currentTarget.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label class="govuk-label govuk-checkboxes__label" for={id}>
        {text}
      </label>
      {hint === undefined ? null : (
        <div id={`${id}-hint`} class="govuk-hint govuk-checkboxes__hint">
          {hint}
        </div>
      )}
    </div>
  );
}
