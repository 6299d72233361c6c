import type { Story } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { wordsOf } from "../care/said.ts";
import { Consent } from "../referral/consent.tsx";
import { storyOrder } from "../referral/story-text.ts";
import { t } from "../words.ts";
import type { Ticked } from "./story.tsx";

/** Each of these stands on paper only where it was ticked by itself. */
const apart: Readonly<Partial<Record<(typeof storyOrder)[number], Ticked>>> = {
  calledAs: "tick-name",
  contact: "tick-contact",
  safeTime: "tick-contact",
};

interface Props {
  readonly story: Story;
  readonly directory: Directory | null;
  readonly ticked: ReadonlySet<Ticked>;
}

/** The story as it was told, and what was agreed to. The name stands above, where it was ticked. */
export function StorySheet({ story, directory, ticked }: Props) {
  const shown = storyOrder.filter((key) => key !== "calledAs" && ticked.has(apart[key] ?? "tick"));
  return (
    <>
      <h3>{t("desk.case.story")}</h3>
      <dl>
        {shown.map((key) => (
          <div key={key}>
            <dt>{t(`desk.story.${key}`)}</dt>
            <dd dir="auto">{wordsOf(story[key]) ?? t("desk.nothing-known")}</dd>
          </div>
        ))}
      </dl>
      {ticked.has("tick") && story.consent !== null ? <Consent consent={story.consent} directory={directory} /> : null}
    </>
  );
}
