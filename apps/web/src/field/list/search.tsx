import { useComputed, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { has, t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { find } from "./find.ts";
import { SignRow } from "./sign-row.tsx";

const most = 20;

/** Finds any sign by its words. What is typed here is no note: it is forgotten with the page and offered to nobody. */
export function Search() {
  const words = useSignal("");
  const id = useId();
  const found = useComputed(() =>
    find(
      list.indicators.map(({ id }) => ({ id, label: t(`sign.${id}`), more: meaningOf(id) })),
      words.value,
    ),
  );
  const searching = words.value.trim() !== "";
  return (
    <search class="search">
      <label class="govuk-label" for={id}>
        {t("field.search")}
      </label>
      {/* Without autocomplete the browser neither offers these words later nor keeps them for restoring the page. */}
      <input
        class="govuk-input"
        id={id}
        type="search"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        value={words.value}
        onInput={({ currentTarget }) => (words.value = currentTarget.value)}
      />
      <p class="govuk-hint" role="status">
        {searching ? t("field.search.found", { count: found.value.length }) : ""}
      </p>
      {searching ? (
        <ul class="signs found">
          {found.value.slice(0, most).map((sign) => (
            <SignRow key={sign} id={sign} />
          ))}
        </ul>
      ) : null}
    </search>
  );
}

/** Empty where the words of the second load are not here yet. */
const meaningOf = (id: string): string => (has(`sign-means.${id}`) ? t(`sign-means.${id}`) : "");
