import type { Signal } from "@preact/signals";
import type { JSX } from "preact";

interface Common {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: Signal<string>;
}
interface TextProps extends Common {
  readonly type?: "text" | "password" | "tel" | "search" | "date" | "time";
  readonly autocomplete?: string;
  readonly spellcheck?: boolean;
  readonly width?: "short" | "middle" | "full";
  readonly inputMode?: "text" | "numeric" | "tel" | "email";
}

const describedBy = ({ id, hint, error }: Common) =>
  [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`].filter(Boolean).join(" ") ||
  undefined;

function Around(props: Common & { readonly children: JSX.Element }) {
  const { id, label, hint, error, children } = props;
  return (
    <div class={error === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
      <label class="govuk-label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <div id={`${id}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} class="govuk-error-message">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

/** One line of text with its label, hint and what is wrong with it. */
export function TextField(props: TextProps) {
  const {
    id,
    value,
    error,
    type = "text",
    autocomplete = "off",
    spellcheck = false,
    width = "middle",
    inputMode,
  } = props;
  // Preact's types know an input by one literal type each.
  const kind =
    type === "search"
      ? ({ type: "search" } as const)
      : type === "password"
        ? ({ type: "password" } as const)
        : type === "tel"
          ? ({ type: "tel" } as const)
          : type === "date"
            ? ({ type: "date" } as const)
            : type === "time"
              ? ({ type: "time" } as const)
              : ({ type: "text" } as const);
  return (
    <Around {...props}>
      <input
        id={id}
        name={id}
        class={`govuk-input desk-input--${width}${error === undefined ? "" : " govuk-input--error"}`}
        {...kind}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={spellcheck}
        dir="auto"
        {...(inputMode === undefined ? {} : { inputMode })}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(props)}
      />
    </Around>
  );
}

/** Several lines of text. */
export function TextArea(props: Common) {
  const { id, value } = props;
  return (
    <Around {...props}>
      <textarea
        id={id}
        name={id}
        class="govuk-textarea"
        rows={4}
        dir="auto"
        autocomplete="off"
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
        aria-describedby={describedBy(props)}
      />
    </Around>
  );
}

interface Option {
  readonly value: string;
  readonly text: string;
}

/** One of a list that would be too long as buttons. */
export function Select(props: Common & { readonly options: readonly Option[] }) {
  const { id, value, options } = props;
  return (
    <Around {...props}>
      <select
        id={id}
        name={id}
        class="govuk-select desk-select"
        value={value.value}
        onChange={(event) => {
          value.value = event.currentTarget.value;
        }}
        aria-describedby={describedBy(props)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Around>
  );
}
