import { useSignal } from "@preact/signals";
import type { OwnDesk, People } from "@threshold/contract";
import { Checkboxes } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { dayOf, list, t } from "../words.ts";
import { addDesk, rotateDesk } from "./changes.ts";
import type { ChangeTrouble } from "./make-change.ts";
import { Sure } from "./sure.tsx";

interface Props {
  readonly known: People;
  readonly keeper: boolean;
  readonly after: (why: ChangeTrouble | null, said: string) => void;
}

/** The desks of the organisation, their keys, and who holds them. */
export function DesksSection({ known, keeper, after }: Props) {
  const adding = useSignal(false);
  return (
    <>
      <h2 class="govuk-heading-m">{t("desk.people.desks")}</h2>
      <ul class="desk-rows">
        {known.desks.map((desk) => (
          <Desk key={desk.id} desk={desk} known={known} keeper={keeper} after={after} />
        ))}
      </ul>
      {!keeper ? null : adding.value ? (
        <AddDesk known={known} after={after} close={() => (adding.value = false)} />
      ) : (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (adding.value = true)}>
          {t("desk.people.desk.add")}
        </button>
      )}
    </>
  );
}

function Desk({ desk, known, keeper, after }: Props & { readonly desk: OwnDesk }) {
  const sure = useSignal(false);
  const holders = known.members.filter((one) =>
    desk.holders.some((holder) => holder.member === one.id && holder.versions.includes(desk.version)),
  );
  const act = async () => {
    const why = await rotateDesk(desk.id);
    after(why, t("desk.people.desk.rotate.done", { desk: desk.name }));
    if (why === null) sure.value = false;
  };
  return (
    <li class="desk-row desk-row--plain">
      <h3 class="desk-row__who desk-person">{desk.name}</h3>
      <p>
        {t("desk.people.desk.holders", { n: holders.length })}
        {holders.length === 0 ? "" : `: ${list(holders.map((one) => one.name))}`}
      </p>
      <p class="desk-row__quiet">{t("desk.people.desk.version", { n: desk.version, day: dayOf(desk.since) })}</p>
      {holders.length === 1 ? <p>{t("desk.people.desk.one")}</p> : null}
      {!keeper ? null : sure.value ? (
        <Sure
          label={t("desk.people.desk.rotate.one", { desk: desk.name })}
          does={t("desk.people.desk.rotate.do")}
          act={act}
          close={() => (sure.value = false)}
        >
          <p>{t("desk.people.desk.rotate.lead")}</p>
        </Sure>
      ) : (
        <button
          type="button"
          class="desk-link"
          aria-label={t("desk.people.desk.rotate.one", { desk: desk.name })}
          onClick={() => (sure.value = true)}
        >
          {t("desk.people.desk.rotate")}
        </button>
      )}
    </li>
  );
}

function AddDesk({ known, after, close }: Pick<Props, "known" | "after"> & { readonly close: () => void }) {
  const name = useSignal("");
  const phone = useSignal("");
  const members = useSignal<readonly string[]>([]);
  const tried = useSignal(false);
  const may = known.members.filter((one) => one.certificate !== null && one.standing === "here");
  const wrong = {
    name: name.value.trim() === "",
    phone: (phone.value.match(/\d/g) ?? []).length < 3,
    members: members.value.length === 0,
  };
  const act = async () => {
    tried.value = true;
    if (Object.values(wrong).some(Boolean)) return;
    const why = await addDesk(name.value.trim(), phone.value.trim(), members.value);
    after(why, t("desk.people.desk.add.done", { desk: name.value.trim() }));
    if (why === null) close();
  };
  return (
    <Sure label={t("desk.people.desk.add")} does={t("desk.people.desk.add.do")} act={act} close={close}>
      <TextField
        id="desk-name"
        label={t("desk.people.desk.add.name")}
        error={tried.value && wrong.name ? t("desk.join.missing") : undefined}
        value={name}
      />
      <TextField
        id="desk-phone"
        type="tel"
        label={t("desk.people.desk.add.phone")}
        error={tried.value && wrong.phone ? t("desk.join.phone-shape") : undefined}
        value={phone}
      />
      {tried.value && wrong.members ? (
        <p class="govuk-error-message" role="alert">
          {t("desk.people.desk.add.people.missing")}
        </p>
      ) : null}
      <Checkboxes
        id="desk-people"
        legend={t("desk.people.desk.add.people")}
        options={may.map((one) => ({ value: one.id, text: one.name }))}
        value={members}
      />
    </Sure>
  );
}
