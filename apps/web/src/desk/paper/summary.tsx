import { dueOf } from "@threshold/casework/care";
import type { ComponentChildren } from "preact";
import { useCare } from "../care/context.ts";
import { dueWords } from "../care/due.tsx";
import { looks } from "../care/law-lists.ts";
import { choices, needsLater, needsTonight } from "../care/lists.ts";
import { clockWords } from "../care/reflection.tsx";
import { wordsOf } from "../care/said.ts";
import { dayWords } from "../days.ts";
import { current } from "../session.ts";
import { moment, t } from "../words.ts";

const stages = ["preliminary", "specialised", "procedural", "judicial"] as const;

/** The case in one page for a handover: decisions, the clock, choices, needs, who helps, what is due. No word of the story. */
export function SummarySheet() {
  const { open, child } = useCare();
  const { care } = open;
  const due = dueOf(care, open.today, open.required, looks);
  const needs = [...needsTonight, ...needsLater].flatMap((id) => {
    const record = care.needs.get(id)?.now.record;
    return record === undefined ? [] : [{ id, record }];
  });
  return (
    <>
      <p>
        {t("paper.summary.helps.here", { organisation: current().organisation.name })}
        {child ? ` · ${t("desk.inbox.child")}` : ""}
      </p>
      <h3>{t("care.reflection")}</h3>
      <p>{clockWords(care.reflection, open.today)}</p>
      <h3>{t("care.stages")}</h3>
      <dl>
        {stages.map((id) => {
          const record = care.stages.get(id)?.now.record;
          return (
            <Row key={id} name={t(`care.stage.${id}`)}>
              {record === undefined
                ? t("care.stage.open")
                : `${t(`care.outcome.${record.outcome}`)}, ${moment(record.at)}`}
            </Row>
          );
        })}
      </dl>
      <h3>{t("care.choices")}</h3>
      <dl>
        {choices.map((id) => (
          <Row key={id} name={t(`care-choice.${id}`)}>
            {t(`care.choice.${care.choices.get(id)?.now.record.chosen ?? "open"}`)}
          </Row>
        ))}
      </dl>
      <h3>{t("care.needs")}</h3>
      {needs.length === 0 ? <p>{t("paper.nothing")}</p> : null}
      <dl>
        {needs.map(({ id, record }) => (
          <Row key={id} name={t(`care-need.${id}`)}>
            {t(`care.need.${record.state}`)}
            {record.by === null ? null : (
              <>
                {" · "}
                {t("paper.summary.helps")}: <bdi>{wordsOf(record.by)}</bdi>
              </>
            )}
          </Row>
        ))}
      </dl>
      <h3>{t("care.due")}</h3>
      {due.length === 0 ? <p>{t("care.due.none")}</p> : null}
      <ul>
        {due.map((one) => (
          <li key={`${one.what} ${one.id}`}>
            {dueWords(one, open)}: {dayWords(one.day, open.today)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
