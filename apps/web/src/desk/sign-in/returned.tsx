import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { start } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import { handIn } from "./provider.ts";

/** Where the agency's own sign-in leads back to: hands in what came, and says that the other window goes on. */
export function ReturnedPage({ answer }: { readonly answer: object | null }) {
  const state = useSignal<"working" | "done" | Trouble>("working");
  useEffect(() => {
    void handIn(answer).then((trouble) => {
      state.value = trouble ?? "done";
    });
  }, []);
  const title = t(state.value === "done" ? "desk.provider.done" : "desk.provider.title");
  return (
    <div class="desk-narrow">
      <Title key={title} page={title}>
        {title}
      </Title>
      <TroubleLine trouble={typeof state.value === "object" ? state.value : null} />
      <p role="status">{state.value === "working" ? t("desk.loading") : ""}</p>
      {state.value === "working" ? null : <p>{t("desk.provider.close")}</p>}
      {state.value === "done" ? (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void start(false)}>
          {t("desk.provider.here")}
        </button>
      ) : null}
    </div>
  );
}
