import { useSignal } from "@preact/signals";
import { t } from "../../shared/words.ts";
import { Radios } from "../page/parts.tsx";

/** Names and icons that say nothing about what this is. Chosen before the app is put on the home screen. */
const looks = ["notes", "lists", "handbook"] as const;
type Look = (typeof looks)[number];

export function Looks() {
  const look = useSignal<Look>("notes");
  const pick = (chosen: Look) => {
    look.value = chosen;
    wear(chosen, t(`field.look.${chosen}`));
  };
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{t("field.looks")}</h2>
      <p>{t("field.looks.about")}</p>
      <Radios
        legend={t("field.looks.ask")}
        options={looks.map((value) => ({ value, label: t(`field.look.${value}`) }))}
        value={look.value}
        onPick={pick}
      />
      <p class="govuk-hint">{t("field.looks.how")}</p>
    </section>
  );
}

/** Browsers read name and icon from these links at the moment of installing; nothing about the choice is stored. */
function wear(look: Look, name: string): void {
  const set = (rel: string, href: string) =>
    document.querySelector<HTMLLinkElement>(`link[rel="${rel}"]`)?.setAttribute("href", href);
  set("manifest", `/${look}.webmanifest`);
  set("icon", `/${look}.svg`);
  set("apple-touch-icon", `/${look}-180.png`);
  document.querySelector('meta[name="apple-mobile-web-app-title"]')?.setAttribute("content", name);
  document.title = name;
}
