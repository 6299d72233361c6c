import type { Assessment, Reason } from "@threshold/identification";
import type { Words } from "../words.ts";
import type { Answer } from "./answer.ts";

/** One answer in plain sentences. */
export function describe(words: Words, { assessment: answer, where, explained }: Answer): string {
  const { say } = words;
  const part = (key: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", `  ${say(key)}`, ...lines.map((line) => `    - ${line}`)];
  const name =
    answer.id === null ? say("command.answer-by-position", { position: String(where.number) }) : plain(answer.id);
  const elements = (["act", "means", "purpose"] as const).map(
    (element) => `  ${say(`element.${element}`)}: ${say(`element-state.${answer[element]}`)}`,
  );
  const because = explained === null ? answer.reasons.map((reason) => becauseOf(words, reason)) : explained.why;
  return [
    name,
    `  ${say(`result.${answer.result}`)}`,
    ...elements,
    ...part("command.reasons", because),
    ...part("command.missing", explained?.missing ?? []),
    ...part("command.change", explained?.change ?? []),
    ...part("command.delphi", delphi(words, answer)),
    ...part("command.do", said(words, "action", answer.do)),
    ...part("command.guards", said(words, "guard", answer.guards)),
    ...part("command.look-next", said(words, "sign", answer.lookNext)),
  ].join("\n");
}

function said({ say }: Words, prefix: string, ids: readonly string[]): string[] {
  return ids.map((id) => say(`${prefix}.${id}`));
}

function becauseOf({ say }: Words, { rule, section, indicator, fact }: Reason): string {
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
