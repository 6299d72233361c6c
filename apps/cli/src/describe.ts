import type { Assessment, Reason } from "@threshold/identification";
import type { Words } from "./words.ts";

/** Assessments in plain sentences, with the line that says what they are: a note for help, not a statement. */
export function describe(words: Words, answers: readonly Assessment[]): string {
  const blocks = answers.map((answer, index) => describeOne(words, answer, index + 1));
  return [...blocks, words.say("command.note")].join("\n\n");
}

function describeOne({ say }: Words, answer: Assessment, position: number): string {
  const part = (key: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", `  ${say(key)}`, ...lines.map((line) => `    - ${line}`)];
  const name =
    answer.id === null ? say("command.answer-by-position", { position: String(position) }) : plain(answer.id);
  return [
    name,
    `  ${say(`result.${answer.result}`)}`,
    ...(["act", "means", "purpose"] as const).map(
      (element) => `  ${say(`element.${element}`)}: ${say(`element-state.${answer[element]}`)}`,
    ),
    ...part(
      "command.reasons",
      answer.reasons.map((reason) => because({ say }, reason)),
    ),
    ...part("command.delphi", delphi({ say }, answer)),
    ...part(
      "command.do",
      answer.do.map((id) => say(`action.${id}`)),
    ),
    ...part(
      "command.guards",
      answer.guards.map((id) => say(`guard.${id}`)),
    ),
    ...part(
      "command.look-next",
      answer.lookNext.map((id) => say(`sign.${id}`)),
    ),
  ].join("\n");
}

function because({ say }: Words, { rule, section, indicator, fact }: Reason): string {
  const why = { rule: say(`rule.${rule}`), id: rule, section };
  const [kind, id] = indicator === null ? (fact?.split(":") ?? []) : ["sign", indicator];
  if (kind === undefined || id === undefined) return say("command.reason-alone", why);
  return say("command.reason", { ...why, what: say(`${kind}.${id}`) });
}

function delphi({ say }: Words, { delphi }: Assessment): string[] {
  if (delphi.touched.length === 0 && delphi.list === null) return [];
  const named = (ids: readonly string[]): string => ids.map((id) => say(`delphi-dimension.${id}`)).join("; ");
  const lines = [say(`delphi-list.${delphi.list ?? "no-list"}`)];
  if (delphi.positive.length > 0) lines.push(say("command.delphi-positive", { dimensions: named(delphi.positive) }));
  if (delphi.touched.length > 0) lines.push(say("command.delphi-touched", { dimensions: named(delphi.touched) }));
  if (delphi.class !== null) lines.push(say(`delphi-class.${delphi.class}`));
  return lines;
}

/** A case's own id, without characters that steer a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
}
