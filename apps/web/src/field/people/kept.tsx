import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { keeper } from "../keeper.ts";
import { changePeople, now } from "../notes/current.ts";
import { empty } from "../notes/notes.ts";
import type { People } from "../notes/people.ts";
import { Confirm } from "../outbox/confirm.tsx";
import { Onward, Title } from "../page/parts.tsx";
import { back, close, go } from "../page/place.ts";
import { forgetDraft } from "../refer/current.ts";
import { assessmentOf } from "./act.ts";
import { judged } from "./group.ts";
import { anythingNoted } from "./keep.tsx";
import { keptRows } from "./kept-rows.ts";
import { lookedAgain } from "./looks.ts";
import { dayText } from "./when.ts";

/** On the first screen, only where something is kept: that there is something, and nothing of what. */
export function KeptLine() {
  if ((keptRows.value ?? []).length === 0) return null;
  return (
    <button type="button" class="plain" onClick={() => go("kept")}>
      {t("people.kept.come-back")}
    </button>
  );
}

/** Comes back with the code to what was kept: each person starts from what was known, and what changes shows as a change. */
export function KeptScreen() {
  const id = useId();
  const code = useSignal("");
  const busy = useSignal(false);
  const problem = useSignal<{ readonly why: string } | null>(null);

  const open = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    await new Promise((drawn) => setTimeout(drawn, 60));
    const kept = await keeper();
    const opened = kept === null ? ({ ok: false, why: "not-loaded" } as const) : await kept.openKept(code.value);
    busy.value = false;
    if (!opened.ok) {
      problem.value = { why: opened.why };
      return;
    }
    code.value = "";
    changePeople(() => beginLooks(opened.people));
    forgetDraft();
    close(opened.people.numbered ? "people" : "list");
  };

  return (
    <>
      <Title>{t("people.kept.title")}</Title>
      <p>{t("people.kept.count", { count: keptRows.value?.length ?? 0 })}</p>
      {anythingNoted() ? <p class="advice">{t("people.kept.replaces")}</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <label class="govuk-label" for={id}>
          {t("people.kept.code")}
        </label>
        <p class="govuk-hint" id={`${id}-hint`}>
          {t("people.kept.code-hint")}
        </p>
        {problem.value === null ? null : (
          <p class="advice" role="alert">
            {t(problem.value.why === "not-loaded" ? "people.keep.not-loaded" : `people.kept.${problem.value.why}`)}
          </p>
        )}
        <input
          class="govuk-input code"
          id={id}
          dir="ltr"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
          value={code.value}
          onInput={({ currentTarget }) => (code.value = currentTarget.value)}
        />
        <p role="status">{busy.value ? t("people.kept.opening") : ""}</p>
        <button type="submit" class="govuk-button">
          {t("people.kept.open")}
        </button>
      </form>
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}

/** What was known of each person becomes their earlier look; a person of whom nothing was known has none. */
function beginLooks(people: People): People {
  const persons = people.persons.map((person) => {
    const notes = judged(people, person.number);
    const untouched = { ...notes, situation: null, metAt: null };
    if (JSON.stringify(untouched) === JSON.stringify(empty)) return person;
    return lookedAgain(person, notes, assessmentOf(people, person.number).result, now());
  });
  return { ...people, persons };
}

/** In the menu: what is kept, by its last day alone, and a way to delete it. */
export function KeptHere() {
  const told = useSignal("");
  const rows = keptRows.value;
  const remove = async (id: string) => {
    const kept = await keeper();
    await kept?.dropKept(id);
    told.value = t("people.kept.deleted");
  };
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">{t("people.kept")}</h2>
      <p role="status">{told.value}</p>
      {rows === null ? <p>{t("people.keep.no-storage")}</p> : null}
      {rows?.length === 0 ? <p>{t("people.kept.none")}</p> : null}
      <ul class="references">
        {(rows ?? []).map(({ id, until }) => (
          <li key={id}>
            <p id={`kept-${id}`}>{t("people.kept.line", { day: dayText(until) })}</p>
            <Confirm
              ask={t("people.kept.delete")}
              yes={t("people.kept.delete.yes")}
              about={`kept-${id}`}
              onYes={() => remove(id)}
            >
              <p>{t("people.kept.delete.about")}</p>
            </Confirm>
          </li>
        ))}
      </ul>
      {rows !== null && rows.length > 0 ? (
        <Onward quiet onTap={() => go("kept")}>
          {t("people.kept.come-back")}
        </Onward>
      ) : null}
    </section>
  );
}
