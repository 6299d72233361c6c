import { useSignal } from "@preact/signals";
import type { Directory, Service } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { isolate } from "../../shared/isolate.ts";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { useCall } from "../parts/use-call.ts";
import { current, ended } from "../session.ts";
import { dayOf, languageName, list, type Trouble, t, weekday, words } from "../words.ts";
import { Editor } from "./editor.tsx";
import { writeDay } from "./hours.ts";
import { Leaving } from "./leaving.tsx";

/** Who can help in the network; one's own entry can be put right here. */
export function ServicesPage() {
  const directory = useCall<Directory>("/members/directory");
  const trouble = useSignal<Trouble | null>(null);
  const done = useSignal("");
  const editing = useSignal<string | null>(null);
  const known = directory.value.value;
  const own = current().organisation.id;
  const mine = known?.services.filter((service) => service.organisation.id === own) ?? [];
  const others = known?.services.filter((service) => service.organisation.id !== own) ?? [];
  const check = async (service: Service) => {
    const answer = await call<unknown>(`/services/${service.id}/checked`, { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) done.value = t("desk.services.check.done");
    else if (answer.problem === "not-signed-in") return ended();
    await directory.again();
  };
  const saved = async () => {
    editing.value = null;
    done.value = t("desk.services.saved");
    await directory.again();
  };
  return (
    <>
      <Title page={t("desk.services")}>{t("desk.services")}</Title>
      <TroubleLine trouble={trouble.value ?? directory.trouble.value} />
      <Said>{done.value}</Said>
      {mine.map((service) => (
        <section
          class="desk-service desk-service--own"
          key={service.id}
          aria-label={`${t("desk.services.own")}: ${service.name}`}
        >
          <h2 class="govuk-heading-m">{t("desk.services.own")}</h2>
          {editing.value === service.id ? (
            <Editor service={service} saved={saved} close={() => (editing.value = null)} />
          ) : (
            <>
              <Entry service={service} />
              <div class="desk-answer__buttons">
                <button type="button" class="govuk-button" onClick={() => void check(service)}>
                  {t("desk.services.check")}
                </button>
                <button
                  type="button"
                  class="govuk-button govuk-button--secondary"
                  onClick={() => (editing.value = service.id)}
                >
                  {t("desk.services.edit")}
                </button>
              </div>
              <Leaving service={service} changed={directory.again} />
            </>
          )}
        </section>
      ))}
      <h2 class="govuk-heading-m">{t("desk.services.others")}</h2>
      {known !== null && others.length === 0 ? <p class="desk-empty">{t("desk.services.none")}</p> : null}
      <ul class="desk-rows">
        {others.map((service) => (
          <li class="desk-service" key={service.id}>
            <Entry service={service} />
          </li>
        ))}
      </ul>
    </>
  );
}

const allDay = (day: readonly (readonly number[])[]) => day.length === 1 && day[0]?.[0] === 0 && day[0][1] === 1440;

function Entry({ service }: { readonly service: Service }) {
  const always = service.hours.every(allDay);
  const facts: readonly (readonly [string, string])[] = [
    [t("desk.services.phone"), isolate(service.phone)],
    [
      t("desk.services.offers"),
      service.offers.length === 0 ? t("desk.nothing-known") : words("service-purpose", service.offers),
    ],
    [
      t("desk.services.whom"),
      service.whom.length === 0 ? t("desk.nothing-known") : words("service-group", service.whom),
    ],
    [
      t("desk.services.languages"),
      service.languages.length === 0 ? t("desk.nothing-known") : list(service.languages.map(languageName)),
    ],
  ];
  return (
    <>
      <h3 class="govuk-heading-s">
        {isolate(service.name)}
        {service.name === service.organisation.name ? "" : ` · ${isolate(service.organisation.name)}`}
      </h3>
      <p class="desk-quiet">
        {t("desk.services.checked", { day: dayOf(service.checkedOn) })} ·{" "}
        {t(
          service.left === true
            ? "onward.left"
            : service.desk === null
              ? "desk.services.phone-only"
              : "desk.services.sealed",
        )}
        {service.invented ? ` · ${t("desk.services.invented")}` : ""}
      </p>
      <dl class="govuk-summary-list">
        {facts.map(([name, value]) => (
          <div class="govuk-summary-list__row" key={name}>
            <dt class="govuk-summary-list__key">{name}</dt>
            <dd class="govuk-summary-list__value">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{t("desk.services.hours")}</dt>
          <dd class="govuk-summary-list__value">
            {always ? (
              t("desk.services.hours.always")
            ) : (
              <ul class="desk-hours">
                {service.hours.map((day, n) => (
                  <li key={weekday(n)}>
                    {weekday(n)}: {day.length === 0 ? t("desk.services.hours.closed") : <bdi>{writeDay(day)}</bdi>}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </>
  );
}
