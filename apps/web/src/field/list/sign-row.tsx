import { computed, useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { mayAsk } from "../menu/role.ts";
import { note, notes, numbered } from "../notes/current.ts";
import { type Answered, answer, answeredAs, toggled, withSource } from "../notes/notes.ts";
import { fromLater } from "../page/from-later.tsx";
import { Toggle } from "../page/parts.tsx";
import { longPress } from "./press.ts";

const answers = ["seen", "said", "not-there"] as const;
const sources = ["said", "said-by-other", "document"] as const;
/** Whom "said" means at first: the person, or somebody else where the person may not be asked. */
const heard = computed(() => (mayAsk.value ? "said" : "said-by-other"));
const vulnerabilities = new Set(list.indicators.filter((sign) => sign.vulnerability).map((sign) => sign.id));

const ForAll = fromLater((screens) => screens.ForAll);

/** One sign with its three answers. A row draws anew only when its own answer changes, so a long list stays quick. */
export function SignRow({ id, as = "li" }: { id: string; as?: "li" | "div" }) {
  const source = useComputed(() => notes.value.signs[id]);
  const used = useComputed(() => notes.value.used.includes(id));
  const asking = useSignal(false);
  const given = answeredAs(source.value);
  const Row = as;

  const press = useMemo(
    () =>
      longPress(() => {
        if (answeredAs(source.value) !== "said") note((old) => withSource(old, id, heard.value));
        asking.value = true;
      }),
    [id],
  );
  const tap = (chosen: Answered) => {
    if (chosen === "said" && press.swallowed()) return;
    if (chosen !== "said" || given === "said") asking.value = false;
    note((old) => (chosen === "said" && given !== "said" ? withSource(old, id, heard.value) : answer(old, id, chosen)));
  };

  return (
    <Row class="sign">
      <fieldset>
        <legend>{t(`sign.${id}`)}</legend>
        <div class="answers">
          {answers.map((chosen) => (
            <button
              key={chosen}
              type="button"
              class="toggle"
              aria-pressed={given === chosen}
              onClick={() => tap(chosen)}
              onPointerDown={chosen === "said" ? press.onPointerDown : undefined}
              onPointerUp={press.onPointerUp}
              onPointerLeave={press.onPointerLeave}
              onPointerCancel={press.onPointerCancel}
              onContextMenu={chosen === "said" ? press.onContextMenu : undefined}
            >
              {t(`field.answer.${chosen}`)}
            </button>
          ))}
        </div>
        {given === "said" ? (
          <button
            type="button"
            class="plain small"
            aria-expanded={asking.value}
            onClick={() => (asking.value = !asking.value)}
          >
            {source.value === "said"
              ? t("field.source.ask")
              : t("field.source.is", { source: t(`field.source.${source.value}`) })}
          </button>
        ) : null}
        {given === "said" && asking.value ? (
          <div class="answers">
            {sources.slice(mayAsk.value ? 0 : 1).map((chosen) => (
              <Toggle
                key={chosen}
                on={source.value === chosen}
                onTap={() => note((old) => withSource(old, id, chosen))}
              >
                {t(`field.source.${chosen}`)}
              </Toggle>
            ))}
          </div>
        ) : null}
        {vulnerabilities.has(id) && given !== null && given !== "not-there" ? (
          <div class="answers">
            <Toggle on={used.value} onTap={() => note((old) => ({ ...old, used: toggled(old.used, id) }))}>
              {t("field.used")}
            </Toggle>
          </div>
        ) : null}
        {given !== null && numbered.value ? <ForAll id={id} /> : null}
      </fieldset>
    </Row>
  );
}
