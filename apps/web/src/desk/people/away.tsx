import { useSignal } from "@preact/signals";
import { Select, TextField } from "../parts/field.tsx";
import { t } from "../words.ts";
import { beginLeave, endLeave } from "./changes.ts";
import type { FormProps } from "./member-row.tsx";
import { Sure } from "./sure.tsx";

/** On leave from now on: the keys stay, and it is said whose turn it is. */
export function AwayForm({ member, known, after, close }: FormProps) {
  const until = useSignal("");
  const standsIn = useSignal("");
  const wrong = useSignal(false);
  const { name } = member;
  const others = known.members.filter((one) => one.standing === "here" && one.id !== member.id);
  const act = async () => {
    const day = until.value.trim();
    wrong.value = day !== "" && (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < new Date().toISOString().slice(0, 10));
    if (wrong.value) return;
    const why = await beginLeave(member.id, day === "" ? null : day, standsIn.value === "" ? null : standsIn.value);
    after(why, t("desk.people.away.done", { name }));
    if (why === null) close();
  };
  return (
    <Sure label={t("desk.people.away.one", { name })} does={t("desk.people.away.do")} act={act} close={close}>
      <p>{t("desk.people.away.lead", { name })}</p>
      <TextField
        id={`until-${member.id}`}
        type="date"
        label={t("desk.people.away.until")}
        hint={t("desk.people.away.until.hint")}
        error={wrong.value ? t("desk.people.away.until.wrong") : undefined}
        value={until}
      />
      <Select
        id={`stands-in-${member.id}`}
        label={t("desk.people.away.stands-in")}
        value={standsIn}
        options={[
          { value: "", text: t("desk.people.away.nobody") },
          ...others.map((one) => ({ value: one.id, text: one.name })),
        ]}
      />
    </Sure>
  );
}

export function BackButton({ member, after }: Pick<FormProps, "member" | "after">) {
  const busy = useSignal(false);
  const { id, name } = member;
  const act = async () => {
    busy.value = true;
    const why = await endLeave(id);
    busy.value = false;
    after(why, t("desk.people.back.done", { name }));
  };
  return (
    <button
      type="button"
      class="govuk-button govuk-button--secondary"
      aria-label={t("desk.people.back.one", { name })}
      onClick={() => void act()}
      disabled={busy.value}
    >
      {t("desk.people.back")}
    </button>
  );
}
