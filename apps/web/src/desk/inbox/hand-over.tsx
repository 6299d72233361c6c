import { useSignal } from "@preact/signals";
import type { InboxLine } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { isolate } from "../../shared/isolate.ts";
import { Select, TextArea } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { hrefOf } from "../route.ts";
import type { Stopped } from "../team/step.ts";
import { type Trouble, t, troubleText } from "../words.ts";
import { picked } from "./chosen.ts";
import { type Handed, handOver, type Receiver, receivers } from "./hand-over.ts";
import { look } from "./poll.ts";

interface Props {
  /** What the list shows now, whole. */
  readonly shown: readonly InboxLine[];
  readonly lines: ReadonlyMap<string, InboxLine>;
}

/** Picks cases in the list below and hands them to one colleague; what came of each stands here afterwards. */
export function HandOver({ shown, lines }: Props) {
  const found = useSignal<readonly Receiver[] | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const to = useSignal("");
  const note = useSignal("");
  const wrong = useSignal(false);
  const at = useSignal<number | null>(null);
  const results = useSignal<{ readonly came: ReadonlyMap<string, Handed>; readonly to: string } | null>(null);
  useEffect(() => {
    document.getElementById("hand-over")?.focus();
    void receivers().then((answer) => {
      trouble.value = answer.trouble;
      found.value = answer.found;
      to.value = answer.found[0]?.id ?? "";
    });
  }, []);
  const chosen = [...(picked.value ?? [])].flatMap((id) => lines.get(id) ?? []);
  const mine = shown.filter((line) => line.box === "mine");
  const receiver = found.value?.find((one) => one.id === to.value);

  const send = async () => {
    wrong.value = chosen.length === 0;
    if (wrong.value || receiver === undefined || at.value !== null) return;
    const came = new Map<string, Handed>();
    for (const [n, line] of chosen.entries()) {
      at.value = n + 1;
      came.set(line.case, await handOver(line, receiver, note.value.trim()));
    }
    at.value = null;
    results.value = { came, to: receiver.name };
    // What was not handed over stays picked: somebody may try once more.
    picked.value = new Set([...came].flatMap(([id, one]) => (one === "done" || one === "already" ? [] : id)));
    void look();
  };
  return (
    <section class="desk-remark desk-hand" aria-labelledby="hand-over">
      <h2 class="govuk-heading-s" id="hand-over" tabIndex={-1}>
        {t("desk.list.hand.title")}
      </h2>
      <p>{t("desk.list.hand.lead")}</p>
      <TroubleLine trouble={trouble.value} />
      <p role="status" class="desk-hand__picked">
        {at.value === null
          ? t("desk.list.hand.picked", { n: chosen.length })
          : t("desk.list.hand.working", { n: at.value, of: chosen.length })}
      </p>
      <p>
        <button type="button" class="desk-link" onClick={() => pickAll(mine)}>
          {t("desk.list.hand.all")}
        </button>{" "}
        <button type="button" class="desk-link" onClick={() => pickAll([])}>
          {t("desk.list.hand.none")}
        </button>
      </p>
      <form
        aria-busy={at.value !== null}
        aria-label={t("desk.list.hand.title")}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {wrong.value && chosen.length === 0 ? (
          <p class="govuk-error-message" role="alert">
            {t("desk.list.hand.wrong")}
          </p>
        ) : null}
        {found.value === null ? (
          <p>{t("desk.loading")}</p>
        ) : found.value.length === 0 ? (
          <p>{t("desk.list.hand.nobody")}</p>
        ) : (
          <>
            <Select
              id="hand-to"
              label={t("desk.list.hand.to")}
              value={to}
              options={found.value.map(({ id, name }) => ({ value: id, text: name }))}
            />
            <TextArea
              id="hand-note"
              label={t("desk.list.hand.note")}
              hint={t("desk.list.hand.note.hint")}
              value={note}
            />
          </>
        )}
        <div class="desk-answer__buttons">
          {receiver === undefined ? null : (
            <button type="submit" class="govuk-button" disabled={at.value !== null}>
              {t("desk.list.hand.do")}
            </button>
          )}
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            disabled={at.value !== null}
            onClick={() => {
              picked.value = null;
              queueMicrotask(() => document.getElementById("hand-over-begin")?.focus());
            }}
          >
            {t("desk.list.hand.stop")}
          </button>
        </div>
      </form>
      {results.value === null ? null : <Results results={results.value.came} lines={lines} to={results.value.to} />}
    </section>
  );
}

function pickAll(lines: readonly InboxLine[]): void {
  picked.value = new Set(lines.map((line) => line.case));
}

interface ResultsProps {
  readonly results: ReadonlyMap<string, Handed>;
  readonly lines: ReadonlyMap<string, InboxLine>;
  readonly to: string;
}

function Results({ results, lines, to }: ResultsProps) {
  useEffect(() => document.getElementById("hand-result")?.focus(), [results]);
  const n = [...results.values()].filter((one) => one === "done").length;
  const name = isolate(to);
  return (
    <section aria-labelledby="hand-result">
      <h3 class="govuk-heading-s" id="hand-result" tabIndex={-1}>
        {n === results.size
          ? t("desk.list.hand.done", { n, name })
          : t("desk.list.hand.some", { n, of: results.size, name })}
      </h3>
      <ul class="desk-hand__results" aria-label={t("desk.list.hand.result")}>
        {[...results].map(([id, one]) => (
          <li key={id}>
            <a class="govuk-link" href={hrefOf({ page: "case", id })}>
              <bdi class="desk-row__reference">{lines.get(id)?.reference}</bdi>
            </a>{" "}
            {typeof one === "string" ? t(`desk.list.hand.case.${one}`) : stoppedText(one.stopped)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const stoppedText = (why: Stopped): string =>
  typeof why === "string" ? t(`content.stopped.${why}`) : troubleText(why);
