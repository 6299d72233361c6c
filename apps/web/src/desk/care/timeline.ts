import { type CareItem, isKnownRecord } from "@threshold/casework/care";
import { whoHas } from "../onward/names.ts";
import { dayOf, languageName, t, word } from "../words.ts";
import { wishWords } from "./wish-words.ts";

/** What was recorded, as one sentence. @param who wrote it, by name. @param nameOf names of colleagues */
export function careSentence(item: CareItem, who: string, nameOf: (member: string) => string): string {
  const { record } = item;
  if (record === null) return t("care.timeline.unopened", { who });
  if (!isKnownRecord(record)) return t("care.unknown", { topic: record.topic });
  const say = (id: string, more: Readonly<Record<string, unknown>> = {}) => t(`care.timeline.${id}`, { who, ...more });
  switch (record.topic) {
    case "stage":
      return say("stage", { stage: t(`care.stage.${record.stage}`), outcome: t(`care.outcome.${record.outcome}`) });
    case "step":
      return say("step", { step: word("care-step", record.step), state: t(`care.step.${record.state}`) });
    case "reflection": {
      const { act } = record;
      if (act.is === "started") return say("reflection-started", { from: dayOf(act.from), days: act.days });
      if (act.is === "extended") return say("reflection-extended", { until: dayOf(act.until) });
      return say("reflection-ended", { on: dayOf(act.on) });
    }
    case "told": {
      const state = t(`care.told.${record.understood}`, { language: languageName(record.language) });
      return say("told", { piece: word("information", record.piece), state });
    }
    case "choice":
      return say("choice", {
        purpose: word("care-choice", record.purpose),
        chosen: t(`care.choice.${record.chosen}`),
      });
    case "need":
      return say("need", { need: word("care-need", record.need), state: t(`care.need.${record.state}`) });
    case "risk":
      return say("risk", { risk: word("care-risk", record.risk), level: t(`care.risk.${record.level}`) });
    case "child-step":
      return say("child-step", { step: word("care-child", record.step), state: t(`care.child.${record.state}`) });
    case "task":
      return say(record.done ? "task-done" : "task", { what: record.what });
    case "evidence":
      return say("evidence", { kind: word("care-evidence", record.kind), act: t(`care.evidence.${record.act}`) });
    case "offence":
      return say("offence", { state: t(`care.offence.${record.state}`) });
    case "wish":
      return say("wish", {
        wish: word("care-wish", record.wish),
        said: wishWords(record) ?? t("care.said.not-known"),
      });
    case "alarm":
      return say(`alarm-${record.state}`);
    case "alarm-step":
      return say("alarm-step", { step: word("care-alarm", record.step), state: t(`care.alarm.${record.state}`) });
    case "link":
      return say(`link-${record.state}`, { label: record.label, relation: t(`care.link.${record.relation}`) });
    case "passed":
      return say(`passed-${record.how === "sent" ? record.state : `elsewhere-${record.state}`}`, {
        name: whoHas(record),
      });
    case "owner":
      return say("owner", { name: nameOf(record.member) });
    case "closed":
      return say("closed", { reason: word("care-close", record.reason) });
    case "reopened":
      return say("reopened");
  }
}
