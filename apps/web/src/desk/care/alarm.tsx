import { useSignal } from "@preact/signals";
import { looksOf, missingOf } from "@threshold/casework/care";
import { Remark } from "../parts/notice.tsx";
import { t } from "../words.ts";
import { AlarmBanner } from "./alarm-banner.tsx";
import { FoundForm, RaiseForm } from "./alarm-form.tsx";
import { useCare } from "./context.ts";
import { looks } from "./law-lists.ts";
import { CarePage } from "./page.tsx";
import { PolicePage } from "./police-page.tsx";
import type { CareProps } from "./tabs.tsx";

interface Props extends CareProps {
  /** To where the dangers are judged. */
  readonly toDangers: () => void;
}

/** Above every tab of a case: the quiet button, and once somebody is missing, everything that is done at once (V.4.1, VI.3). */
export function CaseAlarm({ toDangers, ...props }: Props) {
  return (
    <CarePage {...props} quiet>
      <Alarm {...props} toDangers={toDangers} />
    </CarePage>
  );
}

function Alarm({ open, state, desk, changed, toDangers }: Props) {
  const { open: now, mayAdd } = useCare();
  const doing = useSignal<"raise" | "change" | "found" | "page" | null>(null);
  const close = () => {
    doing.value = null;
  };
  const missing = missingOf(now.care);
  if (missing === null) {
    if (now.care.closed !== null || !mayAdd) return null;
    const again = looksOf(
      now.care,
      looks.filter(({ after }) => "alarm" in after),
    );
    return (
      <div class="desk-alarm-off">
        {again.length === 0 ? null : (
          <Remark strong>
            <p>
              <strong>{t("alarm.look")}</strong> {t("alarm.look.lead")}
            </p>
            <button type="button" class="govuk-button govuk-button--secondary" onClick={toDangers}>
              {t("alarm.look.open")}
            </button>
          </Remark>
        )}
        {doing.value === "raise" ? (
          <RaiseForm before={null} close={close} />
        ) : (
          <button
            type="button"
            class="govuk-button govuk-button--secondary desk-alarm-off__button"
            onClick={() => {
              doing.value = "raise";
            }}
          >
            {t("alarm.button")}
          </button>
        )}
      </div>
    );
  }
  if (doing.value === "page")
    return (
      <div class="desk-alarm desk-alarm--page">
        <PolicePage open={open} state={state} desk={desk} missing={missing} changed={changed} close={close} />
      </div>
    );
  return (
    <AlarmBanner
      missing={missing}
      now={open.file.now}
      page={() => {
        doing.value = "page";
      }}
    >
      {doing.value === "change" ? (
        <RaiseForm before={missing.raised[0]?.record ?? null} close={close} />
      ) : doing.value === "found" ? (
        <FoundForm missing={missing} close={close} />
      ) : mayAdd ? (
        <div class="desk-answer__buttons">
          {(["found", "change"] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                doing.value = one;
              }}
            >
              {t(`alarm.${one}`)}
            </button>
          ))}
        </div>
      ) : null}
    </AlarmBanner>
  );
}
