import { t } from "../../shared/words.ts";
import { ReferredPerson } from "../people/strip.tsx";
import { draft, filledIn } from "./current.ts";

const first = { usual: "danger", prevention: "help" } as const;
const others = ["choice", "who", "helps", "look-over"] as const;
export type Step = (typeof first)[keyof typeof first] | (typeof others)[number];

/** Shows where one is in the five steps of referring. */
export function Strip({ at }: { at: Step }) {
  const prevention = at === "help" || draft.value.prevention !== null;
  const steps: readonly Step[] = [prevention ? first.prevention : first.usual, ...others];
  const now = steps.indexOf(at);
  const name = at === "help" ? t("offer.step.help") : t(`field.step.${at}`);
  return (
    <div class="strip">
      <ReferredPerson filled={filledIn.value} />
      <p>{t("field.step", { now: now + 1, all: steps.length, name })}</p>
      <div class="strip-marks" aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} class={index < now ? "done" : index === now ? "now" : ""} />
        ))}
      </div>
    </div>
  );
}
