import { BigCode } from "../parts/code.tsx";
import { moment, t } from "../words.ts";

export interface Shown {
  readonly name: string;
  readonly code: string;
  readonly expires: string;
}

/** An invitation, once: the link holds the code behind the #, which no server and no mail scanner is sent. */
export function NewInvitation({ shown, done }: { readonly shown: Shown; readonly done: () => void }) {
  return (
    <>
      <BigCode
        heading={t("desk.people.invite.code", { name: shown.name })}
        code={shown.code}
        lines={[t("desk.people.invite.how"), t("desk.people.invite.until", { time: moment(shown.expires) })]}
      />
      <p>
        <bdi class="desk-address" translate={false}>{`${location.origin}/desk#join=${shown.code}`}</bdi>
      </p>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={done}>
        {t("desk.people.invite.done")}
      </button>
    </>
  );
}
