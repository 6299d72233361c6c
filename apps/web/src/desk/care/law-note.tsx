import { useSignal } from "@preact/signals";
import { isolate } from "../../shared/isolate.ts";
import { Checkboxes, Radios } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { decisionsOf, linkSentence } from "./law-note-words.ts";
import { LawSheet, type Why } from "./law-sheet.tsx";

/**
 * A note to prosecutor or court that asks not to punish. Before it is shown it says what it holds, and why it may go: the person agreed to
 * it, or a law or a court asks for it. Nothing of it is kept here.
 */
export function LawNote({ close }: { readonly close: () => void }) {
  const { open } = useCare();
  const { offences, choices } = open.care;
  const chosen = useSignal<readonly string[]>(
    [...offences].flatMap(([id, { now }]) => (now.record.state === "dropped" ? [] : [id])),
  );
  const why = useSignal("");
  const law = useSignal("");
  const wrong = useSignal<Readonly<Record<string, string>>>({});
  const shown = useSignal<Why | null>(null);
  const choice = choices.get("note")?.now.record;
  const agreed = choice?.chosen === "yes" && (choice.until === null || choice.until >= open.today);
  const picked = [...offences].flatMap(([id, { now }]) => (chosen.value.includes(id) ? [now.record] : []));
  if (shown.value !== null) return <LawSheet offences={picked} why={shown.value} close={close} />;
  const show = () => {
    const faults: Record<string, string> = {};
    if (picked.length === 0) faults.which = t("care.note-sheet.which.wrong");
    if (why.value === "") faults.why = t("care.note-sheet.why.wrong");
    if (why.value === "agreed" && !agreed)
      faults.why = t("care.note-sheet.not-agreed", { choice: t("care-choice.note") });
    if (why.value === "law" && law.value.trim() === "") faults.law = t("care.note-sheet.law.wrong");
    wrong.value = faults;
    if (Object.keys(faults).length > 0) return;
    shown.value =
      why.value === "agreed" && choice !== undefined
        ? { is: "agreed", day: choice.at.slice(0, 10) }
        : { is: "law", law: law.value.trim() };
  };
  return (
    <form
      class="desk-remark"
      aria-label={t("care.note-sheet")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <h2 class="govuk-heading-m">{t("care.note-sheet.holds")}</h2>
      <ul class="desk-list">
        <li>{t("care.note-sheet.holds.who")}</li>
        <li>{t("care.note-sheet.holds.law")}</li>
        {decisionsOf(open.care).map((line) => (
          <li key={line}>{t("care.note-sheet.holds.stage", { what: line })}</li>
        ))}
        {picked.map((offence) => (
          <li key={offence.offence}>{t("care.note-sheet.holds.offence", { what: linkSentence(offence) })}</li>
        ))}
      </ul>
      <p>{t("care.note-sheet.holds.nothing-else")}</p>
      <Checkboxes
        id="law-note-which"
        legend={t("care.note-sheet.which")}
        options={[...offences].map(([value, { now }]) => ({ value, text: isolate(now.record.what) }))}
        value={chosen}
      />
      {wrong.value.which === undefined ? null : (
        <p class="govuk-error-message" role="alert">
          {wrong.value.which}
        </p>
      )}
      <Radios
        id="law-note-why"
        legend={t("care.note-sheet.why")}
        error={wrong.value.why}
        options={["agreed", "law"].map((value) => ({ value, text: t(`care.note-sheet.why.${value}`) }))}
        value={why}
      />
      {why.value === "law" ? (
        <TextField
          id="law-note-law"
          label={t("care.note-sheet.law")}
          error={wrong.value.law}
          value={law}
          width="full"
        />
      ) : null}
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button">
          {t("care.note-sheet.show")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
          {t("care.cancel")}
        </button>
      </div>
    </form>
  );
}
