import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BigCode } from "../parts/code.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { t } from "../words.ts";
import { type Asking, look, type Progress } from "./waiting.ts";

interface Props {
  readonly asking: Asking;
  /** What is read out by phone; null with a sheet. */
  readonly print: string | null;
  /** True where one can close the page and come back to this. */
  readonly remains?: boolean;
  readonly done: () => void;
}

/** The code to read out, and how many have released; looks again by itself. */
export function WaitingPanel({ asking, print, remains = false, done }: Props) {
  const progress = useSignal<Progress | null>(null);
  const again = async () => {
    const next = await look(asking);
    progress.value = next;
    if (next.at === "done") done();
    return next;
  };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let live = true;
    const round = async () => {
      const next = await again();
      if (live && (next.at === "waits" || next.at === "trouble")) timer = setTimeout(() => void round(), 10_000);
    };
    void round();
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [asking]);
  const now = progress.value;
  return (
    <>
      {print === null ? null : (
        <BigCode
          heading={t("desk.lost.code")}
          code={print}
          lines={[t("desk.lost.code.how"), ...(remains ? [t("desk.lost.code.open")] : [])]}
        />
      )}
      <TroubleLine trouble={now?.at === "trouble" ? now.trouble : null} />
      <p role="status">
        {now?.at === "waits" ? t("desk.lost.count", { n: now.released }) : now === null ? t("desk.loading") : ""}
      </p>
      {now?.at === "broken" || now?.at === "over" ? (
        <p role="alert" class="desk-alert__box">
          {t(`desk.lost.${now.at}`)}
        </p>
      ) : null}
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void again()}>
        {t("desk.lost.look")}
      </button>
    </>
  );
}
