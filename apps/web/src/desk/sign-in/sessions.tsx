import { useSignal } from "@preact/signals";
import type { SessionLine } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { signOut } from "../session.ts";
import { moment, type Trouble, t } from "../words.ts";

/** Where she is signed in: one place ended, or all at once. */
export function Sessions({ all, ended }: { readonly all: readonly SessionLine[]; readonly ended: () => void }) {
  const trouble = useSignal<Trouble | null>(null);
  const end = async ({ id, here }: SessionLine) => {
    if (here) return signOut();
    const answer = await call<unknown>(`/sessions/${id}/end`, { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    ended();
  };
  const endAll = async () => {
    const answer = await call<unknown>("/sessions/end-all", { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) signOut();
  };
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.sessions")}</h2>
      <p>{t("desk.sessions.lead")}</p>
      <TroubleLine trouble={trouble.value} />
      <ul class="desk-rows">
        {all.map((line) => {
          const browser = t(`desk.browser.${line.browser}`);
          return (
            <li key={line.id} class="desk-row desk-row--plain">
              <p class="desk-row__who">
                {browser}
                {line.here ? ` · ${t("desk.sessions.here")}` : ""}
              </p>
              <p class="desk-row__quiet">
                {t("desk.sessions.times", { since: moment(line.madeAt), seen: moment(line.seenAt) })}
              </p>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-label={t("desk.sessions.end.one", { browser, since: moment(line.madeAt) })}
                onClick={() => void end(line)}
              >
                {t("desk.sessions.end")}
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void endAll()}>
        {t("desk.sessions.end-all")}
      </button>
    </section>
  );
}
