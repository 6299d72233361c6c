import { useSignal } from "@preact/signals";
import type { Answer, OpeningPurpose, Story } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import type { Unopened } from "../keys.ts";
import { Radios } from "../parts/choice.tsx";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { ended } from "../session.ts";
import { type Trouble, t, word } from "../words.ts";
import { ownDesks } from "./banner.tsx";
import { Consent } from "./consent.tsx";
import { opened } from "./entry.ts";
import { type OpenCase, openNamed } from "./open-case.ts";
import { standingOf } from "./standing.ts";
import { storyOrder } from "./story-text.ts";
import { write } from "./write.ts";

const purposes = ["answer", "plan-help", "safety", "supervision"] as const satisfies readonly OpeningPurpose[];
type Shown = Story | Unopened;

interface Props {
  readonly open: OpenCase;
  readonly directory: Directory | null;
  readonly changed: () => Promise<void>;
}

/** The story behind its purpose. What was opened lives in this component alone: leaving the tab drops it. */
export function StoryTab({ open, directory, changed }: Props) {
  const purpose = useSignal("");
  const missing = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const shown = useSignal<Shown | null>(null);
  const standing = standingOf(open, ownDesks());
  const { referral } = open;
  const desk = standing?.readAs ?? null;
  if (referral === null || standing === null || desk === null) {
    return <p>{t(standing?.status === "withdrawn" ? "desk.answer.is.withdrawn" : "desk.answer.is.elsewhere")}</p>;
  }

  const read = async () => {
    const chosen = purposes.find((one) => one === purpose.value);
    missing.value = chosen === undefined;
    if (chosen === undefined || busy.value) return;
    busy.value = true;
    const entry = await write({ desk: desk.desk, make: (frame) => opened(frame, open.envelopes, referral, chosen) });
    const story = entry.ok
      ? await call<{ entry: string; bytes: string }>(`/cases/${referral.case}/story?opening=${entry.value.envelope.id}`)
      : entry;
    busy.value = false;
    trouble.value = story.ok ? null : story;
    if (!story.ok) return story.problem === "not-signed-in" ? ended() : undefined;
    const part = await openNamed(story.value.bytes, open.envelopes, story.value.entry, "story");
    shown.value = part.ok ? part.value : part.why;
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
            purpose.value = "";
          }}
        >
          {t("desk.story.close")}
        </button>
      </>
    );
  }
  return (
    <form
      aria-busy={busy.value}
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
    >
      <p>{t("desk.story.lead")}</p>
      <Radios
        id="purpose"
        legend={t("desk.story.purpose")}
        error={missing.value ? t("desk.story.pick") : undefined}
        options={purposes.map((one) => ({ value: one, text: t(`desk.purpose.${one}`) }))}
        value={purpose}
      />
      <TroubleLine trouble={trouble.value} />
      <button type="submit" class="govuk-button" disabled={busy.value}>
        {t("desk.story.open")}
      </button>
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.story.working") : ""}
      </p>
    </form>
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
