import { type Signal, useSignal } from "@preact/signals";
import type { AnswerNote } from "@threshold/casework";
import type { CaseFile, Sent, SentLine } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { type Answered, call } from "../../shared/api.ts";
import { isolate } from "../../shared/isolate.ts";
import { directory, loadDirectory } from "../directory.ts";
import { openPart } from "../keys.ts";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { useCall } from "../parts/use-call.ts";
import { ownDesks } from "../referral/banner.tsx";
import { nameOfOrganisation } from "../referral/names.ts";
import { type OpenCase, openCase } from "../referral/open-case.ts";
import { Withdraw } from "../referral/withdraw.tsx";
import { hrefOf } from "../route.ts";
import { dueAt, since } from "../span.ts";
import { said, t } from "../words.ts";

/** What this organisation sent, and where it stands. */
export function SentPage() {
  const { value, trouble, again } = useCall<Sent>("/sent");
  useEffect(() => {
    void loadDirectory();
    const timer = setInterval(() => void again(), 30_000);
    return () => clearInterval(timer);
  }, []);
  const spoken = useSignal("");
  const sent = value.value;
  return (
    <>
      <Title page={t("desk.sent")}>{t("desk.sent.title")}</Title>
      <TroubleLine trouble={trouble.value} />
      <Said>{spoken.value}</Said>
      {sent === null ? (
        <p>{trouble.value === null ? t("desk.loading") : ""}</p>
      ) : sent.lines.length === 0 ? (
        <p class="desk-empty">{t("desk.sent.empty")}</p>
      ) : (
        <ul class="desk-rows">
          {sent.lines.map((line) => (
            <Line key={line.case} line={line} now={sent.now} changed={again} say={spoken} />
          ))}
        </ul>
      )}
    </>
  );
}

interface LineProps {
  readonly line: SentLine;
  readonly now: string;
  readonly changed: () => Promise<void>;
  readonly say: Signal<string>;
}

function Line({ line, now, changed, say }: LineProps) {
  const due = dueAt(line.due, now);
  const waits = line.status === "waiting" || line.status === "passed-on";
  return (
    <li class="desk-row">
      <div class="desk-row__link">
        <div class="desk-row__what">
          <span class="desk-row__who">{t("desk.sent.to", { receiver: line.receiver })}</span>
          {line.fallback === null ? null : (
            <span class="desk-row__quiet">{t("desk.sent.second", { fallback: line.fallback })}</span>
          )}
          {line.holder === line.receiver || line.status === "withdrawn" ? null : (
            <span class="desk-row__quiet">{t("desk.sent.holder", { holder: line.holder })}</span>
          )}
          {line.left === true ? (
            <span class="desk-row__late">{t("onward.sent.left", { holder: isolate(line.holder) })}</span>
          ) : null}
          {line.answer === null ? null : <Reason line={line} />}
        </div>
        <a
          class="govuk-link desk-row__reference"
          id={`case-${line.case}`}
          href={hrefOf({ page: "case", id: line.case })}
        >
          <bdi>{line.reference}</bdi>
        </a>
        <div class="desk-row__time">
          <span>
            <strong>{t(`desk.status.${line.status}`)}</strong>
          </span>
          <span class={waits && due.past ? "desk-row__late" : ""}>
            {waits
              ? t(due.past ? "desk.due.past" : "desk.due.left", { span: said(due.span) })
              : t("desk.arrived", { span: said(since(line.receivedAt, now)) })}
          </span>
        </div>
      </div>
      {line.status === "withdrawn" ? null : (
        <Withdraw load={() => fetchCase(line.case)} changed={changed} say={say} about={`case-${line.case}`} />
      )}
    </li>
  );
}

/** The case with its entries: what is written next must name the ones before it. */
async function fetchCase(id: string): Promise<Answered<OpenCase>> {
  const answer = await call<CaseFile>(`/cases/${id}`);
  if (!answer.ok) return answer;
  return { ...answer, value: await openCase(answer.value, id, ownDesks()) };
}

/** The reason another desk gave, sealed for this one, and whom it suggested instead. */
function Reason({ line }: { readonly line: SentLine }) {
  const note = useSignal<AnswerNote | null | "opening">("opening");
  useEffect(() => {
    if (line.answer === null) return;
    void openPart("answer", line.answer).then((part) => {
      note.value = part.ok ? part.value : null;
    });
  }, [line.answer]);
  const suggested = nameOfOrganisation(directory.value, line.onward ?? undefined);
  if (note.value === "opening") return <span>{t("desk.loading")}</span>;
  return (
    <div class="desk-row__reason">
      {note.value === null ? (
        t("desk.sent.reason.sealed")
      ) : (
        <>
          <strong>{t("desk.sent.reason")}: </strong>
          {t(`desk.reason.${note.value.reason}`)}
          {note.value.words.trim() === "" ? null : (
            <div class="desk-told" dir="auto">
              {note.value.words}
            </div>
          )}
        </>
      )}
      {suggested === undefined ? null : <div>{t("desk.timeline.onward", { organisation: suggested })}</div>}
    </div>
  );
}
