import { useSignal } from "@preact/signals";
import { list, t } from "../words.ts";
import { invite } from "./changes.ts";
import type { FormProps } from "./member-row.tsx";
import { NewInvitation, type Shown } from "./new-invitation.tsx";
import { deskNames } from "./state.ts";
import { Sure } from "./sure.tsx";

/** A forgotten passphrase: an invitation for the same member, who makes new keys with it. */
export function RenewForm({ member, known, after, close }: FormProps) {
  const shown = useSignal<Shown | null>(null);
  const { id, name, roles, desks } = member;
  // Desks whose keys nobody else holds: only custody can bring those back.
  const alone = known.desks.filter(
    (desk) => desks.includes(desk.id) && desk.holders.every((holder) => holder.member === id),
  );
  if (shown.value !== null) return <NewInvitation shown={shown.value} done={close} />;
  const act = async () => {
    // The sign-in name stays; the server takes it from its own books.
    const made = await invite({ name, handle: "same", roles, desks, renews: id });
    if (!made.ok) return after(made, "");
    shown.value = { name, code: made.code, expires: made.expires };
  };
  return (
    <Sure label={t("desk.people.renew.one", { name })} does={t("desk.people.renew.do")} act={act} close={close}>
      <p>{t("desk.people.renew.lead", { name })}</p>
      {alone.length === 0 ? null : <p>{t("desk.people.renew.alone", { desks: list(deskNames(alone, desks)) })}</p>}
    </Sure>
  );
}
