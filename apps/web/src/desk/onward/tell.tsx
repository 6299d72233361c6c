import { useSignal } from "@preact/signals";
import { type CaseRecord, isTakenBack } from "@threshold/casework/care";
import { useEffect } from "preact/hooks";
import { isolate } from "../../shared/isolate.ts";
import { useCare } from "../care/context.ts";
import { loadDirectory } from "../directory.ts";
import type { Stopped } from "../team/step.ts";
import { t, troubleText } from "../words.ts";
import { whoHas } from "./names.ts";
import { nowSaid } from "./send.ts";
import { type TakenBack, takeBackThere, tellNow } from "./take-back.ts";

type Passed = Extract<CaseRecord, { topic: "passed" }>;
/** `told`: they see it; `kept`: and it stands in this case; `unkept`: that could not be written down yet. */
type Result = "working" | "told" | "kept" | "unkept" | Exclude<TakenBack, "done">;

const isFailed = (result: Result | null): result is Exclude<TakenBack, "done"> =>
  result !== null && !["working", "told", "kept", "unkept"].some((one) => one === result);

/** What went wrong on the way to somebody, in words. */
const whyNot = (result: Exclude<TakenBack, "done">): string => {
  if (result === "not-there") return t("onward.tell.not-there");
  return typeof result === "string" ? t(`content.stopped.${result}`) : troubleText(result as Exclude<Stopped, string>);
};

/**
 * The person took something back that others have by it. They are told at once by whoever recorded it; what did not come about stays here,
 * and in what is due, until it did (II.3).
 */
export function TellThem() {
  const { open, save, busy, mayAdd, reference } = useCare();
  const results = useSignal<ReadonlyMap<string, { readonly record: Passed; readonly result: Result }>>(new Map());
  const { passed, sharing } = open.care;
  const due = [...passed.values()].flatMap(({ now }) => (isTakenBack(sharing, now.record) ? [now.record] : []));
  const note = (record: Passed, result: Result) => {
    results.value = new Map(results.value).set(record.passed, { record, result });
  };
  useEffect(() => void loadDirectory(), []);

  const tell = async (record: Passed) => {
    if (record.case === null) return note(record, "told");
    note(record, "working");
    const result = await takeBackThere(record.case);
    note(record, result === "done" ? "told" : result);
  };
  const asked = tellNow.value === reference;
  useEffect(() => {
    if (!asked || due.length === 0 || !mayAdd) return;
    tellNow.value = null;
    // One after the other: each entry has the next number of whoever writes.
    void (async () => {
      for (const record of due) if (record.case !== null) await tell(record);
    })();
  }, [asked, due.length]);

  const told = due.find((record) => results.value.get(record.passed)?.result === "told");
  useEffect(() => {
    if (told === undefined || busy.value) return;
    note(told, "working");
    void save(nowSaid(told, "taken-back")).then((saved) => note(told, saved ? "kept" : "unkept"));
  }, [told?.passed, busy.value]);

  const done = [...results.value.values()].filter(({ result }) => result === "kept" || result === "told");
  if (due.length === 0 && done.length === 0) return null;
  return (
    <section aria-labelledby="onward-tell">
      <h2 class="govuk-heading-m" id="onward-tell">
        {t("onward.tell")}
      </h2>
      {due.length === 0 ? null : <p>{t("onward.tell.lead")}</p>}
      <ul class="desk-care" aria-live="polite">
        {due.map((record) => (
          <Line
            key={record.passed}
            record={record}
            result={results.value.get(record.passed)?.result ?? null}
            mayAdd={mayAdd}
            tell={() => void tell(record)}
            neverSent={() => void save(nowSaid(record, "not-sent"))}
          />
        ))}
        {done
          .filter(({ record }) => due.every((one) => one.passed !== record.passed))
          .map(({ record }) => (
            <li key={record.passed} class="desk-care__row">
              {t("onward.tell.done", { name: whoHas(record) })}
            </li>
          ))}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly record: Passed;
  readonly result: Result | null;
  readonly mayAdd: boolean;
  readonly tell: () => void;
  readonly neverSent: () => void;
}

function Line({ record, result, mayAdd, tell, neverSent }: LineProps) {
  const name = isolate(whoHas(record));
  const working = result === "working";
  const failed = isFailed(result) ? result : null;
  return (
    <li class="desk-care__row">
      <div class="desk-care__line">
        <span class="desk-care__name">
          {name}
          {record.reference === null ? null : (
            <>
              {" "}
              <bdi>{isolate(record.reference)}</bdi>
            </>
          )}
        </span>
        <span class="desk-care__state">{t(working ? "onward.tell.working" : "onward.tell.open")}</span>
      </div>
      {failed === null ? null : <p class="desk-care__detail">{whyNot(failed)}</p>}
      {mayAdd && !working ? (
        <div class="desk-answer__buttons">
          <button type="button" class="govuk-button" aria-label={`${t("onward.tell.do")}: ${name}`} onClick={tell}>
            {t(record.case === null ? "onward.tell.told" : "onward.tell.do")}
          </button>
          {failed === "not-there" ? (
            <button type="button" class="govuk-button govuk-button--secondary" onClick={neverSent}>
              {t("onward.never-sent")}
            </button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
