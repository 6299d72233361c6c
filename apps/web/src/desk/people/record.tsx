import { useSignal } from "@preact/signals";
import type { RecordLine, RecordPage } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { isolate } from "../../shared/isolate.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { hrefOf } from "../route.ts";
import { ended } from "../session.ts";
import { moment, type Trouble, t, word } from "../words.ts";
import { loadPeople, people } from "./state.ts";

/** What happened with keys and access: who did what, to whom, when. Nothing of any case. */
export function KeyRecordPage() {
  const lines = useSignal<readonly RecordLine[] | null>(null);
  const names = useSignal<ReadonlyMap<string, string>>(new Map());
  const next = useSignal<number | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const more = async () => {
    const from = next.peek();
    const answer = await call<RecordPage>(from === null ? "/record" : `/record?before=${from}`);
    trouble.value = answer.ok ? null : answer;
    if (!answer.ok) return answer.problem === "not-signed-in" ? ended() : undefined;
    lines.value = [...(lines.peek() ?? []), ...answer.value.lines];
    names.value = new Map([...names.peek(), ...answer.value.names.map(({ id, name }) => [id, name] as const)]);
    next.value = answer.value.next;
  };
  useEffect(() => {
    if (people.peek() === null) void loadPeople();
    void more();
  }, []);
  const nameOf = (id: string): string =>
    names.value.get(id) ?? people.value?.desks.find((desk) => desk.id === id)?.name ?? id.slice(-4).toUpperCase();
  return (
    <>
      <Title page={t("desk.record.title")}>{t("desk.record.title")}</Title>
      <p>{t("desk.record.lead")}</p>
      <p>
        <a class="govuk-link" href={hrefOf({ page: "people" })}>
          {t("desk.record.back")}
        </a>
      </p>
      <TroubleLine trouble={trouble.value} />
      {lines.value?.length === 0 ? <p class="desk-empty">{t("desk.record.empty")}</p> : null}
      <ol class="desk-rows" reversed>
        {lines.value?.map(({ n, kind, by, about, at }) => (
          <li class="desk-row desk-row--plain" key={n}>
            <p>{word("record", kind)}</p>
            <p class="desk-row__quiet">
              {t("desk.record.by", { name: by === null ? t("desk.record.server") : isolate(nameOf(by)) })}
              {about === null || about === by ? "" : ` · ${t("desk.record.about", { name: isolate(nameOf(about)) })}`}
              {` · ${moment(at)}`}
            </p>
          </li>
        ))}
      </ol>
      {next.value === null ? null : (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void more()}>
          {t("desk.record.more")}
        </button>
      )}
    </>
  );
}
