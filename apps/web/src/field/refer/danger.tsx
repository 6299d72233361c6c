import { t } from "../../shared/words.ts";
import { EmergencyNumbers } from "../directory/numbers.tsx";
import { Onward, Radios, Title } from "../page/parts.tsx";
import { onwardTo } from "../page/place.ts";
import { change, draft } from "./current.ts";
import { Strip } from "./strip.tsx";

/** First question of every referral: is anybody in danger now? Unanswered counts as the usual urgency. */
export function DangerScreen() {
  const danger = draft.value.danger;
  // Whoever asks about danger is no longer on the way to help before anything happens.
  const onward = () => {
    change({ prevention: null });
    onwardTo("choice");
  };
  return (
    <>
      <Strip at="danger" />
      <Title>{t("field.danger.title")}</Title>
      <Radios
        legend={t("field.danger.ask")}
        options={(["yes", "no", "not-sure"] as const).map((value) => ({ value, label: t(`field.danger.${value}`) }))}
        value={danger}
        onPick={(value) => change({ danger: value })}
      />
      {danger === "yes" ? (
        <section class="call">
          <h2>{t("field.danger.call")}</h2>
          <EmergencyNumbers />
          <p>{t("field.danger.then")}</p>
        </section>
      ) : null}
      {danger === "not-sure" ? <p class="advice">{t("field.danger.unsure")}</p> : null}
      <Onward onTap={onward}>{t("common.next")}</Onward>
    </>
  );
}
