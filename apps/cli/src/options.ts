import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Words } from "./words.ts";

type Known = Readonly<Record<string, "text" | "switch">>;
/** What was given: a text or "on" under each option that was named. */
export type Options<K extends Known> = { readonly [name in keyof K]?: string };
export type ReadOptions<K extends Known> =
  | {
      readonly ok: true;
      readonly given: Options<K> /** What stood alone, in its order. */;
      readonly names: readonly string[];
    }
  | { readonly ok: false; readonly why: string };

/**
 * Reads `--name value`, `--name`, and up to `most` arguments that stand alone, such as a file. What does not fit is one
 * sentence about the first such argument.
 */
export function readOptions<K extends Known>(
  words: Words,
  args: readonly string[],
  known: K,
  most = 0,
): ReadOptions<K> {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [name, { type: kind === "text" ? "string" : "boolean" }]),
  ) as NonNullable<ParseArgsConfig["options"]>;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given: Record<string, string> = {};
  const names: string[] = [];
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional" && names.length < most) {
      names.push(token.value);
      continue;
    }
    if (token.kind === "positional") {
      return { ok: false, why: words.say("command.unknown-argument", { argument: JSON.stringify(token.value) }) };
    }
    const option = token.rawName;
    const kind = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (kind === undefined || !option.startsWith("--"))
      return { ok: false, why: words.say("command.unknown-option", { option: JSON.stringify(option) }) };
    // `--port --no-demo`: the value was left out.
    const swallowed = token.inlineValue === false && token.value.startsWith("--");
    if (kind === "text" && (swallowed || token.value === undefined || token.value === ""))
      return { ok: false, why: words.say("command.option-needs-value", { option }) };
    if (kind === "switch" && token.value !== undefined)
      return { ok: false, why: words.say("command.option-takes-none", { option }) };
    given[token.name] = token.value ?? "on";
  }
  return { ok: true, given: given as Options<K>, names };
}

export type ReadChoice<Value extends string> =
  | { readonly ok: true; readonly value: Value | null }
  | { readonly ok: false; readonly why: string };

/** The value of an option that takes one of a few, null where it was not given; else one sentence with those there are. */
export function readChoice<Value extends string>(
  words: Words,
  option: string,
  given: string | undefined,
  values: readonly Value[],
): ReadChoice<Value> {
  const value = values.find((one) => one === given) ?? null;
  if (given === undefined || value !== null) return { ok: true, value };
  const said = { option, given: JSON.stringify(given), known: values.join(", ") };
  return { ok: false, why: words.say("command.option-unknown-value", said) };
}
