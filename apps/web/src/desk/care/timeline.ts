import type { CareItem } from "@threshold/casework/care";
import { dayOf, languageName, t } from "../words.ts";
import { wordsOf } from "./said.ts";

const known = new Set([
  ...["stage", "step", "reflection", "told", "choice", "need"],
  ...["risk", "child-step", "task", "owner", "closed", "reopened"],
  ...["evidence", "offence", "wish", "alarm", "alarm-step", "link"],
]);

/** What was recorded, as one sentence. @param who wrote it, by name. @param nameOf names of colleagues */
export function careSentence(item: CareItem, who: string, nameOf: (member: string) => string): string {
  const { record } = item;
  if (record === null) return t("care.timeline.unopened", { who });
  if (!isKnown(record)) return t("care.unknown", { topic: record.topic });
  const say = (id: string, more: Readonly<Record<string, unknown>> = {}) => t(`care.timeline.${id}`, { who, ...more });
  switch (record.topic) {
    case "stage":
      return say("stage", { stage: t(`care.stage.${record.stage}`), outcome: t(`care.outcome.${record.outcome}`) });
    case "step":
      return say("step", { step: t(`care-step.${record.step}`), state: t(`care.step.${record.state}`) });
    case "reflection": {
      const { act } = record;
      if (act.is === "started") return say("reflection-started", { from: dayOf(act.from), days: act.days });
      if (act.is === "extended") return say("reflection-extended", { until: dayOf(act.until) });
      return say("reflection-ended", { on: dayOf(act.on) });
    }
    case "told": {
      const state = t(`care.told.${record.understood}`, { language: languageName(record.language) });
      return say("told", { piece: t(`information.${record.piece}`), state });
    }
    case "choice":
      return say("choice", {
        purpose: t(`care-choice.${record.purpose}`),
        chosen: t(`care.choice.${record.chosen}`),
      });
    case "need":
      return say("need", { need: t(`care-need.${record.need}`), state: t(`care.need.${record.state}`) });
    case "risk":
      return say("risk", { risk: t(`care-risk.${record.risk}`), level: t(`care.risk.${record.level}`) });
    case "child-step":
      return say("child-step", { step: t(`care-child.${record.step}`), state: t(`care.child.${record.state}`) });
    case "task":
      return say(record.done ? "task-done" : "task", { what: record.what });
    case "evidence":
      return say("evidence", { kind: t(`care-evidence.${record.kind}`), act: t(`care.evidence.${record.act}`) });
    case "offence":
      return say("offence", { state: t(`care.offence.${record.state}`) });
    case "wish":
      return say("wish", {
        wish: t(`care-wish.${record.wish}`),
        said: wordsOf(record.said) ?? t("care.said.not-known"),
      });
    case "alarm":
      return say(`alarm-${record.state}`);
    case "alarm-step":
      return say("alarm-step", { step: t(`care-alarm.${record.step}`), state: t(`care.alarm.${record.state}`) });
    case "link":
      return say(`link-${record.state}`, { label: record.label, relation: t(`care.link.${record.relation}`) });
    case "owner":
      return say("owner", { name: nameOf(record.member) });
    case "closed":
      return say("closed", { reason: t(`care-close.${record.reason}`) });
    case "reopened":
      return say("reopened");
  }
}

type Known =
  Exclude<CareItem["record"], null> extends infer R
    ? Extract<
        R,
        {
          readonly topic:
            | "stage"
            | "step"
            | "reflection"
            | "told"
            | "choice"
            | "need"
            | "risk"
            | "child-step"
            | "task"
            | "owner"
            | "evidence"
            | "offence"
            | "wish"
            | "alarm"
            | "alarm-step"
            | "link"
            | "closed"
            | "reopened";
        }
      >
    : never;

const isKnown = (record: NonNullable<CareItem["record"]>): record is Known => known.has(record.topic);
