import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";
import { onProven } from "./provider.ts";

/**
 * The way to the agency's own sign-in: in another window, since this one holds what opens the keys and would lose it. Once that
 * window says it is done, this one goes on.
 */
export function ProviderWay({ done }: { readonly done: () => void }) {
  const url = useSignal<string | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const ask = async () => {
    const way = await call<{ url: string }>("/provider/ask", { method: "POST" });
    trouble.value = way.ok ? null : way;
    url.value = way.ok ? way.value.url : null;
  };
  useEffect(() => {
    void ask();
    return onProven(done);
  }, []);
  return (
    <>
      <TroubleLine trouble={trouble.value} />
      {url.value === null ? (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void ask()}>
          {t("desk.again")}
        </button>
      ) : (
        <p>
          <a class="govuk-button" href={url.value} target="_blank" rel="noopener noreferrer">
            {t("desk.provider.go")}
          </a>
        </p>
      )}
      <p class="desk-quiet">{t("desk.provider.hint")}</p>
    </>
  );
}
