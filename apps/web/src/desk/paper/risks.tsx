import { useCare } from "../care/context.ts";
import { risks } from "../care/lists.ts";
import { wordsOf } from "../care/said.ts";
import { dayOf, list, moment, t } from "../words.ts";

/** Dangers with what is planned, by whom, by when; those that nobody looked at yet are named too. */
export function RisksSheet() {
  const { care } = useCare().open;
  const seen = risks.flatMap((id) => {
    const record = care.risks.get(id)?.now.record;
    return record === undefined ? [] : [{ id, record }];
  });
  const open = risks.filter((id) => !care.risks.has(id));
  return (
    <>
      {seen.length === 0 ? <p>{t("paper.nothing")}</p> : null}
      {seen.map(({ id, record }) => (
        <section key={id} class="paper-whole">
          <h3>
            {t(`care-risk.${id}`)}: {t(`care.risk.${record.level}`)}
          </h3>
          <dl>
            <div>
              <dt>{t("care.risk.moment")}</dt>
              <dd>
                {t(`care.moment.${record.moment}`)}, {moment(record.at)}
              </dd>
            </div>
            <div>
              <dt>{t("care.risk.plan")}</dt>
              <dd dir="auto">{wordsOf(record.plan) ?? t("desk.nothing-known")}</dd>
            </div>
            <div>
              <dt>{t("care.risk.plan-by")}</dt>
              <dd dir="auto">{wordsOf(record.by) ?? t("desk.nothing-known")}</dd>
            </div>
            {record.again === null ? null : (
              <div>
                <dt>{t("care.risk.again")}</dt>
                <dd>{dayOf(record.again)}</dd>
              </div>
            )}
          </dl>
        </section>
      ))}
      {open.length === 0 ? null : (
        <>
          <h3>{t("care.risk.open")}</h3>
          <p>{list(open.map((id) => t(`care-risk.${id}`)))}</p>
        </>
      )}
    </>
  );
}
