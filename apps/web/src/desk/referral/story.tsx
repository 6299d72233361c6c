import { useSignal } from "@preact/signals";
import type { Answer, OpeningPurpose, Story } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import type { Unopened } from "../keys.ts";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { remember } from "../search/index.ts";
import { ended } from "../session.ts";
import { type Trouble, t, word } from "../words.ts";
import { ownDesks } from "./banner.tsx";
import { Consent } from "./consent.tsx";
import { opened } from "./entry.ts";
import { type OpenCase, openNamed } from "./open-case.ts";
import { PurposeForm } from "./purpose.tsx";
import { standingOf } from "./standing.ts";
import { storyOrder } from "./story-text.ts";
import { write } from "./write.ts";

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
    const entry = await write({ desk: desk.desk, make: (frame) => opened(frame, open.envelopes, referral, purpose) });
    const story = entry.ok
      ? await call<{ entry: string; bytes: string }>(`/cases/${referral.case}/story?opening=${entry.value.envelope.id}`)
      : entry;
    busy.value = false;
    trouble.value = story.ok ? null : story;
    if (!story.ok) return story.problem === "not-signed-in" ? ended() : undefined;
    const part = await openNamed(story.value.bytes, open.envelopes, story.value.entry, "story");
    shown.value = part.ok ? part.value : part.why;
    if (part.ok) await rememberName(open, desk.desk, part.value);
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

/** What a case is accepted for, this desk can find again; what only a team works on, not by the desk's index. */
async function rememberName({ state }: OpenCase, desk: string, { calledAs }: Story): Promise<void> {
  if (state.status !== "accepted" || state.key?.team != null || calledAs?.known !== true) return;
  await remember(desk, state.case, { v: 1, names: [calledAs.value], birth: null, documents: [] });
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
