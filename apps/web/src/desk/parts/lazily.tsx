import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../words.ts";

/** A page whose code is fetched when it is first opened. Where that fails (no network), it says so and can be tried again. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const state = useSignal<"loading" | "there" | "failed">(loaded === null ? "loading" : "there");
    const begin = () => {
      state.value = "loading";
      load().then(
        (component) => {
          loaded = component;
          state.value = "there";
        },
        () => {
          state.value = "failed";
        },
      );
    };
    useEffect(() => {
      if (loaded === null) begin();
    }, []);
    const Page = loaded;
    if (state.value === "there" && Page !== null) return <Page {...props} />;
    if (state.value === "loading") return <p>{t("desk.loading")}</p>;
    return (
      <div role="alert">
        <p>{t("desk.no-network")}</p>
        <button type="button" class="govuk-button" onClick={begin}>
          {t("desk.again")}
        </button>
      </div>
    );
  };
}
