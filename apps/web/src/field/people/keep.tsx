import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../shared/words.ts";
import type { KeepOutcome } from "../keep/kept.ts";
import { keeper } from "../keeper.ts";
import { forgetNotes, notes, numbered, people } from "../notes/current.ts";
import { empty } from "../notes/notes.ts";
import { inFront, nobody } from "../notes/people.ts";
import { Onward, Title } from "../page/parts.tsx";
import { back, close, showAgain } from "../page/place.ts";
import { forgetDraft } from "../refer/current.ts";
import { dayText } from "./when.ts";

/** Locks what was noticed on this phone, under a code that is shown once; then the screen can be cleared. */
export function KeepScreen() {
  const busy = useSignal(false);
  const outcome = useSignal<KeepOutcome | null>(null);
  const done = outcome.value;
  useEffect(() => {
    if (done?.ok) showAgain();
  }, [done]);

  const lock = async () => {
    if (busy.value) return;
    busy.value = true;
    // Locking takes a good part of a second in which nothing can be drawn: first the word that it is at work.
    await new Promise((drawn) => setTimeout(drawn, 60));
    const kept = await keeper();
    outcome.value = kept === null ? { ok: false, why: "not-loaded" } : await kept.keepHere();
    busy.value = false;
  };

  if (done?.ok) return <Code code={done.code} until={done.until} />;
  return (
    <>
      <Title>{t("people.keep.title")}</Title>
      {anythingNoted() ? (
        <>
          <p>{t(numbered.value ? "people.keep.many" : "people.keep.one")}</p>
          <p>{t("people.keep.how")}</p>
          <p>{t("people.keep.not-kept")}</p>
          {people.value.from === null ? null : <p>{t("people.keep.replaces")}</p>}
          {done === null ? null : (
            <p class="advice" role="alert">
              {t(`people.keep.${done.why}`)}
            </p>
          )}
          <p role="status">{busy.value ? t("people.keep.busy") : ""}</p>
          <Onward onTap={() => void lock()}>{t("people.keep.do")}</Onward>
        </>
      ) : (
        <p>{t("people.keep.nothing")}</p>
      )}
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}

function Code({ code, until }: { code: string; until: string }) {
  const clear = () => {
    forgetNotes();
    forgetDraft();
    close("situation");
  };
  return (
    <>
      <Title>{t("people.keep.code")}</Title>
      <p class="reference large kept-code">
        <bdi dir="ltr">
          {code.split("-").map((group) => (
            <span key={group}>{group} </span>
          ))}
        </bdi>
      </p>
      <p>
        <strong>{t("people.keep.write")}</strong>
      </p>
      <p>{t("people.keep.until", { day: dayText(until) })}</p>
      <Onward onTap={clear}>{t("people.keep.clear")}</Onward>
      <Onward quiet onTap={back}>
        {t("people.keep.go-on")}
      </Onward>
    </>
  );
}

/** Whether there is anything to keep: more than the situation of one person. */
export function anythingNoted(): boolean {
  const { value } = people;
  if (value === nobody) return false;
  const untouched = { ...notes.value, situation: null, metAt: null };
  const { earlier, disagreement } = inFront(value);
  const blank = JSON.stringify(untouched) === JSON.stringify(empty) && earlier.length === 0 && disagreement === null;
  return value.numbered || !blank;
}
