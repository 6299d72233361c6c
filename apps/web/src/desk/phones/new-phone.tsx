import { useSignal } from "@preact/signals";
import type { IssuedCode } from "@threshold/contract";
import { BigCode } from "../parts/code.tsx";
import { Select } from "../parts/field.tsx";
import { current, ended } from "../session.ts";
import { CodeTroubleLine } from "../trust/code-trouble.tsx";
import { type CodeTrouble, newPhoneCode } from "../trust/new-code.ts";
import { clock, t } from "../words.ts";

/** A code for one phone of a desk, made here and shown once. */
export function NewPhone({ hidden }: { readonly hidden: () => void }) {
  const { desks } = current();
  const desk = useSignal(desks[0]?.id ?? "");
  const code = useSignal<IssuedCode | null>(null);
  const trouble = useSignal<CodeTrouble | null>(null);
  const busy = useSignal(false);
  const make = async () => {
    if (busy.value) return;
    busy.value = true;
    const answer = await newPhoneCode(desk.value);
    busy.value = false;
    trouble.value = null;
    if (answer.ok) code.value = answer.value;
    else if (answer.problem === "not-signed-in") ended();
    else trouble.value = answer;
  };
  if (code.value !== null)
    return (
      <>
        <BigCode
          heading={t("desk.phones.code")}
          code={code.value.code}
          lines={[
            t("desk.phones.code.how"),
            t("desk.phones.code.until", { time: clock(code.value.expires) }),
            t("trust.phones.how"),
          ]}
        />
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            code.value = null;
            hidden();
          }}
        >
          {t("desk.phones.hide")}
        </button>
      </>
    );
  return (
    <>
      <CodeTroubleLine trouble={trouble.value} />
      {desks.length > 1 ? (
        <Select
          id="phone-desk"
          label={t("trust.phones.desk")}
          value={desk}
          options={desks.map(({ id, name }) => ({ value: id, text: name }))}
        />
      ) : null}
      <button type="button" class="govuk-button" onClick={() => void make()} disabled={busy.value}>
        {t("desk.phones.make")}
      </button>
    </>
  );
}
