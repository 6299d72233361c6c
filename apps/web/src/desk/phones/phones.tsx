import { useSignal } from "@preact/signals";
import type { IssuedCode } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { BigCode } from "../parts/code.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { useCall } from "../parts/use-call.ts";
import { ended } from "../session.ts";
import { clock, moment, type Trouble, t } from "../words.ts";
import { type Device, type Devices, inUseFirst, shortOf } from "./devices.ts";

/** Phones of this desk: a code for a new one, and the list of those that may send. */
export function PhonesPage() {
  const devices = useCall<Devices>("/devices");
  const code = useSignal<IssuedCode | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const done = useSignal("");
  const busy = useSignal(false);
  const make = async () => {
    if (busy.value) return;
    busy.value = true;
    const answer = await call<IssuedCode>("/enrolments", { method: "POST" });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) code.value = answer.value;
    else if (answer.problem === "not-signed-in") ended();
  };
  const remove = async (device: Device) => {
    const answer = await call<unknown>(`/devices/${device.id}/revoke`, { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) done.value = t("desk.phones.gone");
    await devices.again();
  };
  const list = devices.value.value === null ? null : inUseFirst(devices.value.value.devices);
  return (
    <>
      <Title page={t("desk.phones")}>{t("desk.phones")}</Title>
      <p>{t("desk.phones.lead")}</p>
      <TroubleLine trouble={trouble.value ?? devices.trouble.value} />
      {code.value === null ? (
        <button type="button" class="govuk-button" onClick={() => void make()} disabled={busy.value}>
          {t("desk.phones.make")}
        </button>
      ) : (
        <>
          <BigCode
            heading={t("desk.phones.code")}
            code={code.value.code}
            lines={[t("desk.phones.code.how"), t("desk.phones.code.until", { time: clock(code.value.expires) })]}
          />
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              code.value = null;
              void devices.again();
            }}
          >
            {t("desk.phones.hide")}
          </button>
        </>
      )}
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
    </>
  );
}

function Phone({ device, remove }: { readonly device: Device; readonly remove: (device: Device) => Promise<void> }) {
  const sure = useSignal(false);
  const short = shortOf(device);
  return (
    <li class="desk-row desk-row--plain">
      <p class="desk-row__who">{t("desk.phones.phone", { short })}</p>
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
