import { can } from "@threshold/casework";
import type { Custody, Recovery } from "@threshold/contract";
import { current } from "../session.ts";
import { moment, t } from "../words.ts";
import { change } from "./custody.ts";
import type { Told } from "./page.tsx";

/** Who of this organisation asked for keys, and each step of what came of it. */
export function Recoveries({ all, told }: { readonly all: Custody; readonly told: Told }) {
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.custody.recoveries")}</h2>
      {all.recoveries.length === 0 ? (
        <p class="desk-empty">{t("desk.custody.recoveries.none")}</p>
      ) : (
        <ul class="desk-rows">
          {all.recoveries.map((one) => (
            <Line key={one.id} one={one} told={told} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ one, told }: { readonly one: Recovery; readonly told: Told }) {
  const { member } = current();
  const { name } = one.member;
  const mayStop = one.state === "asked" && (one.member.id === member.id || can(member.roles, "keep-people"));
  const stop = async () => {
    const trouble = await change(`/recoveries/${one.id}/stop`, "POST");
    if (trouble === null) told.done();
    else told.failed(trouble);
  };
  const time = moment(one.state === "asked" || one.state === "expired" ? one.expires : (one.ended ?? one.expires));
  return (
    <li class="desk-row desk-row--plain">
      <p class="desk-row__who">{t("desk.custody.recovery", { name, time: moment(one.asked) })}</p>
      <p>{t(`desk.custody.recovery.${one.state}`, { time })}</p>
      {one.how === "sheet" ? <p class="desk-row__quiet">{t("desk.custody.recovery.sheet")}</p> : null}
      {one.steps.length === 0 ? null : (
        <ol class="desk-list">
          {one.steps.map((step) => (
            <li key={step.at}>
              {t(`desk.custody.step.${step.state}`, {
                name: step.member,
                organisation: step.organisation,
                time: moment(step.at),
              })}
            </li>
          ))}
        </ol>
      )}
      {mayStop ? (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-label={t("desk.custody.stop.one", { name })}
          onClick={() => void stop()}
        >
          {t("desk.custody.stop")}
        </button>
      ) : null}
    </li>
  );
}
