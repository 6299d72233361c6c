import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { language as shownLanguage } from "../../shared/words.ts";
import { languageName, sentencesIn, t } from "../words.ts";
import { type Consent, consentFor } from "./law-lists.ts";

/** Words that are read out and signed, in the person's language where we have them. */
export interface ConsentWords {
  readonly version: string;
  /** BCP 47 tag of the language they are shown in. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly texts: readonly string[];
}

const idsOf = ({ version, parts }: Consent) => parts.map((part) => `consent.${version}.${part}`);

/** The words for a choice; in the desk's own language until the person's are there, or where nobody has put them into it. */
export function useConsentWords(choice: string, language: string): ConsentWords {
  const consent = consentFor(choice);
  const own = useSignal<ConsentWords | null>(null);
  useEffect(() => {
    let current = true;
    own.value = null;
    void sentencesIn(language, idsOf(consent)).then((found) => {
      if (current && found !== null) own.value = { version: consent.version, language, ...found };
    });
    return () => {
      current = false;
    };
  }, [choice, language]);
  // Never what belongs to the language chosen a moment before.
  if (own.value?.language === language && own.value.version === consent.version) return own.value;
  const direction = document.documentElement.dir === "rtl" ? "rtl" : "ltr";
  const texts = idsOf(consent).map((id) => t(id));
  return { version: consent.version, language: shownLanguage.value, direction, texts };
}

/** What is read out, with its version; and where it has to be interpreted first. */
export function ReadOut({ words, wanted }: { readonly words: ConsentWords; readonly wanted: string }) {
  const [name, shown] = [languageName(wanted), languageName(words.language)];
  return (
    <section class="desk-read-out" aria-label={t("care.consent.words")}>
      <h3 class="govuk-heading-s">{t("care.consent.words")}</h3>
      <div lang={words.language} dir={words.direction}>
        {words.texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      <p class="desk-quiet">{t("care.consent.version", { version: words.version, language: shown })}</p>
      {words.language === wanted ? null : (
        <p class="desk-remark">{t("care.consent.not-in", { language: name, shown })}</p>
      )}
    </section>
  );
}
