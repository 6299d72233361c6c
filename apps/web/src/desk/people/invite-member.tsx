import { useSignal } from "@preact/signals";
import type { MemberInvitation, People } from "@threshold/contract";
import { TextField } from "../parts/field.tsx";
import { moment, t } from "../words.ts";
import { invite, takeBack } from "./changes.ts";
import type { ChangeTrouble } from "./make-change.ts";
import { NewInvitation, type Shown } from "./new-invitation.tsx";
import { chosenRoles, PlaceFields } from "./place.tsx";
import { Sure } from "./sure.tsx";

interface Props {
  readonly known: People;
  readonly after: (why: ChangeTrouble | null, said: string) => void;
}

/** A place for one more person, and the invitations that nobody used yet. */
export function InviteSection({ known, after }: Props) {
  const open = useSignal(false);
  const shown = useSignal<Shown | null>(null);
  const waiting = known.invitations.filter((one) => one.used === null);
  return (
    <>
      {shown.value !== null ? (
        <NewInvitation shown={shown.value} done={() => (shown.value = null)} />
      ) : open.value ? (
        <InviteForm
          known={known}
          after={after}
          close={() => (open.value = false)}
          show={(made) => {
            open.value = false;
            shown.value = made;
          }}
        />
      ) : (
        <button type="button" class="govuk-button" onClick={() => (open.value = true)}>
          {t("desk.people.invite")}
        </button>
      )}
      {waiting.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">{t("desk.people.invite.list")}</h3>
          <ul class="desk-rows">
            {waiting.map((one) => (
              <Waiting key={one.id} invitation={one} after={after} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Waiting({ invitation, after }: Pick<Props, "after"> & { readonly invitation: MemberInvitation }) {
  const { name, expires } = invitation;
  return (
    <li class="desk-row desk-row--plain">
      <p>{t("desk.people.invite.open", { name, time: moment(expires) })}</p>
      <button
        type="button"
        class="desk-link"
        aria-label={t("desk.people.invite.take-back.one", { name })}
        onClick={() => void takeBack(invitation).then((why) => after(why, t("desk.people.invite.taken-back")))}
      >
        {t("desk.people.invite.take-back")}
      </button>
    </li>
  );
}

type FormProps = Props & { readonly close: () => void; readonly show: (made: Shown) => void };

function InviteForm({ known, after, close, show }: FormProps) {
  const name = useSignal("");
  const handle = useSignal("");
  const roles = useSignal<readonly string[]>(["caseworker"]);
  const desks = useSignal<readonly string[]>(known.desks.length === 1 ? known.desks.map((desk) => desk.id) : []);
  const tried = useSignal(false);
  const nameMissing = tried.value && name.value.trim() === "";
  const handleWrong = tried.value && !/^(?=.{2,80}$)[^\s@]+(@[^\s@]+)?$/.test(handle.value.trim());
  const act = async () => {
    tried.value = true;
    const wrong = name.value.trim() === "" || !/^(?=.{2,80}$)[^\s@]+(@[^\s@]+)?$/.test(handle.value.trim());
    if (wrong || roles.value.length === 0) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const made = await invite({
      ...{ name: name.value.trim(), handle: handle.value.trim(), renews: null },
      ...{ roles: chosenRoles(roles.value), desks: [...desks.value] },
    });
    if (!made.ok) return after(made, "");
    after(null, "");
    show({ name: name.value.trim(), code: made.code, expires: made.expires });
  };
  return (
    <Sure label={t("desk.people.invite")} does={t("desk.people.invite.make")} act={act} close={close}>
      <TextField
        id="invite-name"
        label={t("desk.people.invite.name")}
        hint={t("desk.people.invite.name.hint")}
        error={nameMissing ? t("desk.join.missing") : undefined}
        value={name}
      />
      <TextField
        id="invite-handle"
        label={t("desk.people.invite.handle")}
        hint={t("desk.people.invite.handle.hint")}
        error={handleWrong ? t("desk.join.handle-shape") : undefined}
        value={handle}
      />
      <PlaceFields
        id="invite"
        roles={roles}
        desks={desks}
        all={known.desks}
        missing={tried.value && roles.value.length === 0}
      />
    </Sure>
  );
}
