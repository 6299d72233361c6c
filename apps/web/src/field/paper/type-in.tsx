import { type Signal, useSignal } from "@preact/signals";
import { checkPaperNumber } from "@threshold/casework";
import { useId } from "preact/hooks";
import { paperSigns, situationOf } from "../../shared/paper/signs.ts";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { atSite, note, notes, people } from "../notes/current.ts";
import { empty } from "../notes/notes.ts";
import { inFront } from "../notes/people.ts";
import { Onward, Title } from "../page/parts.tsx";
import { go } from "../page/place.ts";
import { finish } from "../people/act.ts";
import { momentOfField, rows, signsOf, type Typed } from "./typed.ts";

/**
 * A paper form typed in: its number, the times on it, and its signs by their numbers; then the usual list and the usual referral. Made for
 * a keyboard: one field after the other, and Enter.
 */
export function TypeIn() {
  const number = useSignal("");
  const met = useSignal("");
  const chose = useSignal("");
  const typed = { seen: useSignal(""), said: useSignal(""), "not-there": useSignal("") } as const;
  const tried = useSignal(false);
  const paper = checkPaperNumber(number.value);
  const situation = paper.ok ? situationOf(list, paper.mark) : undefined;
  const metAt = momentOfField(met.value, new Date());
  const choseAt = momentOfField(chose.value, new Date());
  const choseWrong = chose.value !== "" && (choseAt === null || (metAt !== null && choseAt < metAt));
  const signs = situation === undefined ? null : signsOf(valuesOf(typed), paperSigns(list, situation));
  const busy = touched();

  const onward = () => {
    tried.value = true;
    if (!paper.ok || metAt === null || choseWrong || signs?.ok === false || busy) return;
    note((old) => ({
      ...empty,
      situation: situation === undefined ? old.situation : situation,
      signs: signs?.signs ?? {},
      metAt,
      paper: { number: paper.number, choseAt },
    }));
    go("list");
  };

  return (
    <>
      <Title>{t("paper.type")}</Title>
      <p>{t("paper.type.about")}</p>
      {busy ? (
        <div class="advice" role="alert">
          <p>{t("paper.type.busy")}</p>
          <Onward quiet onTap={finish}>
            {t("field.start-again")}
          </Onward>
        </div>
      ) : null}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onward();
        }}
      >
        <Line
          label={t("paper.type.number")}
          hint={t("paper.type.number.hint")}
          wrong={tried.value && !paper.ok ? t("paper.type.number.wrong") : null}
          value={number}
        />
        <Line
          type="datetime-local"
          label={t("paper.type.met")}
          wrong={tried.value && metAt === null ? t("paper.type.met.wrong") : null}
          value={met}
        />
        <Line
          type="datetime-local"
          label={t("paper.type.chose")}
          hint={t("paper.type.chose.hint")}
          wrong={tried.value && choseWrong ? t("paper.type.chose.wrong") : null}
          value={chose}
        />
        {paper.ok && situation === undefined ? <p class="advice">{t("paper.type.other-list")}</p> : null}
        {situation === undefined ? null : (
          <fieldset class="govuk-fieldset group">
            <legend class="govuk-fieldset__legend">{t("paper.type.signs")}</legend>
            <p>
              {t("paper.type.for", {
                situation: situation === null ? t("paper.pack.any") : t(`situation.${situation}`),
              })}
            </p>
            <p class="govuk-hint">{t("paper.type.signs.hint")}</p>
            {rows.map((row) => (
              <Line key={row} numbers label={t(`paper.pack.${row}`)} wrong={null} value={typed[row]} />
            ))}
            <Compare typed={valuesOf(typed)} situation={situation} />
          </fieldset>
        )}
        <button type="submit" class="govuk-button">
          {t("paper.type.do")}
        </button>
      </form>
    </>
  );
}

/** Something is known already of whoever is in front, or what holds for everybody is: it is never overwritten. */
function touched(): boolean {
  const { earlier, disagreement, reference } = inFront(people.value);
  const untouched = { ...notes.value, situation: null, metAt: null };
  const blank = JSON.stringify(untouched) === JSON.stringify(empty) && earlier.length === 0;
  return atSite.value || !blank || disagreement !== null || reference !== null;
}

const valuesOf = (typed: Readonly<Record<keyof Typed, Signal<string>>>): Typed => ({
  seen: typed.seen.value,
  said: typed.said.value,
  "not-there": typed["not-there"].value,
});

/** What the numbers stand for, in words: the one check that numbers need. */
function Compare({ typed, situation }: { readonly typed: Typed; readonly situation: string | null }) {
  const printed = paperSigns(list, situation);
  const signs = signsOf(typed, printed);
  if (!signs.ok)
    return (
      <p class="advice" role="alert">
        {signs.unknown.length === 0 ? null : t("paper.type.wrong", { numbers: signs.unknown.join(", ") })}{" "}
        {signs.twice.length === 0 ? null : t("paper.type.twice", { numbers: signs.twice.join(", ") })}
      </p>
    );
  const found = Object.entries(signs.signs);
  if (found.length === 0) return null;
  return (
    <>
      <p>
        <strong>{t("paper.type.check")}</strong>
      </p>
      <ul class="care-list" aria-live="polite">
        {found.map(([id, source]) => (
          <li key={id}>
            {printed.indexOf(id) + 1} {t(`sign.${id}`)} · {t(`paper.pack.${source}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  readonly type?: "text" | "datetime-local";
  readonly numbers?: boolean;
  readonly label: string;
  readonly hint?: string;
  readonly wrong: string | null;
  readonly value: Signal<string>;
}

function Line({ type = "text", numbers = false, label, hint, wrong, value }: LineProps) {
  const id = useId();
  const about = [hint === undefined ? "" : `${id}-hint`, wrong === null ? "" : `${id}-wrong`].filter(Boolean).join(" ");
  const field = {
    class: "govuk-input",
    id,
    autocomplete: "off" as const,
    spellcheck: false,
    "aria-describedby": about || undefined,
    value: value.value,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
      value.value = currentTarget.value;
    },
  };
  return (
    <div class={`group${wrong === null ? "" : " missing"}`}>
      <label class="govuk-label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong === null ? null : (
        <p class="govuk-error-message" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
      {type === "text" ? (
        <input {...field} type="text" autocapitalize="characters" inputMode={numbers ? "numeric" : "text"} />
      ) : (
        <input {...field} type={type} />
      )}
    </div>
  );
}
