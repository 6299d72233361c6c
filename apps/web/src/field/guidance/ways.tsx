import referenceJson from "@knowledge/reference.json";
import { t } from "../../shared/words.ts";
import { notes } from "../notes/current.ts";
import { Fold, Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";

interface Named {
  readonly id: string;
  readonly section: string;
  readonly situations?: readonly string[];
  readonly forms?: readonly string[];
  readonly signs?: readonly string[];
}
const reference = referenceJson as unknown as Record<"methods" | "crimes" | "finders", readonly Named[]>;

/** How people in need of help are found, which crimes can hide it, and who can notice; what fits the situation stands first. */
export function Ways() {
  return (
    <>
      <Title>{t("guidance.ways")}</Title>
      <Part title={t("guidance.ways.methods")} prefix="method" items={reference.methods} />
      <Part title={t("guidance.ways.crimes")} prefix="crime" items={reference.crimes} />
      <Part title={t("guidance.ways.finders")} prefix="finder" items={reference.finders} />
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}

function Part({ title, prefix, items }: { title: string; prefix: string; items: readonly Named[] }) {
  const { situation } = notes.value;
  const here = items.filter(({ situations }) => situation !== null && situations?.includes(situation));
  const others = items.filter((item) => !here.includes(item));
  return (
    <>
      <h2>{title}</h2>
      <ul class="care-list">
        {[...here, ...others].map((item) => (
          <li key={item.id}>
            {t(`${prefix}.${item.id}`)}{" "}
            <span class="section">{t("guidance.sections", { sections: item.section })}</span>
            {item.forms?.length ? (
              <p class="small">
                {t("guidance.ways.hides", { forms: item.forms.map((id) => t(`form.${id}`)).join(", ") })}
              </p>
            ) : null}
            {item.signs?.length ? (
              <Fold summary={t("guidance.ways.signs")}>
                <ul class="care-list">
                  {item.signs.map((id) => (
                    <li key={id}>{t(`sign.${id}`)}</li>
                  ))}
                </ul>
              </Fold>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
