import type { Look } from "@threshold/casework";
import { changeSince } from "../../shared/changes.ts";
import { t } from "../../shared/words.ts";
import { assessment, highest, notes, people } from "../notes/current.ts";
import { inFront } from "../notes/people.ts";
import { go } from "../page/place.ts";
import { wayOf } from "./act.ts";
import { lookOf } from "./looks.ts";
import { momentOf } from "./when.ts";

/** Beside the list's result: what who met the person thinks instead, and what an earlier look said. None hides another. */
export function OtherViews() {
  const { disagreement, earlier } = inFront(people.value);
  return (
    <>
      {disagreement === null ? null : <Otherwise />}
      {earlier.length === 0 ? null : <Changed />}
    </>
  );
}

function Otherwise() {
  const { disagreement } = inFront(people.value);
  const { result } = assessment.value;
  if (disagreement === null) return null;
  const way = wayOf(disagreement.result, result);
  return (
    <section class="two-views" aria-labelledby="otherwise">
      <h3 id="otherwise">{t("people.disagree.title")}</h3>
      <ul class="views">
        <li>{t("people.disagree.list-says", { result: t(`result-short.${result}`) })}</li>
        <li>{t("people.disagree.yours", { result: t(`result-short.${disagreement.result}`) })}</li>
      </ul>
      <ul class="why">
        {disagreement.reasons.map((id) => (
          <li key={id}>{t(`people.reason.${id}`)}</li>
        ))}
      </ul>
      <p>{t(way === null ? "people.disagree.agrees" : "people.disagree.both")}</p>
      {way === "down" ? <HelpStaysOpen /> : null}
      <button type="button" class="plain" onClick={() => go("disagree")}>
        {t("people.disagree.change")}
      </button>
    </section>
  );
}

/** Seeing less than the list: help stays open, and a second pair of eyes is one tap away. Nothing is blocked. */
export function HelpStaysOpen() {
  return (
    <div class="advice">
      <p>{t("people.disagree.down")}</p>
      <button type="button" class="plain" onClick={() => go("specialist")}>
        {t("people.disagree.second-eyes")}
      </button>
    </div>
  );
}

function Changed() {
  const { earlier } = inFront(people.value);
  const last = earlier.at(-1);
  if (last === undefined) return null;
  const { result } = assessment.value;
  const change = changeSince(last, lookOf(notes.value, result, "").signs);
  const nothing = change.came.length + change.gone.length + change.notThere.length === 0;
  return (
    <section class="two-views" aria-labelledby="changed">
      <h3 id="changed">{t("people.changed")}</h3>
      <p>{t("people.changed.since", { time: momentOf(last.metAt) })}</p>
      <p>
        <strong>{thenAndNow(last.result, result)}</strong>
      </p>
      {highest.value === result ? null : <p>{t("people.changed.lower")}</p>}
      {nothing ? <p>{t("people.changed.nothing")}</p> : null}
      <Signs title={t("people.changed.came")} ids={change.came} />
      <Signs title={t("people.changed.gone")} ids={change.gone} />
      <Signs title={t("people.changed.not-there")} ids={change.notThere} />
    </section>
  );
}

function thenAndNow(then: Look["result"], now: Look["result"]): string {
  const words = { before: t(`result-short.${then}`), now: t(`result-short.${now}`) };
  return t(then === now ? "people.changed.same-result" : "people.changed.result", words);
}

function Signs({ title, ids }: { title: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul class="why">
        {ids.map((id) => (
          <li key={id}>{t(`sign.${id}`)}</li>
        ))}
      </ul>
    </>
  );
}

/** In the bar, behind the list's result: the other view, or the earlier and higher result. */
export function BarBeside() {
  const { disagreement } = inFront(people.value);
  const { result } = assessment.value;
  const other = disagreement !== null && disagreement.result !== result ? disagreement.result : null;
  if (other === null && highest.value === result) return null;
  const shown = t(`result-short.${other ?? highest.value}`);
  return <span class="bar-signs">{t(other === null ? "people.before" : "people.otherwise", { result: shown })}</span>;
}
