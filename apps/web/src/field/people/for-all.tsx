import { useComputed } from "@preact/signals";
import { t } from "../../shared/words.ts";
import { atSite, changePeople, notes, people } from "../notes/current.ts";
import { Toggle } from "../page/parts.tsx";
import { holdsForAll, shared, toggledForAll, unshared } from "./group.ts";

/** On a sign that was noticed: it holds for everybody here. One tap, and nobody has to note it again. */
export function ForAll({ id }: { id: string }) {
  const everybody = useComputed(() => people.value.site.signs[id]);
  const answer = useComputed(() => notes.value.signs[id]);
  const there = answer.value !== undefined && answer.value !== "not-there";
  const all = everybody.value !== undefined && everybody.value !== "not-there";
  if (atSite.value || (!there && !all)) return null;
  // Not there for this one: what holds for the others is taken back at one of them, or under "everyone".
  if (!there) return <p class="small for-others">{t("people.for-others")}</p>;
  return (
    <div class="answers">
      <Toggle on={all} onTap={() => changePeople((before) => (all ? unshared(before, id) : shared(before, id)))}>
        {t("people.for-all")}
      </Toggle>
    </div>
  );
}

/** The same for the form of exploitation, or for the acts. */
export function PartForAll({ part }: { part: "form" | "act" }) {
  const { form, act } = notes.value;
  if (atSite.value || !people.value.numbered || (part === "form" ? form === null : act.length === 0)) return null;
  return (
    <div class="answers own-word">
      <Toggle on={holdsForAll(people.value, part)} onTap={() => changePeople((before) => toggledForAll(before, part))}>
        {t(part === "form" ? "people.for-all.form" : "people.for-all.acts")}
      </Toggle>
    </div>
  );
}
