import { ShowPage } from "../../shared/paper/show.tsx";
import { languageName, t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { languageOptions } from "./languages.ts";
import { pieces } from "./lists.ts";
import { Rows } from "./rows.tsx";

const ways = ["spoken", "written", "both"] as const;
const understood = ["yes", "to-repeat"] as const;
export const interpreters = ["none-needed", "professional", "phone-service", "other-adult", "none-available"] as const;

/** The six pieces of information: in which language, by whom, and whether it was understood (II.3). */
export function Told({ print }: { readonly print: () => void }) {
  const { care } = useCare().open;
  return (
    <section aria-labelledby="care-told">
      <h2 class="govuk-heading-m" id="care-told">
        {t("care.told")}
      </h2>
      <p>{t("care.told.lead")}</p>
      <Rows
        id="told"
        rows={pieces.map((id) => ({ id, name: t(`information.${id}`), standing: care.told.get(id) }))}
        state={(record) =>
          record === undefined
            ? t("care.told.open")
            : t(`care.told.${record.understood}`, { language: languageName(record.language) })
        }
        form={({ id, name, standing }, close) => {
          const before = standing?.now.record;
          return (
            <RecordForm
              id={`told-${id}`}
              label={name}
              fields={[
                { key: "language", kind: "select", label: t("care.told.language"), options: languageOptions() },
                {
                  ...{ key: "how", kind: "radios", label: t("care.told.how") },
                  options: ways.map((value) => ({ value, text: t(`care.told.how.${value}`) })),
                },
                {
                  ...{ key: "interpreter", kind: "select", label: t("care.told.interpreter") },
                  options: interpreters.map((value) => ({ value, text: t(`common.interpreter.${value}`) })),
                },
                {
                  ...{ key: "understood", kind: "radios", label: t("care.told.understood") },
                  options: understood.map((value) => ({ value, text: t(`care.told.understood.${value}`) })),
                },
              ]}
              first={{
                ...{ language: before?.language ?? "en", how: before?.how ?? "spoken" },
                ...{ interpreter: before?.interpreter ?? "none-needed", understood: before?.understood ?? "yes" },
              }}
              make={(values) => ({
                ...{ topic: "told", piece: id, language: values.language ?? "en" },
                how: ways.find((one) => one === values.how) ?? "spoken",
                interpreter: interpreters.find((one) => one === values.interpreter) ?? "none-needed",
                understood: understood.find((one) => one === values.understood) ?? "to-repeat",
              })}
              close={close}
            />
          );
        }}
      />
      <button type="button" class="govuk-button govuk-button--secondary" onClick={print}>
        {t("care.told.print")}
      </button>
      <ShowPage />
    </section>
  );
}
