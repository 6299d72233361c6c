import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { Badge, Badges as Listed, NewBadge } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { BigCode } from "../parts/code.tsx";
import { Select, TextField } from "../parts/field.tsx";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { useCall } from "../parts/use-call.ts";
import { current, ended } from "../session.ts";
import { moment, type Trouble, t } from "../words.ts";

/** Badges for phones that several officers share: made with a PIN that is shown once, taken out by whoever is there. */
export function Badges() {
  const badges = useCall<Listed>("/badges");
  const trouble = useSignal<Trouble | null>(null);
  const done = useSignal("");
  const remove = async ({ id }: Badge) => {
    const answer = await call<unknown>(`/badges/${id}/remove`, { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) done.value = t("desk.badges.removed");
    await badges.again();
  };
  const list = (badges.value.value?.badges ?? []).filter((badge) => badge.retired === null);
  const { member, desks } = current();
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.badges")}</h2>
      <p>{t("desk.badges.lead")}</p>
      <TroubleLine trouble={trouble.value ?? badges.trouble.value} />
      <Said>{done.value}</Said>
      {can(member.roles, "keep-phones") && desks.length > 0 ? <NewBadgeForm made={() => void badges.again()} /> : null}
      {list.length === 0 ? (
        <p class="desk-empty">{t("desk.badges.empty")}</p>
      ) : (
        <ul class="desk-rows" aria-label={t("desk.badges.list")}>
          {list.map((badge) => (
            <li key={badge.id} class="desk-row desk-row--plain">
              <p class="desk-row__who">{t("desk.badges.one", { number: badge.number })}</p>
              <p class="desk-row__quiet">
                {badge.locked === null
                  ? t("desk.badges.made", { at: moment(badge.made) })
                  : t("desk.badges.locked", { at: moment(badge.locked) })}
              </p>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-label={t("desk.badges.remove.one", { number: badge.number })}
                onClick={() => void remove(badge)}
              >
                {t("desk.badges.remove")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NewBadgeForm({ made }: { readonly made: () => void }) {
  const { desks } = current();
  const desk = useSignal(desks[0]?.id ?? "");
  const number = useSignal("");
  const pin = useSignal<string | null>(null);
  const wrong = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const make = async () => {
    wrong.value = !/^\d{2,8}$/.test(number.value.trim());
    if (wrong.value || busy.value) return;
    busy.value = true;
    const { makePin } = await import("@threshold/sealing/passphrase");
    const body: NewBadge = { desk: desk.value, number: number.value.trim(), pin: makePin() };
    const answer = await call<unknown>("/badges", { method: "POST", body });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (!answer.ok && answer.problem === "not-signed-in") ended();
    if (!answer.ok) return;
    pin.value = body.pin;
    number.value = "";
    made();
  };
  if (pin.value !== null)
    return (
      <>
        <BigCode heading={t("desk.badges.pin")} code={pin.value} lines={[t("desk.badges.pin.once")]} />
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (pin.value = null)}>
          {t("desk.badges.pin.hide")}
        </button>
      </>
    );
  return (
    <form
      noValidate
      aria-busy={busy.value}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TroubleLine trouble={trouble.value} />
      {desks.length > 1 ? (
        <Select
          id="badge-desk"
          label={t("desk.people.desks")}
          value={desk}
          options={desks.map(({ id, name }) => ({ value: id, text: name }))}
        />
      ) : null}
      <TextField
        id="badge-number"
        label={t("desk.badges.number")}
        hint={t("desk.badges.number.hint")}
        value={number}
        error={wrong.value ? t("desk.badges.number.shape") : undefined}
        width="short"
        inputMode="numeric"
      />
      <button type="submit" class="govuk-button govuk-button--secondary" disabled={busy.value}>
        {t("desk.badges.make")}
      </button>
    </form>
  );
}
