import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isolate } from "../../shared/isolate.ts";
import { directory, loadDirectory } from "../directory.ts";
import { Checkboxes } from "../parts/choice.tsx";
import { current } from "../session.ts";
import { t } from "../words.ts";
import { desksOf } from "./names.ts";

interface Props {
  readonly chosen: string | undefined;
  /** Ids of desks. */
  readonly value: Signal<readonly string[]>;
}

/** For whom a yes is: a yes for one service is no yes for another. What is said without names is about everybody (II.4). */
export function ShareWith({ chosen, value }: Props) {
  useEffect(() => void loadDirectory(), []);
  const own = current().organisation.id;
  const services = (directory.value?.services ?? []).filter(({ organisation }) => organisation.id !== own);
  const options = desksOf(services).map(({ id, name }) => ({ value: id, text: isolate(name) }));
  return (
    <>
      <Checkboxes
        id="choice-share-with"
        legend={t(chosen === "yes" ? "onward.share.whom" : "onward.share.only")}
        options={options}
        value={value}
      />
      {chosen === "yes" ? null : <p class="desk-quiet">{t("onward.share.everybody")}</p>}
    </>
  );
}
