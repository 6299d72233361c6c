import type { Service } from "@threshold/contract";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { gone, named, trusted, unconfirmed } from "../directory/current.ts";
import { KeyProblem } from "../directory/key-problem.tsx";
import { ServiceFacts } from "../directory/service.tsx";
import { isFor } from "../directory/suitability.ts";
import { Onward, Phone, Title } from "../page/parts.tsx";
import { go, onwardTo } from "../page/place.ts";
import { change, draft, need, organisations, receivers, sorted } from "./current.ts";
import { covers } from "./draft.ts";
import { LeftAdvice } from "./left-advice.tsx";
import { Strip } from "./strip.tsx";

/** Who can help, the most suitable first: a first receiver, and another desk if that one cannot answer in time. */
export function Who() {
  const { first, fallback } = receivers.value;
  const reachable = sorted.value.filter((service) => trusted.value.includes(service));
  const byPhone = sorted.value.filter((service) => !trusted.value.includes(service));
  // Coming here from the choice with another receiver means the person is asked again, for the new name.
  const onward = () => (covers(draft.value, organisations.value) ? onwardTo("helps") : go("choice"));

  return (
    <>
      <Strip at="who" />
      <Title>{t("field.who.title")}</Title>
      <p>{t(draft.value.prevention === null ? "field.who.about" : "offer.who.about")}</p>
      <LeftAdvice />
      <KeyProblem />
      {first === null ? <p class="advice">{t("field.who.nobody")}</p> : null}
      {reachable.length === 0 ? null : (
        <>
          <Pick
            legend={t("field.who.first")}
            services={reachable}
            value={first?.id ?? null}
            onPick={(id) => change({ first: id, ...(fallback?.id === id ? { fallback: null } : {}) })}
          />
          <Pick
            legend={t("field.who.fallback")}
            services={reachable.filter((service) => service.desk?.id !== first?.desk?.id)}
            value={fallback?.id ?? "nobody"}
            onPick={(id) => change({ fallback: id })}
            nobody
          />
        </>
      )}
      {byPhone.length > 0 ? (
        <>
          <h2>{t("field.who.by-phone")}</h2>
          {byPhone.map((service) => (
            <div class="service" key={service.id}>
              <h3>
                <bdi>{service.name}</bdi>
              </h3>
              <KeyAdvice service={service} />
              <ServiceFacts service={service} now={need.value.now} />
              <Phone name={service.name} number={service.phone} />
            </div>
          ))}
        </>
      ) : null}
      {gone.value.length === 0 ? null : (
        <>
          <h2>{t("field.who.gone")}</h2>
          <ul>
            {gone.value.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {first === null ? null : <Onward onTap={onward}>{t("common.next")}</Onward>}
    </>
  );
}

/** What is wrong with the key of one helper; where it can be put right by asking them, a button to say that one did. */
function KeyAdvice({ service }: { readonly service: Service }) {
  const asked = named.value.find((one) => one.service === service.id);
  if (asked === undefined)
    return unconfirmed.value.includes(service.id) ? <p class="advice">{t("trust.field.desk")}</p> : null;
  return (
    <div class="advice">
      <p>{t("trust.field.named")}</p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => void import("../keep/trust.ts").then(({ beSure }) => beSure(asked.keys))}
      >
        {t("trust.field.sure")}
      </button>
    </div>
  );
}

interface PickProps {
  readonly legend: string;
  readonly services: readonly Service[];
  readonly value: string | null;
  readonly onPick: (id: string) => void;
  readonly nobody?: boolean;
}

function Pick({ legend, services, value, onPick, nobody }: PickProps) {
  const name = useId();
  const { child, now } = need.value;
  return (
    <fieldset class="govuk-fieldset group">
      <legend class="govuk-fieldset__legend">{legend}</legend>
      <div class="govuk-radios">
        {services.map((service) => (
          <div class="service" key={service.id}>
            <div class="govuk-radios__item">
              <input
                class="govuk-radios__input"
                type="radio"
                autocomplete="off"
                name={name}
                id={`${name}-${service.id}`}
                checked={value === service.id}
                onChange={() => onPick(service.id)}
              />
              <label class="govuk-label govuk-radios__label" for={`${name}-${service.id}`}>
                <bdi>{service.name}</bdi>
              </label>
            </div>
            {isFor(service, child) ? null : <p class="advice">{t("field.who.other-age")}</p>}
            {value === service.id || !nobody ? (
              <>
                <ServiceFacts service={service} now={now} />
                <Phone name={t("field.phone")} number={service.phone} />
              </>
            ) : null}
          </div>
        ))}
        {nobody ? (
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              type="radio"
              autocomplete="off"
              name={name}
              id={`${name}-nobody`}
              checked={value === "nobody"}
              onChange={() => onPick("nobody")}
            />
            <label class="govuk-label govuk-radios__label" for={`${name}-nobody`}>
              {t("field.who.no-fallback")}
            </label>
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}
