import { useSignal } from "@preact/signals";
import type { Service } from "@threshold/contract";
import { t } from "../../shared/words.ts";
import { services, trusted } from "../directory/current.ts";
import { SpecialistNumbers } from "../directory/numbers.tsx";
import { ServiceFacts } from "../directory/service.tsx";
import { isFor, preventing } from "../directory/suitability.ts";
import { device } from "../enrolment/current.ts";
import { highest } from "../notes/current.ts";
import { toggled } from "../notes/notes.ts";
import { Onward, Phone, Title, Toggle } from "../page/parts.tsx";
import { go, onwardTo } from "../page/place.ts";
import { draft, mayPrevent } from "../refer/current.ts";
import { Strip } from "../refer/strip.tsx";
import { age, want, wanted } from "./current.ts";
import { offer } from "./data.ts";
import { FollowUp } from "./follow-up.tsx";

/** Help before anything happens (II.1, V.1): what would help, and when to meet again. A child goes the way of child protection. */
export function HelpBefore() {
  const missing = useSignal(false);
  if (highest.value !== "potential") return <AnotherResult />;
  const connected = device.value !== null;
  const child = !mayPrevent.value;
  const now = new Date();
  const offering = (purposes: readonly string[]) =>
    services.value.filter(
      (service) => isFor(service, child) && preventing(service, { wanted: purposes, never: offer.help.never }),
    );
  const listed = offering(wanted.value.length > 0 ? wanted.value : offer.help[age.value]);
  const canSend = (some: readonly Service[]) => connected && some.some((service) => trusted.value.includes(service));
  const reachable = canSend(listed);
  const onward = () => {
    missing.value = !child && wanted.value.length === 0;
    if (!missing.value) onwardTo(child ? "danger" : "choice");
  };
  return (
    <>
      {child ? null : <Strip at="help" />}
      <Title>{t("offer.help.title")}</Title>
      {child ? <p class="advice">{t("offer.help.child")}</p> : <p>{t("offer.help.about")}</p>}
      {child || !canSend(offering(offer.help.adult)) ? null : (
        <fieldset class={`group${missing.value ? " missing" : ""}`}>
          <legend class="govuk-fieldset__legend">{t("offer.help.ask")}</legend>
          {missing.value ? (
            <p class="govuk-error-message" role="alert">
              {t("offer.help.missing")}
            </p>
          ) : null}
          <div class="answers">
            {offer.help.adult.map((purpose) => (
              <Toggle
                key={purpose}
                on={wanted.value.includes(purpose)}
                onTap={() => want(toggled(wanted.value, purpose))}
              >
                {t(`service-purpose.${purpose}`)}
              </Toggle>
            ))}
          </div>
        </fieldset>
      )}
      {reachable ? (
        <>
          <FollowUp />
          <Onward onTap={onward}>{t("common.next")}</Onward>
        </>
      ) : (
        <ByPhone listed={listed} connected={connected} now={now} />
      )}
    </>
  );
}

/** A call does the same where nothing can be sent. */
function ByPhone({ listed, connected, now }: { listed: readonly Service[]; connected: boolean; now: Date }) {
  return (
    <>
      {connected ? null : <p>{t("offer.help.not-connected")}</p>}
      <p>{t(listed.length > 0 ? "offer.help.nobody" : "offer.help.none")}</p>
      {listed.map((service) => (
        <div class="service" key={service.id}>
          <h2>
            <bdi>{service.name}</bdi>
          </h2>
          <ServiceFacts service={service} now={now} />
          <Phone name={t("field.phone")} number={service.phone} />
        </div>
      ))}
      {listed.length === 0 ? <SpecialistNumbers /> : null}
    </>
  );
}

/** Came back here after the result had become another one. A day that was agreed still goes with the referral: it can be changed. */
function AnotherResult() {
  return (
    <>
      <Title>{t("offer.help.title")}</Title>
      <p>{t("offer.help.not-now")}</p>
      {draft.value.followUp === null ? null : <FollowUp />}
      <Onward onTap={() => go("list")}>{t("offer.help.to-list")}</Onward>
    </>
  );
}
