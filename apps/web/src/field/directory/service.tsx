import type { Service } from "@threshold/contract";
import { locale, t } from "../../shared/words.ts";
import { daysSince } from "./checked.ts";
import { isAlways, isOpen, stretches } from "./hours.ts";

/** One service in words: what, for whom, languages, hours, when it was last checked. */
export function ServiceFacts({ service, now }: { service: Service; now: Date }) {
  const days = daysSince(service.checkedOn, now);
  return (
    <div class="service-facts">
      <p>
        <bdi>{service.organisation.name}</bdi>
        {service.invented ? <span class="govuk-tag">{t("common.invented")}</span> : null}
      </p>
      <p>{listOf(service.offers.map((id) => t(`service-purpose.${id}`)))}</p>
      <p>{t("field.service.whom", { whom: listOf(service.whom.map((id) => t(`service-group.${id}`))) })}</p>
      <p>{t("field.service.languages", { languages: listOf(service.languages.map(nameOfLanguage)) })}</p>
      <p>
        {isOpen(service.hours, now) ? <strong>{t("field.service.open-now")}</strong> : t("field.service.closed-now")}{" "}
        {hoursInWords(service)}
      </p>
      <p class="govuk-hint">{t("field.service.checked", { days })}</p>
    </div>
  );
}

export function nameOfLanguage(tag: string): string {
  return t(`language-name.${tag}`);
}

export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { style: "short", type: "unit" }).format(words);
}

function hoursInWords({ hours }: Service): string {
  if (isAlways(hours)) return t("field.service.always");
  const weekday = new Intl.DateTimeFormat(locale(), { weekday: "short", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  const day = (at: number) => new Date(Date.UTC(2024, 0, 1 + at)); // 1 January 2024 was a Monday.
  return stretches(hours)
    .map(({ from, to, spans }) => {
      const days = from === to ? weekday.format(day(from)) : `${weekday.format(day(from))}–${weekday.format(day(to))}`;
      return `${days} ${spans.map(([opens, closes]) => `${clock.format(minute(opens))}–${clock.format(minute(closes))}`).join(", ")}`;
    })
    .join("; ");
}

const minute = (after: number) => new Date(Date.UTC(2024, 0, 1, 0, after));
