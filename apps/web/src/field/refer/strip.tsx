import { t } from "../../shared/words.ts";

const steps = ["danger", "choice", "who", "helps", "look-over"] as const;
export type Step = (typeof steps)[number];

/** Shows where one is in the five steps of referring. */
export function Strip({ at }: { at: Step }) {
  const now = steps.indexOf(at);
  return (
    <div class="strip">
      <p>{t("field.step", { now: now + 1, all: steps.length, name: t(`field.step.${at}`) })}</p>
      <div class="strip-marks" aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} class={index < now ? "done" : index === now ? "now" : ""} />
        ))}
      </div>
    </div>
  );
}
