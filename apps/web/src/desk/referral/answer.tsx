import { type Signal, useSignal } from "@preact/signals";
import type { DeskAddress, Referred } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { useLayoutEffect, useRef } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { ended } from "../session.ts";
import { setKey } from "../team/case-key.ts";
import { workOn } from "../team/step.ts";
import type { Trouble } from "../words.ts";
import { t } from "../words.ts";
import { ownDesks } from "./banner.tsx";
import { DeclineForm } from "./decline.tsx";
import { accepted, callTime } from "./entry.ts";
import { nameOfOrganisation } from "./names.ts";
import type { OpenCase } from "./open-case.ts";
import { type Standing, standingOf } from "./standing.ts";
import { write } from "./write.ts";

interface Props {
  readonly open: OpenCase;
  readonly directory: Directory | null;
  readonly changed: () => Promise<void>;
  readonly say: Signal<string>;
}

/** What was answered; or, where this desk may answer, the buttons for it. */
export function AnswerBox({ open, directory, changed, say }: Props) {
  const standing = standingOf(open, ownDesks());
  const { referral } = open;
  if (standing === null || referral === null) return null;
  if (standing.answerAs !== null) {
    return (
      <Buttons
        open={open}
        directory={directory}
        changed={changed}
        say={say}
        referral={referral}
        desk={standing.answerAs}
      />
    );
  }
  const holder =
    nameOfOrganisation(directory, standing.state.answeredBy?.desk.organisation) ?? t("desk.timeline.somebody");
  return (
    <section class="desk-answer" aria-labelledby="answer">
      <h2 class="govuk-heading-s" id="answer">
        {t("desk.answer.stands")}
      </h2>
      <p>{standsText(standing, holder)}</p>
    </section>
  );
}

/** The desk that sent it has nothing to delete and nobody to leave alone: it hears only that it ended. */
function standsText({ status, sentHere }: Standing, holder: string): string {
  if (status === "withdrawn" && sentHere) return t("desk.answer.is.withdrawn-sender");
  const ended = status === "accepted" || status === "declined" || status === "withdrawn";
  return ended ? t(`desk.answer.is.${status}`, { holder }) : t("desk.answer.is.elsewhere");
}

function Buttons({
  open,
  directory,
  changed,
  say,
  referral,
  desk,
}: Props & { readonly referral: Referred; readonly desk: DeskAddress }) {
  const form = useSignal<"none" | "decline" | "phone">("none");
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const accept = async (agreedAt: Date | null) => {
    if (busy.value) return;
    busy.value = true;
    const answer = await write({
      desk: desk.desk,
      make: (frame) => accepted(frame, open.envelopes, referral, agreedAt),
    });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) {
      say.value = t("desk.answer.done.accepted");
      // Where this fails, the key is set when something is first sealed to it.
      const work = workOn(open, desk.desk);
      if (work !== null) await setKey({ ...work, envelopes: [...work.envelopes, answer.value.envelope] }, null);
    }
    if (!answer.ok && answer.problem === "not-signed-in") return ended();
    if (answer.ok || answer.problem === "already-answered") await changed();
  };
  const close = () => {
    form.value = "none";
  };
  return (
    <section class="desk-answer" aria-labelledby="answer" aria-busy={busy.value}>
      <h2 class="govuk-heading-s" id="answer">
        {t("desk.answer")}
      </h2>
      <TroubleLine trouble={trouble.value} />
      {form.value === "none" ? (
        <div class="desk-answer__buttons">
          <button type="button" class="govuk-button" disabled={busy.value} onClick={() => void accept(null)}>
            {t("desk.answer.accept")}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (form.value = "decline")}>
            {t("desk.answer.decline")}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (form.value = "phone")}>
            {t("desk.answer.phone")}
          </button>
        </div>
      ) : form.value === "phone" ? (
        <PhoneForm busy={busy.value} record={accept} close={close} />
      ) : (
        <DeclineForm
          open={open}
          directory={directory}
          changed={changed}
          say={say}
          referral={referral}
          desk={desk}
          close={close}
        />
      )}
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.answer.working") : ""}
      </p>
    </section>
  );
}

interface PhoneProps {
  readonly busy: boolean;
  readonly record: (agreedAt: Date) => Promise<void>;
  readonly close: () => void;
}

function PhoneForm({ busy, record, close }: PhoneProps) {
  const typed = useSignal("");
  const wrong = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const at = callTime(typed.value, new Date());
        wrong.value = at === null;
        if (at !== null) void record(at);
      }}
    >
      <h3 class="govuk-heading-s" tabIndex={-1} ref={heading}>
        {t("desk.answer.phone.title")}
      </h3>
      <TextField
        id="call-time"
        label={t("desk.answer.phone.time")}
        hint={t("desk.answer.phone.hint")}
        error={wrong.value ? t("desk.answer.phone.wrong") : undefined}
        value={typed}
        width="short"
      />
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button" disabled={busy}>
          {t("desk.answer.phone.do")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
          {t("desk.cancel")}
        </button>
      </div>
    </form>
  );
}
