import { ShowPage } from "../../shared/paper/show.tsx";
import { t } from "../../shared/words.ts";
import { go } from "../page/place.ts";

const pages = [
  ["rights", "guidance.rights.open"],
  ["ways", "guidance.ways"],
  ["glossary", "guidance.glossary"],
  ["country", "guidance.country"],
  ["pack", "paper.pack"],
  ["from-paper", "paper.type"],
] as const;

/** Pages to look things up. */
export function Read() {
  return (
    <section aria-labelledby="read">
      <h2 id="read">{t("guidance.read")}</h2>
      <ul class="read">
        {pages.map(([place, label]) => (
          <li key={place}>
            <button type="button" class="plain" onClick={() => go(place)}>
              {t(label)}
            </button>
          </li>
        ))}
        <li>
          <ShowPage />
        </li>
      </ul>
    </section>
  );
}
