import { useSignal } from "@preact/signals";
import type { Answer, OpeningPurpose, Story } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { ChildRules } from "../care/child-rules.tsx";
import type { Unopened } from "../keys.ts";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t, word } from "../words.ts";
import { ownDesks } from "./banner.tsx";
import { Consent } from "./consent.tsx";
import type { OpenCase } from "./open-case.ts";
import { PurposeForm } from "./purpose.tsx";
import { readStory } from "./read-story.ts";
import { standingOf } from "./standing.ts";
import { storyOrder } from "./story-text.ts";

type Shown = Story | Unopened;

interface Props {
  readonly open: OpenCase;
  readonly directory: Directory | null;
  readonly changed: () => Promise<void>;
}

/** The story behind its purpose. What was opened lives in this component alone: leaving the tab drops it. */
export function StoryTab({ open, directory, changed }: Props) {
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const shown = useSignal<Shown | null>(null);
  const standing = standingOf(open, ownDesks());
  const { referral } = open;
  const desk = standing?.readAs ?? null;
  if (referral === null || standing === null || desk === null) {
    return <p>{t(standing?.status === "withdrawn" ? "desk.answer.is.withdrawn" : "desk.answer.is.elsewhere")}</p>;
  }

  const read = async (purpose: OpeningPurpose) => {
    if (busy.value) return;
    busy.value = true;
    const read = await readStory(open, desk.desk, purpose);
    busy.value = false;
    trouble.value = read.ok ? null : read.trouble;
    if (!read.ok) return;
    shown.value = read.story;
    await changed();
  };

  if (shown.value !== null) {
    return (
      <>
        <Remark>{t("desk.story.kept")}</Remark>
        {typeof shown.value === "string" ? (
          <Remark strong>{t(`desk.story.${shown.value}`)}</Remark>
        ) : (
          <>
            <Told story={shown.value} />
            {shown.value.consent === null ? null : <Consent consent={shown.value.consent} directory={directory} />}
          </>
        )}
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            shown.value = null;
          }}
        >
          {t("desk.story.close")}
        </button>
      </>
    );
  }
  return (
    <>
      {referral.child ? <ChildRules /> : null}
      <TroubleLine trouble={trouble.value} />
      <PurposeForm
        id="purpose"
        lead={t("desk.story.lead")}
        button={t("desk.story.open")}
        busy={busy.value}
        open={(purpose) => void read(purpose)}
      />
    </>
  );
}

function Words({ answer }: { readonly answer: Answer }) {
  if (answer === null) return <span class="desk-quiet">{t("desk.nothing-known")}</span>;
  if (!answer.known) {
    return <span class="desk-quiet">{t(answer.why === "declined" ? "desk.declined-to-say" : "desk.not-known")}</span>;
  }
  // Exactly as it was entered, in whatever direction it was written.
  return (
    <div class="desk-told" dir="auto">
      {answer.value}
    </div>
  );
}

function Told({ story }: { readonly story: Story }) {
  const { interpreter, askedAlone } = story;
  return (
    <dl class="govuk-summary-list desk-story">
      {storyOrder.map((key) => (
        <div class="govuk-summary-list__row" key={key}>
          <dt class="govuk-summary-list__key">{t(`desk.story.${key}`)}</dt>
          <dd class="govuk-summary-list__value">
            <Words answer={story[key]} />
          </dd>
        </div>
      ))}
      {story.disagreement == null ? null : (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{t("people.desk.words")}</dt>
          <dd class="govuk-summary-list__value">
            <Words answer={story.disagreement} />
          </dd>
        </div>
      )}
      <div class="govuk-summary-list__row">
        <dt class="govuk-summary-list__key">{t("desk.story.askedAlone")}</dt>
        <dd class="govuk-summary-list__value">
          {askedAlone === null ? t("desk.nothing-known") : t(askedAlone ? "desk.yes" : "desk.no")}
        </dd>
      </div>
      <div class="govuk-summary-list__row">
        <dt class="govuk-summary-list__key">{t("desk.story.interpreter")}</dt>
        <dd class="govuk-summary-list__value">
          {interpreter === null ? t("desk.nothing-known") : word("desk.interpreter", interpreter)}
        </dd>
      </div>
    </dl>
  );
}
