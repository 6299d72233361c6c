import { type Signal, useSignal } from "@preact/signals";
import type { OpeningPurpose, Story } from "@threshold/casework";
import { Checkboxes } from "../parts/choice.tsx";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { ownDesks } from "../referral/banner.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { PurposeForm } from "../referral/purpose.tsx";
import { readStory } from "../referral/read-story.ts";
import { standingOf } from "../referral/standing.ts";
import { type Trouble, t } from "../words.ts";
import type { PaperName } from "./papers.ts";

/** What of the story goes onto paper: nothing that is not ticked. */
export type Ticked = "tick" | "tick-name" | "tick-contact";

export const ticksOf = (name: PaperName): readonly Ticked[] =>
  name === "referral" ? ["tick", "tick-name", "tick-contact"] : ["tick-name"];

interface Props {
  readonly open: OpenCase;
  readonly changed: () => Promise<void>;
  readonly story: Signal<Story | null>;
  readonly ticked: Signal<readonly Ticked[]>;
  readonly offered: readonly Ticked[];
}

/** The story and the name stay off the paper until somebody opens them with a purpose, and ticks what is needed. */
export function StoryForPaper({ open, changed, story, ticked, offered }: Props) {
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const shut = useSignal<string | null>(null);
  const desk = standingOf(open, ownDesks())?.readAs?.desk;
  if (desk === undefined) return null;
  const read = async (purpose: OpeningPurpose) => {
    busy.value = true;
    const found = await readStory(open, desk, purpose);
    busy.value = false;
    trouble.value = found.ok ? null : found.trouble;
    if (!found.ok) return;
    story.value = typeof found.story === "string" ? null : found.story;
    shut.value = typeof found.story === "string" ? found.story : null;
    await changed();
  };
  return (
    <section aria-labelledby="paper-story">
      <h2 class="govuk-heading-m" id="paper-story">
        {t("paper.story")}
      </h2>
      <TroubleLine trouble={trouble.value} />
      {shut.value === null ? null : <Remark strong>{t(`desk.story.${shut.value}`)}</Remark>}
      {story.value === null ? (
        <PurposeForm
          id="paper-purpose"
          lead={t("paper.story.lead")}
          button={t("desk.story.open")}
          busy={busy.value}
          open={(purpose) => void read(purpose)}
        />
      ) : (
        <>
          <p>{t("paper.story.opened")}</p>
          <Checkboxes
            id="paper-ticks"
            legend={t("paper.story")}
            options={offered.map((value) => ({ value, text: t(`paper.story.${value}`) }))}
            value={ticked as Signal<readonly string[]>}
          />
          <p>{t("paper.story.look")}</p>
        </>
      )}
    </section>
  );
}
