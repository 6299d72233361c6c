import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { note, notes } from "../notes/current.ts";
import { fromLater } from "../page/from-later.tsx";
import { Title } from "../page/parts.tsx";
import { go } from "../page/place.ts";

const KeptLine = fromLater((screens) => screens.KeptLine);

/** What was met decides which signs come first. Shown before the first sign; afterwards the header holds it. */
export function Situations() {
  const pick = (situation: string | null) => {
    note((old) => ({ ...old, situation }));
    go("list");
  };
  return (
    <>
      <Title>{t("field.situation.ask")}</Title>
      <KeptLine />
      <ul class="situations">
        {list.situations.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={notes.value.situation === id ? "true" : undefined}
              onClick={() => pick(id)}
            >
              {t(`situation.${id}`)}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="plain" onClick={() => pick(null)}>
        {t("field.situation.skip")}
      </button>
    </>
  );
}
