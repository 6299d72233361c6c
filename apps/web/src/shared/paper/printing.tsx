import { useSignal } from "@preact/signals";
import { makePaperNumber } from "@threshold/casework";
import { useEffect, useId, useMemo } from "preact/hooks";
import { t } from "../words.ts";
import { Pack, type PackProps } from "./pack.tsx";
import { markOf } from "./signs.ts";

interface Props extends Pick<PackProps, "list" | "consent" | "emergency" | "helpers"> {
  /** Chosen before; it can be changed here. */
  readonly situation: string | null;
}
const copies = [1, 2, 5, 10] as const;
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));

/** Blank forms to print: for which situation, how many, and below it the first one as it will be. Works without a network. */
export function Printing({ situation: first, ...props }: Props) {
  const id = useId();
  const situation = useSignal(first);
  const many = useSignal(1);
  // Numbers are drawn anew after each printing: two papers never have the same one.
  const printed = useSignal(0);
  useEffect(() => {
    const after = () => {
      printed.value += 1;
    };
    addEventListener("afterprint", after);
    return () => removeEventListener("afterprint", after);
  }, []);
  const mark = markOf(props.list, situation.value);
  const numbers = useMemo(
    () => Array.from({ length: many.value }, () => makePaperNumber(mark, random)),
    [mark, many.value, printed.value],
  );
  return (
    <>
      <p>{t("paper.pack.about")}</p>
      <p>{t("paper.pack.warn")}</p>
      <div class="govuk-form-group">
        <label class="govuk-label" for={`${id}-situation`}>
          {t("paper.pack.situation")}
        </label>
        <select
          class="govuk-select"
          id={`${id}-situation`}
          autocomplete="off"
          value={situation.value ?? ""}
          onChange={({ currentTarget }) => {
            situation.value = currentTarget.value || null;
          }}
        >
          <option value="">{t("paper.pack.any")}</option>
          {props.list.situations.map((one) => (
            <option key={one.id} value={one.id}>
              {t(`situation.${one.id}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="govuk-form-group">
        <label class="govuk-label" for={`${id}-copies`}>
          {t("paper.pack.copies")}
        </label>
        <select
          class="govuk-select"
          id={`${id}-copies`}
          autocomplete="off"
          value={String(many.value)}
          onChange={({ currentTarget }) => {
            many.value = Number(currentTarget.value);
          }}
        >
          {copies.map((n) => (
            <option key={n} value={String(n)}>
              {n}
            </option>
          ))}
        </select>
      </div>
      <button type="button" class="govuk-button" onClick={() => print()}>
        {t("paper.pack.print")}
      </button>
      <h2 class="govuk-heading-m">{t("paper.shown")}</h2>
      {numbers.map((number) => (
        <Pack key={number} {...props} situation={situation.value} number={number} counted={numbers.length === 1} />
      ))}
    </>
  );
}
