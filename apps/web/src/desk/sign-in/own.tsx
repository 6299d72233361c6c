import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { OwnSignIn } from "@threshold/contract";
import { Remark, Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { useCall } from "../parts/use-call.ts";
import { hrefOf } from "../route.ts";
import { current } from "../session.ts";
import { t } from "../words.ts";
import { ChangePassphrase } from "./change-passphrase.tsx";
import { ChooseFactor } from "./choose-factor.tsx";
import { Passkeys } from "./passkeys.tsx";
import { ProviderWay } from "./provider-way.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { Sessions } from "./sessions.tsx";

/** What a member looks after of her own sign-in. */
export function OwnSignInPage() {
  const own = useCall<OwnSignIn>("/own-sign-in");
  const done = useSignal("");
  const { member, organisation } = current();
  const told = (id: string) => () => {
    done.value = t(id);
    void own.again();
  };
  const all = own.value.value;
  return (
    <>
      <Title page={t("desk.own")}>{t("desk.own")}</Title>
      <p>
        <a class="govuk-link" href={hrefOf({ page: "telling" })}>
          {t("telling.page")}
        </a>
      </p>
      <TroubleLine trouble={own.trouble.value} />
      <Said>{done.value}</Said>
      {all === null ? null : (
        <>
          {all.factor === "none" ? <Remark strong>{t("desk.own.none")}</Remark> : null}
          <Passkeys all={all.passkeys} added={told("desk.passkey.added")} removed={told("desk.passkey.gone")} />
          {all.provider === null ? null : (
            <section>
              <h2 class="govuk-heading-m">{all.provider}</h2>
              {all.linked ? <p>{t("desk.provider.linked")}</p> : <ProviderWay done={told("desk.provider.added")} />}
            </section>
          )}
          <Recovery left={all.recovery} done={told("desk.recovery.made")} />
          <Sessions all={all.sessions} ended={told("desk.sessions.gone")} />
          <ChangePassphrase done={told("desk.passphrase.changed")} />
          {can(member.roles, "keep-people") && (all.providers.length > 0 || organisation.invented) ? (
            <ChooseFactor own={all} done={told("desk.choose.done")} />
          ) : null}
        </>
      )}
    </>
  );
}

function Recovery({ left, done }: { readonly left: number; readonly done: () => void }) {
  const making = useSignal(false);
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.recovery.heading")}</h2>
      {making.value ? (
        <RecoveryCodes
          done={() => {
            making.value = false;
            done();
          }}
        />
      ) : (
        <>
          <p>{t("desk.recovery.left", { n: left })}</p>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (making.value = true)}>
            {t("desk.recovery.new")}
          </button>
        </>
      )}
    </section>
  );
}
