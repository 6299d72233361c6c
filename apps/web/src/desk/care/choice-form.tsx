import { useSignal } from "@preact/signals";
import type { CaseRecord } from "@threshold/casework/care";
import { ShareWith } from "../onward/share-with.tsx";
import { t } from "../words.ts";
import { ChoicePaper, ChoiceWords, leavesPaper, paperFile, papers, usePaper } from "./choice-paper.tsx";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { languageOptions } from "./languages.ts";
import { consentFor, written } from "./law-lists.ts";
import { askedLater } from "./lists.ts";
import { dayOrNull } from "./said.ts";
import { interpreters } from "./told.tsx";

const chosen = ["yes", "no", "not-yet", "taken-back"] as const;
const ways = ["written", "mark", "witness", "spoken"] as const;

interface Props {
  readonly choice: string;
  readonly name: string;
  readonly before: Extract<CaseRecord, { topic: "choice" }> | undefined;
  readonly close: () => void;
}

/** One choice: the words are read out, then signed here or photographed; the page is sealed before the record names it (II.3). */
export function ChoiceForm({ choice, name, before, close }: Props) {
  const { open, reference } = useCare();
  const paper = usePaper();
  const forWhom = useSignal<readonly string[]>(before?.recipients ?? []);
  const kept = before?.chosen === "yes" ? (before.paper ?? null) : null;
  return (
    <RecordForm
      id={`choice-${choice}`}
      label={name}
      fields={[
        {
          ...{ key: "chosen", kind: "radios", label: t("care.choice.chosen") },
          options: chosen.map((value) => ({ value, text: t(`care.choice.${value}`) })),
          wrong: (value) =>
            choice === "share" && value === "yes" && forWhom.value.length === 0 ? t("onward.share.pick") : undefined,
        },
        {
          ...{ key: "how", kind: "radios", label: t("care.choice.how") },
          options: ways.map((value) => ({ value, text: t(`care.choice.how.${value}`) })),
          wrong: (value, values) =>
            values.chosen === "yes" && value === "spoken" && written.has(choice)
              ? t("care.choice.written-needed")
              : undefined,
        },
        { key: "language", kind: "select", label: t("care.told.language"), options: languageOptions() },
        {
          ...{ key: "interpreter", kind: "select", label: t("care.told.interpreter") },
          options: interpreters.map((value) => ({ value, text: t(`common.interpreter.${value}`) })),
        },
        {
          ...{ key: "until", kind: "day", label: t("care.choice.last-day"), hint: t("care.choice.last-day.hint") },
          when: (values) => values.chosen === "yes",
        },
        {
          ...{ key: "paper", kind: "radios", label: t("care.consent.paper") },
          options: papers
            .filter((value) => value !== "keep" || kept !== null)
            .map((value) => ({ value, text: t(`care.consent.paper.${value}`) })),
          when: leavesPaper,
        },
      ]}
      first={{
        ...{ chosen: before?.chosen ?? "not-yet", how: before?.how ?? (written.has(choice) ? "written" : "spoken") },
        ...{ language: before?.language ?? "en", interpreter: before?.interpreter ?? "none-needed" },
        ...{ until: before?.until ?? "", paper: kept !== null ? "keep" : written.has(choice) ? "sign" : "none" },
      }}
      file={(values) => paperFile(paper, values, name, { reference, today: open.today })}
      lead={(values) => (
        <>
          {askedLater.has(choice) ? <p class="desk-remark">{t("care.consent.later")}</p> : null}
          <ChoiceWords state={paper} choice={choice} values={values} />
        </>
      )}
      aside={(values, wrong) => (
        <>
          {choice === "share" ? <ShareWith chosen={values.chosen} value={forWhom} /> : null}
          <ChoicePaper state={paper} values={values} wrong={wrong} />
        </>
      )}
      make={(values, file) => ({
        ...{ topic: "choice", purpose: choice, language: values.language ?? "en", text: consentFor(choice).version },
        chosen: chosen.find((one) => one === values.chosen) ?? "not-yet",
        how: ways.find((one) => one === values.how) ?? "spoken",
        interpreter: interpreters.find((one) => one === values.interpreter) ?? "none-needed",
        until: values.chosen === "yes" ? dayOrNull(values.until) : null,
        paper: file ?? (leavesPaper(values) && values.paper === "keep" ? kept : null),
        ...(choice === "share" ? { recipients: forWhom.value.length === 0 ? null : forWhom.value } : {}),
      })}
      close={close}
    />
  );
}
