import type { Words } from "../words.ts";
import { type Answer, sentencesOf } from "./answer.ts";
import { csvWriter } from "./csv-answer.ts";
import { describe } from "./describe.ts";

export const KINDS = ["text", "json", "jsonl", "csv"] as const;
export type Kind = (typeof KINDS)[number];

/** Makes answers into text, one after the other: nothing of the answers before is kept. */
export interface Writer {
  readonly begin: string;
  one(answer: Answer): string;
  end(): string;
}

/** The writer of a kind; `explained` where answers come with their sentences. */
export function writerOf(kind: Kind, words: Words, explained: boolean): Writer {
  if (kind === "csv") return csvWriter(explained);
  if (kind === "json") return jsonWriter();
  if (kind === "jsonl") return { begin: "", one: (answer) => `${JSON.stringify(withLine(answer))}\n`, end: () => "" };
  return textWriter(words);
}

/** One array, laid out as `JSON.stringify(…, null, 2)` does it. */
function jsonWriter(): Writer {
  let some = false;
  return {
    begin: "[",
    one: (answer) => {
      const before = some ? ",\n" : "\n";
      some = true;
      return before + JSON.stringify(plain(answer), null, 2).replace(/^/gm, "  ");
    },
    end: () => (some ? "\n]\n" : "]\n"),
  };
}

function textWriter(words: Words): Writer {
  let some = false;
  return {
    begin: "",
    one: (answer) => {
      some = true;
      return `${describe(words, answer)}\n\n`;
    },
    end: () => (some ? `${words.say("command.note")}\n` : ""),
  };
}

function plain({ assessment, explained }: Answer): object {
  return explained === null ? assessment : { ...assessment, explanation: sentencesOf(explained) };
}

/** A case without an id of its own is found again by its line. */
function withLine(answer: Answer): object {
  const { line } = answer.where;
  return answer.assessment.id === null && line !== null ? { line, ...plain(answer) } : plain(answer);
}
