import { isolate } from "../../shared/isolate.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { needsTonight } from "./lists.ts";
import { typedOf } from "./said.ts";

const answers = ["wanted", "given", "declined", "aside"] as const;
const open: ReadonlySet<string> = new Set(["wanted", "offered", "waiting"]);

/** What is needed tonight, before anything else, until each is answered or put aside; what is wanted stays until it is there (IV.2). */
export function Tonight() {
  const { open: now, mayAdd, busy, save } = useCare();
  const left = needsTonight.filter((id) => {
    const state = now.care.needs.get(id)?.now.record.state;
    return state === undefined || open.has(state);
  });
  if (now.care.closed !== null || left.length === 0) return null;
  return (
    <section class="desk-tonight" aria-labelledby="care-tonight">
      <h2 class="govuk-heading-m" id="care-tonight">
        {t("care.tonight")}
      </h2>
      <p class="desk-quiet">{t("care.tonight.lead")}</p>
      <ul class="desk-care">
        {left.map((id) => {
          const name = t(`care-need.${id}`);
          const before = now.care.needs.get(id)?.now.record;
          const asked = answers.filter((answer) => before === undefined || answer !== "wanted");
          return (
            <li key={id} class="desk-care__row desk-care__line">
              <span class="desk-care__name">{name}</span>
              {before === undefined ? null : <span class="desk-care__state">{t(`care.need.${before.state}`)}</span>}
              {mayAdd ? (
                <span class="desk-tonight__answers">
                  {asked.map((state) => (
                    <button
                      key={state}
                      type="button"
                      class="desk-tonight__answer"
                      disabled={busy.value}
                      aria-label={`${t(`care.tonight.${state}`)}: ${name}`}
                      onClick={() =>
                        void save({
                          ...{ topic: "need", need: id, state, by: before?.by ?? null, note: before?.note ?? null },
                          ...(before?.outcome === undefined ? {} : { outcome: before.outcome }),
                        })
                      }
                    >
                      {t(`care.tonight.${state}`)}
                    </button>
                  ))}
                </span>
              ) : null}
              {typedOf(before?.note) === "" ? null : <span class="desk-quiet">{isolate(typedOf(before?.note))}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
