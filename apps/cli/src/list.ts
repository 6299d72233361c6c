import {
  type CaseInput,
  type Community,
  type Indicator,
  type IndicatorList,
  nearest,
  shortList,
} from "@threshold/identification";
import { readKnowledge } from "./knowledge.ts";
import { readChoice, readOptions } from "./options.ts";
import { languages, openWords, type Words } from "./words.ts";

const AGES = ["adult", "child", "unsure"] as const satisfies readonly CaseInput["age"][];
const COMMUNITIES = ["source", "transit", "destination"] as const satisfies readonly Community[];

const known = {
  age: "text",
  form: "text",
  community: "text",
  all: "switch",
  json: "switch",
  language: "text",
  help: "switch",
} as const;

interface Asked {
  readonly situation: string | null;
  readonly age: (typeof AGES)[number];
  readonly form: string | null;
  readonly community: Community | null;
  readonly language: string;
  readonly all: boolean;
  readonly json: boolean;
}

/**
 * `threshold list [SITUATION]`: the signs of a situation as they are offered, or the situations that there are; with `--all`
 * and no situation, every sign. Exit code 0; 2 for wrong options.
 */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const list = (await readKnowledge("list.json")) as IndicatorList;
  const asked = await read(words, list, args);
  if (asked === "help") {
    console.log(`${words.say("command.list-usage")}\n\n${words.say("command.list-help")}`);
    return 0;
  }
  if (typeof asked === "string") {
    console.error(`${asked}\n${words.say("command.list-usage")}`);
    return 2;
  }
  const spoken = await openWords(asked.language);
  console.log(asked.situation === null && !asked.all ? situations(spoken, list, asked) : signs(spoken, list, asked));
  return 0;
}

async function read(words: Words, list: IndicatorList, args: readonly string[]): Promise<Asked | "help" | string> {
  const found = readOptions(words, args, known, 1);
  if (!found.ok) return found.why;
  const { given, names } = found;
  if (given.help !== undefined) return "help";
  const age = readChoice(words, "--age", given.age, AGES);
  const community = readChoice(words, "--community", given.community, COMMUNITIES);
  const language = readChoice(words, "--language", given.language, await languages());
  if (!age.ok) return age.why;
  if (!community.ok) return community.why;
  if (!language.ok) return language.why;
  const wrong = check(words, "situation", names[0], list.situations) ?? check(words, "form", given.form, list.forms);
  if (wrong !== null) return wrong;
  return {
    ...{
      situation: names[0] ?? null,
      form: given.form ?? null,
      age: age.value ?? "unsure",
      community: community.value,
    },
    ...{ language: language.value ?? words.language, all: given.all !== undefined, json: given.json !== undefined },
  };
}

/** One sentence where the list does not know an id, with the nearest. */
function check(
  words: Words,
  kind: string,
  given: string | undefined,
  all: readonly { readonly id: string }[],
): string | null {
  const ids = all.map(({ id }) => id);
  if (given === undefined || ids.includes(given)) return null;
  const values = { given: JSON.stringify(given), nearest: nearest(given, ids) ?? "", known: ids.join(", ") };
  return words.say(`command.list-unknown-${kind}`, values);
}

function situations({ say }: Words, list: IndicatorList, { json }: Asked): string {
  const all = list.situations.map(({ id, sections, signs }) => ({
    id,
    words: say(`situation.${id}`),
    sections,
    signs: signs.length,
  }));
  if (json) return JSON.stringify({ version: list.version, situations: all }, null, 2);
  const width = Math.max(...all.map(({ id }) => id.length));
  const lines = all.map((one) => `  ${one.id.padEnd(width)}  ${one.words}`);
  return [say("command.list-version", { version: list.version }), "", ...lines, "", say("command.list-usage")].join(
    "\n",
  );
}

function signs(words: Words, list: IndicatorList, asked: Asked): string {
  const { say } = words;
  const { situation, age, form, community, all, json } = asked;
  const { first, rest } = shortList(list, { situation, age, form, community });
  const byId = new Map(list.indicators.map((indicator) => [indicator.id, indicator]));
  const detailed = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  if (json) {
    const parts = { first: detailed(first), ...(all && { rest: detailed(rest) }) };
    const told = Object.entries(parts).map(([name, some]) => [name, some.map((sign) => inJson(words, sign))]);
    return JSON.stringify(
      { version: list.version, situation, age, form, community, ...Object.fromEntries(told) },
      null,
      2,
    );
  }
  const number = (at: number) => `${String(at).padStart(4)}. `;
  const lines = (some: readonly Indicator[], from: number) =>
    some.flatMap((sign, index) => [
      `${number(from + index)}${say(`sign.${sign.id}`)}`,
      `${" ".repeat(6)}${facts(words, sign)}`,
    ]);
  return [
    say(situation === null ? "command.list-whole" : `situation.${situation}`),
    say("command.list-version", { version: list.version }),
    "",
    ...lines(detailed(first), 1),
    "",
    ...(all
      ? [say("command.list-rest"), "", ...lines(detailed(rest), first.length + 1)]
      : [say("command.list-more", { count: rest.length })]),
  ].join("\n");
}

function facts({ say }: Words, sign: Indicator): string {
  const sections = sign.sections.join(", ");
  return [
    directness({ say }, sign),
    say(`command.phase.${sign.phase}`),
    say("command.list-sections", { sections }),
    sign.id,
  ].join(" · ");
}

function directness({ say }: Pick<Words, "say">, { direct, directWhen, directFor }: Indicator): string {
  if (directWhen !== undefined) return say(`command.direct.${directWhen}`);
  if (directFor !== undefined) return say(`command.direct.${directFor}`);
  return say(direct ? "command.direct.yes" : "command.direct.no");
}

function inJson({ say }: Words, sign: Indicator): object {
  const { id, direct, directWhen, directFor, phase, elements, sections } = sign;
  return {
    id,
    words: say(`sign.${id}`),
    direct,
    ...(directWhen && { directWhen }),
    ...(directFor && { directFor }),
    phase,
    elements,
    sections,
  };
}
