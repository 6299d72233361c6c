import type { Answer } from "@threshold/casework";
import { looksOf } from "@threshold/casework/care";
import { dayOf, list, t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { looks } from "./law-lists.ts";
import { risks } from "./lists.ts";
import { RiskHistory } from "./risk-history.tsx";
import { Rows } from "./rows.tsx";
import { answerOf, dayOrNull, typedOf, wordsOf } from "./said.ts";

const levels = ["high", "some", "none", "not-known"] as const;
const moments = ["early", "after-event", "before-move", "before-return", "on-return"] as const;

/** Dangers, how high each is, and who does what about it. Looked at again after each event and before each move. */
export function Risks() {
  const { care } = useCare().open;
  const due = looksOf(care, looks);
  /** The moment that a look which is due asks for. */
  const momentFor = (id: string) => due.find((look) => look.risks.includes(id))?.rule.moment;
  return (
    <section aria-labelledby="care-risks">
      <h2 class="govuk-heading-m" id="care-risks">
        {t("care.risks")}
      </h2>
      {due.map(({ rule, risks: left }) => (
        <p key={rule.id} class="desk-remark">
          <strong>{t(`care-look.${rule.id}`)}</strong>{" "}
          {t("care.due.look", { risks: list(left.map((id) => t(`care-risk.${id}`))) })}
        </p>
      ))}
      <Rows
        id="risk"
        rows={risks.map((id) => ({ id, name: t(`care-risk.${id}`), standing: care.risks.get(id) }))}
        state={(record) => t(`care.risk.${record?.level ?? "open"}`)}
        details={({ moment, plan, by, again }) => [
          t(`care.moment.${moment}`),
          said("care.risk.plan.is", "plan", plan),
          said("care.risk.by.is", "who", by),
          again === null ? null : t("care.risk.again.is", { day: dayOf(again) }),
        ]}
        more={(standing) => <RiskHistory standing={standing} />}
        form={({ id, name, standing }, close) => {
          const before = standing?.now.record;
          return (
            <RecordForm
              id={`risk-${id}`}
              label={name}
              fields={[
                {
                  ...{ key: "level", kind: "radios", label: t("care.risk.level") },
                  options: levels.map((value) => ({ value, text: t(`care.risk.${value}`) })),
                },
                {
                  ...{ key: "moment", kind: "select", label: t("care.risk.moment") },
                  options: moments.map((value) => ({ value, text: t(`care.moment.${value}`) })),
                },
                { key: "plan", kind: "words", label: t("care.risk.plan") },
                { key: "by", kind: "line", label: t("care.risk.plan-by") },
                { key: "again", kind: "day", label: t("care.risk.again"), hint: t("care.risk.again.hint") },
              ]}
              first={{
                ...{ level: before?.level ?? "not-known", moment: momentFor(id) ?? before?.moment ?? "early" },
                ...{ plan: typedOf(before?.plan), by: typedOf(before?.by), again: before?.again ?? "" },
              }}
              make={(values) => ({
                ...{ topic: "risk", risk: id, plan: answerOf(values.plan), by: answerOf(values.by) },
                level: levels.find((one) => one === values.level) ?? "not-known",
                moment: moments.find((one) => one === values.moment) ?? "early",
                again: dayOrNull(values.again),
              })}
              close={close}
            />
          );
        }}
      />
    </section>
  );
}

function said(id: string, name: string, answer: Answer): string | null {
  const words = wordsOf(answer);
  return words === null ? null : t(id, { [name]: words });
}
