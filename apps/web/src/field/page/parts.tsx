import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** The heading a screen starts with: takes the focus when the screen opens. */
export function Title({ children }: { children: ComponentChildren }) {
  return (
    <h1 class="title" tabIndex={-1}>
      {children}
    </h1>
  );
}

/** A button that stays pressed; tapping it again takes it back. */
export function Toggle({ on, onTap, children }: { on: boolean; onTap: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="toggle" aria-pressed={on} onClick={onTap}>
      {children}
    </button>
  );
}

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

interface RadiosProps<T extends string> {
  readonly legend: ComponentChildren;
  readonly hint?: string;
  readonly options: readonly Option<T>[];
  readonly value: T | null;
  readonly onPick: (value: T) => void;
  /** Sentence shown where an answer is needed and none was given. */
  readonly missing?: string | null;
}

/** One answer out of a few. */
export function Radios<T extends string>({ legend, hint, options, value, onPick, missing }: RadiosProps<T>) {
  const name = useId();
  return (
    <fieldset class={`govuk-fieldset group${missing ? " missing" : ""}`} aria-describedby={`${name}-about`}>
      <legend class="govuk-fieldset__legend">{legend}</legend>
      <div id={`${name}-about`}>
        {hint ? <p class="govuk-hint">{hint}</p> : null}
        {missing ? <p class="govuk-error-message">{missing}</p> : null}
      </div>
      <div class="govuk-radios">
        {options.map((option) => (
          <div class="govuk-radios__item" key={option.value}>
            <input
              class="govuk-radios__input"
              type="radio"
              autocomplete="off"
              id={`${name}-${option.value}`}
              name={name}
              checked={value === option.value}
              aria-describedby={option.hint ? `${name}-${option.value}-hint` : undefined}
              onChange={() => onPick(option.value)}
            />
            <label class="govuk-label govuk-radios__label" for={`${name}-${option.value}`}>
              {option.label}
            </label>
            {option.hint ? (
              <p class="govuk-hint govuk-radios__hint" id={`${name}-${option.value}-hint`}>
                {option.hint}
              </p>
            ) : null}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** A quiet part that opens when asked. */
export function Fold({ summary, children }: { summary: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}

/** A number to phone: the whole line is the target. */
export function Phone({ name, number, strong }: { name: string; number: string; strong?: boolean }) {
  return (
    <a class={strong ? "phone strong" : "phone"} href={`tel:${number.replace(/[^\d+*#]/g, "")}`}>
      <bdi>{name}</bdi> <bdi dir="ltr">{number}</bdi>
    </a>
  );
}

/** Big step onward. */
export function Onward({
  onTap,
  children,
  quiet,
}: {
  onTap: () => void;
  children: ComponentChildren;
  quiet?: boolean;
}) {
  return (
    <button type="button" class={`govuk-button${quiet ? " govuk-button--secondary" : ""}`} onClick={onTap}>
      {children}
    </button>
  );
}
