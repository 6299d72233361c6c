import { type Signal, useSignal } from "@preact/signals";
import type { Service, ServiceChange } from "@threshold/contract";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { has, idsOf } from "../../shared/words.ts";
import { Checkbox, Checkboxes } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { ended } from "../session.ts";
import { type Trouble, t, weekday } from "../words.ts";
import { readDay, readTags, writeDay } from "./hours.ts";

interface Props {
  readonly service: Service;
  readonly saved: () => Promise<void>;
  readonly close: () => void;
}

/** Known choices and what the entry holds already, so that saving never drops what this version does not know. */
const options = (group: string, held: readonly string[]) =>
  [...new Set([...idsOf(`${group}.`), ...held])].map((id) => ({
    value: id,
    text: has(`${group}.${id}`) ? t(`${group}.${id}`) : id,
  }));

/** One's own entry in the directory. */
export function Editor({ service, saved, close }: Props) {
  const name = useSignal(service.name);
  const phone = useSignal(service.phone);
  const offered = useSignal<readonly string[]>(service.offers);
  const whom = useSignal<readonly string[]>(service.whom);
  const tags = useSignal(service.languages.join(", "));
  const specialist = useSignal(service.specialist);
  const shown = useSignal(service.open);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const days = useDays(service);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const languages = readTags(tags.value);
  const hours = days.map((day) => readDay(day.value));
  const fits = {
    name: name.value.trim() !== "",
    phone: phone.value.trim().length >= 3,
    languages: languages !== null,
    hours: hours.every((day) => day !== null),
  };
  const save = async () => {
    tried.value = true;
    if (Object.values(fits).includes(false) || languages === null || busy.value) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const body: ServiceChange = {
      name: name.value.trim(),
      phone: phone.value.trim(),
      offers: [...offered.value],
      whom: [...whom.value],
      languages,
      hours: hours.map((day) => (day ?? []).map(([from, to]) => [from, to])),
      specialist: specialist.value,
      open: shown.value,
    };
    busy.value = true;
    const answer = await call<unknown>(`/services/${service.id}`, { method: "PUT", body });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) await saved();
    else if (answer.problem === "not-signed-in") ended();
  };
  const wrong = (bad: boolean, text: string) => (tried.value && bad ? t(text) : undefined);

  return (
    <form
      ref={form}
      aria-busy={busy.value}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        id="service-name"
        label={t("desk.services.name")}
        value={name}
        error={wrong(!fits.name, "desk.join.missing")}
      />
      <TextField
        id="service-phone"
        type="tel"
        label={t("desk.services.phone")}
        value={phone}
        error={wrong(!fits.phone, "desk.join.phone-shape")}
      />
      <Checkboxes
        id="offers"
        legend={t("desk.services.offers")}
        options={options("service-purpose", service.offers)}
        value={offered}
      />
      <Checkboxes
        id="whom"
        legend={t("desk.services.whom")}
        options={options("service-group", service.whom)}
        value={whom}
      />
      <TextField
        id="service-languages"
        label={t("desk.services.languages")}
        hint={t("desk.services.languages.hint")}
        value={tags}
        error={wrong(!fits.languages, "desk.services.languages.wrong")}
      />
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{t("desk.services.hours")}</legend>
        <p class="govuk-hint">{t("desk.services.hours.hint")}</p>
        {days.map((day, n) => (
          <TextField
            key={weekday(n)}
            id={`day-${n}`}
            label={weekday(n)}
            value={day}
            width="short"
            error={wrong(hours[n] === null, "desk.services.hours.wrong")}
          />
        ))}
      </fieldset>
      <div class="govuk-checkboxes govuk-form-group">
        <Checkbox
          id="specialist"
          text={t("desk.services.specialist")}
          checked={specialist.value}
          change={(on) => (specialist.value = on)}
        />
        <Checkbox
          id="shown"
          text={t("desk.services.open")}
          hint={t("desk.services.open.hint")}
          checked={shown.value}
          change={(on) => (shown.value = on)}
        />
      </div>
      <TroubleLine trouble={trouble.value} />
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("desk.save")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
          {t("desk.cancel")}
        </button>
      </div>
    </form>
  );
}

/** One text for each day of the week, Monday first. */
function useDays(service: Service): readonly Signal<string>[] {
  const monday = useSignal(writeDay(service.hours[0] ?? []));
  const tuesday = useSignal(writeDay(service.hours[1] ?? []));
  const wednesday = useSignal(writeDay(service.hours[2] ?? []));
  const thursday = useSignal(writeDay(service.hours[3] ?? []));
  const friday = useSignal(writeDay(service.hours[4] ?? []));
  const saturday = useSignal(writeDay(service.hours[5] ?? []));
  const sunday = useSignal(writeDay(service.hours[6] ?? []));
  return useMemo(() => [monday, tuesday, wednesday, thursday, friday, saturday, sunday], []);
}
