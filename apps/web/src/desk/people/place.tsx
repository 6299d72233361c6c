import type { Signal } from "@preact/signals";
import type { Colleague, OwnDesk } from "@threshold/contract";
import { Checkbox } from "../parts/choice.tsx";
import { t } from "../words.ts";

const roles = [
  "officer",
  "caseworker",
  "investigator",
  "coordinator",
  "rapporteur",
  "administrator",
  "custodian",
] as const satisfies readonly Colleague["roles"][number][];

interface Props {
  readonly id: string;
  readonly roles: Signal<readonly string[]>;
  readonly desks: Signal<readonly string[]>;
  readonly all: readonly OwnDesk[];
  readonly missing: boolean;
}

/** The chosen roles, in the order of the list. */
export const chosenRoles = (chosen: readonly string[]): Colleague["roles"] =>
  roles.filter((role) => chosen.includes(role));

/** What somebody may do, each with what it means, and where. */
export function PlaceFields({ id, roles: held, desks, all, missing }: Props) {
  const toggle = (list: Signal<readonly string[]>, value: string) => (on: boolean) => {
    const rest = list.value.filter((one) => one !== value);
    list.value = on ? [...rest, value] : rest;
  };
  return (
    <>
      <div class={missing ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
        <fieldset class="govuk-fieldset" aria-describedby={missing ? `${id}-error` : undefined}>
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{t("desk.people.invite.roles")}</legend>
          {missing ? (
            <p id={`${id}-error`} class="govuk-error-message">
              {t("desk.people.invite.roles.missing")}
            </p>
          ) : null}
          <div class="govuk-checkboxes govuk-checkboxes--small">
            {roles.map((role) => (
              <Checkbox
                key={role}
                id={`${id}-${role}`}
                text={t(`desk.role-name.${role}`)}
                hint={t(`desk.role-hint.${role}`)}
                checked={held.value.includes(role)}
                change={toggle(held, role)}
              />
            ))}
          </div>
        </fieldset>
      </div>
      <div class="govuk-form-group">
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{t("desk.people.invite.desks")}</legend>
          <div class="govuk-checkboxes govuk-checkboxes--small">
            {all.map((desk) => (
              <Checkbox
                key={desk.id}
                id={`${id}-${desk.id}`}
                text={desk.name}
                checked={desks.value.includes(desk.id)}
                change={toggle(desks, desk.id)}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </>
  );
}
