import { type Signal, useSignal } from "@preact/signals";
import type { AnswerNote, DeskAddress, Referred } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import { useLayoutEffect, useRef } from "preact/hooks";
import { reach } from "../directory.ts";
import { sealReason } from "../keys.ts";
import { Radios } from "../parts/choice.tsx";
import { Select, TextArea } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { ended } from "../session.ts";
import { deskKey, loadTrust } from "../trust/trust.ts";
import type { Trouble } from "../words.ts";
import { t } from "../words.ts";
import { declined } from "./entry.ts";
import { answerRecipients, nameOfOrganisation, othersThan } from "./names.ts";
import type { OpenCase } from "./open-case.ts";
import { reasons } from "./story-text.ts";
import { write } from "./write.ts";

interface Props {
  readonly open: OpenCase;
  readonly directory: Directory | null;
  readonly changed: () => Promise<void>;
  readonly say: Signal<string>;
  readonly referral: Referred;
  readonly desk: DeskAddress;
  readonly close: () => void;
}

/** Why not, and who could help instead: sealed to the desks of this referral before it leaves. */
export function DeclineForm({ open, directory, changed, say, referral, desk, close }: Props) {
  const reason = useSignal("");
  const typed = useSignal("");
  const onward = useSignal("");
  const missing = useSignal(false);
  const uncovered = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const sender = nameOfOrganisation(directory, referral.sender.organisation) ?? "";
  const others = othersThan(directory, [desk, referral.sender, referral.receiver, referral.fallback]);

  const send = async () => {
    const code = reasons.find((known) => known === reason.value);
    missing.value = code === undefined;
    if (code === undefined || busy.value) return;
    busy.value = true;
    // Asked anew each time: a desk may have changed its key since this page was opened.
    trouble.value = await loadTrust();
    const recipients = trouble.value === null ? answerRecipients(deskKey, referral) : null;
    uncovered.value = trouble.value === null && recipients === null;
    if (recipients === null) {
      busy.value = false;
      return;
    }
    const note: AnswerNote = { v: 1, reason: code, words: typed.value };
    const part = await sealReason(note, recipients);
    const to = others.find((service) => service.id === onward.value);
    const address = to?.desk ? { organisation: to.organisation.id, desk: to.desk.id } : null;
    const answer = await write({
      desk: desk.desk,
      parts: [part],
      make: (frame) => declined(frame, open.envelopes, referral, address),
    });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) say.value = t("desk.answer.done.declined");
    if (!answer.ok && answer.problem === "not-signed-in") return ended();
    if (answer.ok || answer.problem === "already-answered") await changed();
  };

  return (
    <form
      aria-busy={busy.value}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3 class="govuk-heading-s" tabIndex={-1} ref={heading}>
        {t("desk.answer.decline.heading")}
      </h3>
      <p>{t("desk.answer.decline.lead")}</p>
      <Radios
        id="reason"
        legend={t("desk.answer.decline.title")}
        error={missing.value ? t("desk.answer.decline.pick") : undefined}
        options={reasons.map((code) => ({ value: code, text: t(`desk.reason.${code}`) }))}
        value={reason}
      />
      <TextArea
        id="words"
        label={t("desk.answer.decline.words")}
        hint={t("desk.answer.decline.words.hint")}
        value={typed}
      />
      <Select
        id="onward"
        label={t("desk.answer.decline.onward")}
        value={onward}
        options={[
          { value: "", text: t("desk.answer.decline.nobody") },
          ...others.map((service) => ({
            value: service.id,
            text: t("desk.signed-in", { name: service.name, organisation: service.organisation.name }),
          })),
        ]}
      />
      <TroubleLine trouble={trouble.value} />
      {uncovered.value ? (
        <div role="alert" class="desk-alert__box">
          {t("trust.desk.not-sealed")} {reach(referral.sender.organisation, sender)}
        </div>
      ) : null}
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("desk.answer.decline.do")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
          {t("desk.cancel")}
        </button>
      </div>
    </form>
  );
}
