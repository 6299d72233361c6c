import { useSignal } from "@preact/signals";
import type { AskedRecovery, MemberSession } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { holdMore, ownRecipient, ownSecrets, signer } from "../keys.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { enter, knownHandle } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import type { Asking } from "./waiting.ts";
import { WaitingPanel } from "./waiting-panel.tsx";

/** For somebody who signed in and holds no desk key, with nobody left to pass one on. */
export function OwnAsking() {
  const asked = useSignal<{ readonly asking: Asking; readonly print: string } | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const ask = async () => {
    const answer = await call<AskedRecovery>("/recoveries/own", { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    const recipient = await ownRecipient();
    const [secret] = ownSecrets();
    if (!answer.ok || recipient === null || secret === undefined) return;
    const { recovery, token } = answer.value;
    const { fingerprint } = await import("@threshold/sealing/custody");
    const print = await fingerprint({ recovery, recipient, verifyKey: signer().verifyKey });
    asked.value = { asking: { token, secret, recipient, sheet: null, rewrap: null }, print };
  };
  const done = async () => {
    const session = await call<MemberSession>("/session");
    if (!session.ok) return;
    await holdMore(session.value.desks);
    enter(session.value, knownHandle());
  };
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.custody.own")}</h2>
      <TroubleLine trouble={trouble.value} />
      {asked.value === null ? (
        <>
          <p>{t("desk.custody.own.lead")}</p>
          <button type="button" class="govuk-button" onClick={() => void ask()}>
            {t("desk.custody.own.do")}
          </button>
        </>
      ) : (
        <WaitingPanel asking={asked.value.asking} print={asked.value.print} done={() => void done()} />
      )}
    </section>
  );
}
