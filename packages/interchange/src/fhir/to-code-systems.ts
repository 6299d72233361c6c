import type { IndicatorList } from "@threshold/identification";
import { outlineOf } from "../outline/outline.ts";
import type { Languages } from "../outline/words.ts";
import { programName, systemUrl } from "./names.ts";
import type { CodeSystem } from "./resources.ts";

/** The codes that the questionnaires use: the signs, and each set of answers. */
export function toCodeSystems(list: IndicatorList, languages: Languages): readonly CodeSystem[] {
  const questions = outlineOf(list, null).groups.flatMap((group) => group.questions);
  const signs = questions.filter(({ sign }) => sign !== null);
  const sets = new Map(questions.map(({ answers }) => [answers.id, answers.options]));
  const [first, ...others] = languages;
  const system = (id: string, concepts: readonly { id: string; text: string; hint?: string | null }[]): CodeSystem => ({
    resourceType: "CodeSystem",
    id,
    language: first.tag,
    url: systemUrl(id),
    version: list.version,
    name: programName(id),
    title: programName(id),
    status: "draft",
    experimental: false,
    publisher: "Threshold",
    caseSensitive: true,
    content: "complete",
    count: concepts.length,
    concept: concepts.map(({ id: code, text, hint }) => ({
      code,
      display: first.say(text),
      ...(hint && { definition: first.say(hint) }),
      ...(others.length > 0 && {
        designation: others.map(({ tag, say }) => ({ language: tag, value: say(text) })),
      }),
    })),
  });
  return [system("sign", signs), ...[...sets].map(([id, options]) => system(id, options))];
}
