import { Sheet } from "../care/sheet.tsx";
import { t } from "../words.ts";

interface Props {
  readonly code: string;
  readonly count: number;
  readonly close: () => void;
}

/** Cards to cut apart. Each says a number, a code and one neutral sentence: whoever finds one learns nothing of the person. */
export function CardSheet({ code, count, close }: Props) {
  return (
    <Sheet heading={t("together.sheet.title", { code })} close={close}>
      <p>
        {t("together.sheet.first", { n: count })}. {t("together.sheet.lead")}
      </p>
      <ol class="desk-cards">
        {Array.from({ length: count }, (_, at) => (
          <li key={at} class="desk-cards__card">
            <strong class="desk-cards__number">{at + 1}</strong>
            <span>
              <bdi>{code}</bdi>
            </span>
            <span>{t("together.sheet.keep")}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
