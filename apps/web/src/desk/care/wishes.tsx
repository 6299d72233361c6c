import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { wishes } from "./law-lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf } from "./said.ts";
import { wishWords } from "./wish-words.ts";

const own = "own";
const declined = "declined";
const again = "again";

/** How the person wants to be met, asked and reached, in their own words (IV.2, VI.3). */
export function Wishes() {
  const { care } = useCare().open;
  return (
    <section aria-labelledby="care-wishes">
      <h2 class="govuk-heading-m" id="care-wishes">
        {t("care.wishes")}
      </h2>
      <p class="desk-quiet">{t("care.wishes.lead")}</p>
      <Rows
        id="wish"
        rows={wishes.map(({ id }) => ({ id, name: t(`care-wish.${id}`), standing: care.wishes.get(id) }))}
        state={(record) => (record === undefined ? null : wishWords(record)) ?? t("care.wish.open")}
        form={({ id, name, standing }, close) => {
          const pick = wishes.find((one) => one.id === id)?.pick ?? [];
          const before = standing?.now.record.said;
          const picked = before?.known && pick.includes(before.value);
          const how = picked ? before.value : before?.known === false ? declined : own;
          return (
            <RecordForm
              id={`wish-${id}`}
              label={name}
              fields={[
                {
                  ...{ key: "how", kind: "radios", label: t("care.wish.how") },
                  options: [
                    ...pick.map((value) => ({ value, text: t(`care-wish-pick.${value}`) })),
                    { value: own, text: t(pick.length === 0 ? "care.wish.words" : "care.wish.own") },
                    { value: declined, text: t("care.wish.declined") },
                    ...(before == null ? [] : [{ value: again, text: t("care.wish.again") }]),
                  ],
                },
                {
                  ...{ key: "words", kind: "words", label: t("care.wish.words") },
                  when: (values) => values.how === own,
                  wrong: (value) => (value === "" ? t("care.wish.words.wrong") : undefined),
                },
              ]}
              first={{ how, words: picked ? "" : typedOf(before) }}
              make={({ how: said, words }) => ({
                ...{ topic: "wish", wish: id },
                said:
                  said === declined
                    ? { known: false, why: "declined" }
                    : said === again
                      ? null
                      : answerOf(said === own ? words : said),
              })}
              close={close}
            />
          );
        }}
      />
    </section>
  );
}
