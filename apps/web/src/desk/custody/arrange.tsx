import { useSignal } from "@preact/signals";
import type { DeskCustody } from "@threshold/contract";
import { Select } from "../parts/field.tsx";
import { current } from "../session.ts";
import { trust } from "../trust/trust.ts";
import { t } from "../words.ts";
import { change } from "./custody.ts";
import type { Told } from "./page.tsx";

/** Chooses the three organisations whose custodians are asked. */
export function Arrange({ desk, told }: { readonly desk: DeskCustody; readonly told: Told }) {
  const { organisation } = current();
  const at = (n: number) => desk.places.find((place) => place.n === n)?.organisation.id;
  const chosen = [useSignal(at(1) ?? organisation.id), useSignal(at(2) ?? organisation.id), useSignal(at(3) ?? "")];
  const wrong = useSignal(false);
  const busy = useSignal(false);
  const others = (trust.value?.organisations ?? []).filter((one) => one.id !== organisation.id);
  const options = [
    { value: "", text: "–" },
    { value: organisation.id, text: t("desk.custody.arrange.own", { name: organisation.name }) },
    ...others.map(({ id, name }) => ({ value: id, text: name })).sort((a, b) => a.text.localeCompare(b.text)),
  ];
  const send = async () => {
    const organisations = chosen.map((one) => one.value);
    const elsewhere = organisations.filter((id) => id !== organisation.id);
    wrong.value = elsewhere.length === 0 || elsewhere.includes("") || new Set(elsewhere).size !== elsewhere.length;
    if (wrong.value || busy.value) return;
    busy.value = true;
    const trouble = await change(`/custody/desks/${desk.desk.id}/places`, "PUT", { organisations });
    busy.value = false;
    if (trouble === null) told.done();
    else told.failed(trouble);
  };
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">{t("desk.custody.arrange")}</summary>
      <p>{t("desk.custody.arrange.lead")}</p>
      <form
        noValidate
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {chosen.map((value, at) => (
          <Select
            key={at}
            id={`${desk.desk.id}-place-${at + 1}`}
            label={t("desk.custody.arrange.n", { n: at + 1 })}
            value={value}
            options={options}
            error={wrong.value && at === 2 ? t("desk.custody.arrange.outside") : undefined}
          />
        ))}
        <button type="submit" class="govuk-button govuk-button--secondary" disabled={busy.value}>
          {t("desk.custody.arrange.do")}
        </button>
      </form>
    </details>
  );
}
