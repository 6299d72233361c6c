import { locale, t } from "../../shared/words.ts";
import { Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";
import { glossary } from "./data.ts";

/** Every term with its meaning, in the order of the reader's alphabet. */
export function Glossary() {
  const compare = new Intl.Collator(locale()).compare;
  const terms = glossary
    .map((id) => ({ id, name: t(`glossary.${id}`), means: t(`glossary-means.${id}`) }))
    .sort((a, b) => compare(a.name, b.name));
  return (
    <>
      <Title>{t("guidance.glossary")}</Title>
      <p>{t("guidance.glossary.about")}</p>
      <dl class="glossary">
        {terms.map(({ id, name, means }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}
