import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { IssuedCode } from "@threshold/contract";
import { BigCode } from "../parts/code.tsx";
import { Title } from "../parts/title.tsx";
import { current, ended } from "../session.ts";
import { CodeTroubleLine } from "../trust/code-trouble.tsx";
import { type CodeTrouble, newInvitationCode } from "../trust/new-code.ts";
import { moment, t } from "../words.ts";

/** One code for one organisation to join with. */
export function InvitePage() {
  const code = useSignal<IssuedCode | null>(null);
  const trouble = useSignal<CodeTrouble | null>(null);
  const busy = useSignal(false);
  const make = async () => {
    if (busy.value) return;
    busy.value = true;
    const answer = await newInvitationCode();
    busy.value = false;
    trouble.value = null;
    if (answer.ok) code.value = answer.value;
    else if (answer.problem === "not-signed-in") ended();
    else trouble.value = answer;
  };
  const address = `${location.origin}/desk?join`;
  return (
    <>
      <Title page={t("desk.invite")}>{t("desk.invite.title")}</Title>
      {can(current().member.roles, "invite-organisations") ? (
        <>
          <p>{t("desk.invite.lead")}</p>
          <CodeTroubleLine trouble={trouble.value} />
          {code.value === null ? null : (
            <>
              <BigCode
                heading={t("desk.invite.code")}
                code={code.value.code}
                lines={[
                  t("desk.invite.once"),
                  t("desk.phones.code.until", { time: moment(code.value.expires) }),
                  t("desk.invite.address"),
                ]}
              />
              <p>
                <bdi class="desk-address">{address}</bdi>
              </p>
            </>
          )}
          <button type="button" class="govuk-button" onClick={() => void make()} disabled={busy.value}>
            {t("desk.invite.make")}
          </button>
        </>
      ) : (
        <p>{t("desk.invite.not-yours")}</p>
      )}
    </>
  );
}
