import type { CaseRecord, Missing } from "@threshold/casework/care";
import { instant } from "../referral/entry.ts";
import { t } from "../words.ts";
import { RecordForm } from "./form.tsx";
import { answerOf, typedOf } from "./said.ts";
import { seenAt } from "./seen-at.ts";

type AlarmRecord = Extract<CaseRecord, { topic: "alarm" }>;
interface Props {
  /** What stands already; null where the alarm is raised now. */
  readonly before: AlarmRecord | null;
  readonly close: () => void;
}

/** Two questions and no more: since when, and a few words. */
export function RaiseForm({ before, close }: Props) {
  return (
    <RecordForm
      id="alarm"
      label={t(before === null ? "alarm.raise" : "alarm.change")}
      does={t(before === null ? "alarm.raise" : "care.save")}
      atOnce
      fields={[
        {
          ...{ key: "since", kind: "line", label: t("alarm.since"), hint: t("alarm.since.hint") },
          wrong: (value) => (seenAt(value) === undefined ? t("alarm.since.wrong") : undefined),
        },
        { key: "note", kind: "words", label: t("alarm.note") },
      ]}
      first={{ since: typedMoment(before?.since ?? null), note: typedOf(before?.note) }}
      make={({ since = "", note }) => {
        const seen = seenAt(since) ?? null;
        return {
          ...{ topic: "alarm", alarm: before?.alarm ?? crypto.randomUUID(), state: "missing", note: answerOf(note) },
          since: seen === null ? null : instant(seen),
        };
      }}
      close={close}
    />
  );
}

/** Ends the alarm: whoever records it knows of all that stand, and ends them together. */
export function FoundForm({ missing, close }: { readonly missing: Missing; readonly close: () => void }) {
  return (
    <RecordForm
      id="found"
      label={t("alarm.found")}
      does={t("alarm.found.do")}
      fields={[{ key: "note", kind: "words", label: t("alarm.found.note") }]}
      first={{}}
      make={({ note }) => ({
        ...{ topic: "alarm", alarm: missing.alarms[0] ?? "", state: "found", since: missing.since },
        note: answerOf(note),
      })}
      close={close}
    />
  );
}

/** A moment as the form takes it back: `2026-12-01 14:05`, by this computer's clock. */
function typedMoment(iso: string | null): string {
  if (iso === null) return "";
  const at = new Date(iso);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
