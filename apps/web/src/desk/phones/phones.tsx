import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { useCall } from "../parts/use-call.ts";
import { current } from "../session.ts";
import { moment, type Trouble, t } from "../words.ts";
import { Badges } from "./badges.tsx";
import { confirmNow, phonesToConfirm } from "./confirming.ts";
import { type Device, type Devices, inUseFirst, shortOf } from "./devices.ts";
import { NewPhone } from "./new-phone.tsx";

/** Phones of this desk: a code for a new one, and the list of those that may send. */
export function PhonesPage() {
  const devices = useCall<Devices>("/devices");
  const trouble = useSignal<Trouble | null>(null);
  const done = useSignal("");
  const { member } = current();
  const remove = async (device: Device) => {
    const answer = await call<unknown>(`/devices/${device.id}/revoke`, { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) done.value = t("desk.phones.gone");
    await devices.again();
  };
  useEffect(confirmNow, []);
  // A phone that has just used a code shows by itself.
  useEffect(() => void devices.again(), [phonesToConfirm.value.waiting.join()]);
  const list = devices.value.value === null ? null : inUseFirst(devices.value.value.devices);
  return (
    <>
      <Title page={t("desk.phones")}>{t("desk.phones")}</Title>
      <p>{t("desk.phones.lead")}</p>
      <TroubleLine trouble={trouble.value ?? devices.trouble.value} />
      {can(member.roles, "keep-phones") ? <NewPhone hidden={() => void devices.again()} /> : null}
      <h2 class="govuk-heading-m">{t("desk.phones.list")}</h2>
      <Said>{done.value}</Said>
      {list === null ? null : list.length === 0 ? (
        <p class="desk-empty">{t("desk.phones.empty")}</p>
      ) : (
        <ul class="desk-rows">
          {list.map((device) => (
            <Phone key={device.id} device={device} remove={remove} />
          ))}
        </ul>
      )}
      <Badges />
    </>
  );
}

/** What whoever keeps phones should know of this one's key: nothing where it was confirmed. */
function Standing({ device }: { readonly device: Device }) {
  const { refused, waiting } = phonesToConfirm.value;
  if (refused.includes(device.id)) return <p class="desk-alert__box">{t("trust.phones.refused")}</p>;
  return waiting.includes(device.id) ? <p class="desk-row__quiet">{t("trust.phones.waiting")}</p> : null;
}

function Phone({ device, remove }: { readonly device: Device; readonly remove: (device: Device) => Promise<void> }) {
  const sure = useSignal(false);
  const short = shortOf(device);
  return (
    <li class="desk-row desk-row--plain">
      <p class="desk-row__who">{t("desk.phones.phone", { short })}</p>
      {device.revokedAt === null ? <Standing device={device} /> : null}
      <p class="desk-row__quiet">
        {t("desk.phones.since", { at: moment(device.enrolledAt) })}
        {device.revokedAt === null ? "" : ` · ${t("desk.phones.removed", { at: moment(device.revokedAt) })}`}
      </p>
      {device.revokedAt !== null ? null : sure.value ? (
        <fieldset class="govuk-fieldset" aria-label={t("desk.phones.remove.one", { short })}>
          <p>{t("desk.phones.sure", { short })}</p>
          <div class="desk-answer__buttons">
            <button type="button" class="govuk-button" onClick={() => void remove(device)}>
              {t("desk.phones.sure.do")}
            </button>
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (sure.value = false)}>
              {t("desk.cancel")}
            </button>
          </div>
        </fieldset>
      ) : (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-label={t("desk.phones.remove.one", { short })}
          onClick={() => (sure.value = true)}
        >
          {t("desk.phones.remove")}
        </button>
      )}
    </li>
  );
}
