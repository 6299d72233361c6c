import consentJson from "@knowledge/consent.json";
import listJson from "@knowledge/list.json";
import type { IndicatorList } from "@threshold/identification";
import { useEffect } from "preact/hooks";
import { toCall } from "../../shared/paper/helpers.ts";
import { Printing } from "../../shared/paper/printing.tsx";
import { directory, loadDirectory } from "../directory.ts";
import { Title } from "../parts/title.tsx";
import { t } from "../words.ts";

const list = listJson as unknown as IndicatorList;
const consent = (
  consentJson as readonly { readonly version: string; readonly purpose?: string; readonly parts: readonly string[] }[]
).find(({ purpose }) => purpose === undefined);

/** Blank forms for colleagues who go where there is no device. */
export function PaperPage() {
  useEffect(() => void loadDirectory(), []);
  const known = directory.value;
  return (
    <>
      <Title page={t("paper.pack")}>{t("paper.pack")}</Title>
      {consent === undefined ? null : (
        <Printing
          list={list}
          situation={null}
          consent={consent}
          emergency={known?.emergency ?? []}
          helpers={toCall(known?.services ?? [])}
        />
      )}
    </>
  );
}
