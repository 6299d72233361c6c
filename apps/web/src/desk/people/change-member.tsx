import { useSignal } from "@preact/signals";
import { t } from "../words.ts";
import { changeMember } from "./changes.ts";
import type { FormProps } from "./member-row.tsx";
import { chosenRoles, PlaceFields } from "./place.tsx";
import { Sure } from "./sure.tsx";

/** Other roles or desks: a new certificate, and a new key for a desk that is left. */
export function ChangeForm({ member, known, after, close }: FormProps) {
  const roles = useSignal<readonly string[]>(member.roles);
  const desks = useSignal<readonly string[]>(member.desks);
  const missing = useSignal(false);
  const { name } = member;
  const act = async () => {
    missing.value = roles.value.length === 0;
    if (missing.value) return;
    const why = await changeMember(member, chosenRoles(roles.value), desks.value);
    after(why, t("desk.people.change.done", { name }));
    if (why === null) close();
  };
  return (
    <Sure label={t("desk.people.change.one", { name })} does={t("desk.people.change.save")} act={act} close={close}>
      <PlaceFields
        id={`place-${member.id}`}
        roles={roles}
        desks={desks}
        all={known.desks}
        missing={missing.value && roles.value.length === 0}
      />
      <p>{t("desk.people.change.takes")}</p>
    </Sure>
  );
}
