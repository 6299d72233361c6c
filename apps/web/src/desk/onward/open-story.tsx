import { type Signal, useSignal } from "@preact/signals";
import type { OpeningPurpose, Story } from "@threshold/casework";
import type { Unopened } from "../keys.ts";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { PurposeForm } from "../referral/purpose.tsx";
import { readStory } from "../referral/read-story.ts";
import { type Trouble, t } from "../words.ts";

interface Props {
  readonly open: OpenCase;
  readonly desk: string;
  /** Where the story goes; it lives there alone, and is dropped with the form. */
  readonly opened: Signal<Story | null>;
}

/** The story is part of what can be passed on only once somebody said why she opens it, and that is recorded. */
export function OpenStory({ open, desk, opened }: Props) {
  const asked = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const unopened = useSignal<Unopened | null>(null);
  const read = async (purpose: OpeningPurpose) => {
    if (busy.value) return;
    busy.value = true;
    const found = await readStory(open, desk, purpose);
    busy.value = false;
    trouble.value = found.ok ? null : found.trouble;
    if (!found.ok) return;
    if (typeof found.story === "string") unopened.value = found.story;
    else opened.value = found.story;
  };
  return (
    <>
      <TroubleLine trouble={trouble.value} />
      {unopened.value === null ? null : <Remark strong>{t(`desk.story.${unopened.value}`)}</Remark>}
      {asked.value ? (
        <PurposeForm
          id="onward-story-purpose"
          lead={t("onward.story.lead")}
          button={t("desk.story.open")}
          busy={busy.value}
          open={(purpose) => void read(purpose)}
        />
      ) : (
        <>
          <p class="desk-quiet">{t("onward.story.closed")}</p>
          <button
            type="button"
            class="desk-link"
            onClick={() => {
              asked.value = true;
            }}
          >
            {t("onward.story.add")}
          </button>
        </>
      )}
    </>
  );
}
