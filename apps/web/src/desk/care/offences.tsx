import { useSignal } from "@preact/signals";
import type { CaseRecord } from "@threshold/casework/care";
import { useMemo } from "preact/hooks";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { offenceLinks } from "./law-lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf, wordsOf } from "./said.ts";

type Offence = Extract<CaseRecord, { topic: "offence" }>;
const states = ["known", "raised", "goes-on", "dropped"] as const;

/** What somebody was made to do, and how it hangs together with what was done to them (II.1). Nothing here lowers what they are owed. */
export function Offences({ print }: { readonly print: () => void }) {
  const { open, mayAdd } = useCare();
  const adding = useSignal(false);
  const { offences } = open.care;
  return (
    <section aria-labelledby="care-offences">
      <h2 class="govuk-heading-m" id="care-offences">
        {t("care.offences")}
      </h2>
      <p>{t("rights.officer.not-punished")}</p>
      {offences.size === 0 ? <p class="desk-quiet">{t("care.offences.none")}</p> : null}
      <Rows
        id="offence"
        rows={[...offences].map(([id, standing]) => ({ id, name: standing.now.record.what, standing }))}
        state={(record) => (record === undefined ? "" : t(`care.offence.pick.${record.state}`))}
        details={({ link, authority, note }) => [t(`care-offence.${link}`), wordsOf(authority), wordsOf(note)]}
        form={({ id, standing }, close) => <OffenceForm offence={id} before={standing?.now.record} close={close} />}
      />
      {adding.value ? (
        <OffenceForm
          close={() => {
            adding.value = false;
          }}
        />
      ) : (
        <div class="desk-answer__buttons">
          {mayAdd ? (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                adding.value = true;
              }}
            >
              {t("care.offences.add")}
            </button>
          ) : null}
          {offences.size === 0 ? null : (
            <button type="button" class="govuk-button govuk-button--secondary" onClick={print}>
              {t("care.note-sheet.make")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

interface FormProps {
  readonly offence?: string;
  readonly before?: Offence | undefined;
  readonly close: () => void;
}

function OffenceForm({ offence, before, close }: FormProps) {
  const own = useMemo(() => offence ?? crypto.randomUUID(), [offence]);
  return (
    <RecordForm
      id={`offence-${offence ?? "new"}`}
      label={before?.what ?? t("care.offences.add")}
      fields={[
        {
          ...{ key: "what", kind: "line", label: t("care.offence.what"), hint: t("care.offence.what.hint") },
          wrong: (value) => (value === "" ? t("care.offence.what.wrong") : undefined),
        },
        {
          ...{ key: "link", kind: "radios", label: t("care.offence.link") },
          options: offenceLinks.map((value) => ({ value, text: t(`care-offence.${value}`) })),
        },
        { key: "authority", kind: "line", label: t("care.offence.authority") },
        {
          ...{ key: "state", kind: "radios", label: t("care.offence.state") },
          options: states.map((value) => ({ value, text: t(`care.offence.pick.${value}`) })),
        },
        { key: "note", kind: "words", label: t("care.note") },
      ]}
      first={{
        ...{ what: before?.what ?? "", link: before?.link ?? "not-clear", state: before?.state ?? "known" },
        ...{ authority: typedOf(before?.authority), note: typedOf(before?.note) },
      }}
      make={(values) => ({
        ...{ topic: "offence", offence: own, what: values.what ?? "", link: values.link ?? "not-clear" },
        state: states.find((one) => one === values.state) ?? "known",
        ...{ authority: answerOf(values.authority), note: answerOf(values.note) },
      })}
      close={close}
    />
  );
}
