import { Line } from "../../shared/paper/paper.tsx";
import { useCare } from "../care/context.ts";
import { choices } from "../care/lists.ts";
import { dayOf, languageName, moment, t } from "../words.ts";

/** Each choice and how it was made, and room to sign: one of these is a consent in writing (II.3). */
export function ChoicesSheet({ named }: { readonly named: boolean }) {
  const { care } = useCare().open;
  return (
    <>
      {named ? null : <Line label={t("paper.by-hand")} />}
      <dl>
        {choices.map((id) => {
          const record = care.choices.get(id)?.now.record;
          return (
            <div key={id}>
              <dt>{t(`care-choice.${id}`)}</dt>
              <dd>
                <strong>{t(`care.choice.${record?.chosen ?? "open"}`)}</strong>
                {record === undefined ? null : (
                  <>
                    {" · "}
                    {[
                      t(`care.choice.how.${record.how}`),
                      languageName(record.language),
                      t(`common.interpreter.${record.interpreter}`),
                      moment(record.at),
                      t("paper.choices.text", { version: record.text }),
                      ...(record.until === null ? [] : [t("care.choice.until", { day: dayOf(record.until) })]),
                    ].join(" · ")}
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p>{t("paper.choices.back")}</p>
      <div class="paper-whole">
        <Line label={t("paper.sign.person")} />
        <Line label={t("paper.sign.interpreter")} />
        <Line label={t("paper.sign.witness")} />
        <Line label={t("paper.sign.place-day")} />
      </div>
    </>
  );
}
