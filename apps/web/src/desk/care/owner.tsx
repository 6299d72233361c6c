import { useSignal } from "@preact/signals";
import { isolate } from "../../shared/isolate.ts";
import { current } from "../session.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { answerOf, wordsOf } from "./said.ts";

/** Who looks after the case; a case is never without anybody for long. */
export function Owner() {
  const { open, names, mayAdd, busy, save } = useCare();
  const giving = useSignal(false);
  const standing = open.care.owner;
  const own = current().member.id;
  const record = standing?.now.record;
  const { looksAfter } = open.care;
  const others = [...names].filter(([id]) => id !== looksAfter);
  const note = record === undefined ? null : wordsOf(record.note);
  return (
    <section aria-labelledby="care-owner">
      <h2 class="govuk-heading-m" id="care-owner">
        {t("care.owner")}
      </h2>
      <p>
        {looksAfter === null
          ? t("care.owner.none")
          : t("care.owner.is", { name: names.get(looksAfter) ?? t("desk.timeline.somebody") })}
      </p>
      {note === null ? null : <p class="desk-care__detail">{isolate(note)}</p>}
      {giving.value ? (
        <RecordForm
          id="owner"
          label={t("care.owner.give")}
          does={t("care.owner.give")}
          fields={[
            {
              ...{ key: "member", kind: "select", label: t("care.owner.to") },
              options: others.map(([value, text]) => ({ value, text })),
            },
            { key: "note", kind: "words", label: t("care.owner.note") },
          ]}
          first={{ member: others[0]?.[0] ?? "" }}
          make={(values) => ({ topic: "owner", member: values.member ?? own, note: answerOf(values.note) })}
          close={() => {
            giving.value = false;
          }}
        />
      ) : mayAdd ? (
        <div class="desk-answer__buttons">
          {looksAfter === own ? null : (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              disabled={busy.value}
              onClick={() => void save({ topic: "owner", member: own, note: null })}
            >
              {t("care.owner.take")}
            </button>
          )}
          {others.length === 0 ? null : (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                giving.value = true;
              }}
            >
              {t("care.owner.give")}
            </button>
          )}
        </div>
      ) : null}
    </section>
  );
}
