import type { IndicatorList } from "@threshold/identification";
import { nameOf } from "../outline/names.ts";
import { type Group, outlineOf } from "../outline/outline.ts";
import type { Answers } from "../outline/questions.ts";
import type { Language, Languages } from "../outline/words.ts";
import { calculations, relevance } from "./logic.ts";
import { sheetOf, type XlsForm } from "./sheets.ts";

type Row = Readonly<Record<string, string>>;

/**
 * One situation's list, or with null the whole catalogue, as an XLSForm: the three sheets as plain rows. The form works its
 * result out by itself, as `assess` does. It asks for no name and no place, and nothing in it has to be answered.
 *
 * @param languages each becomes a `label::` and a `hint::` column; the form opens in the first
 */
export function toXlsForm(list: IndicatorList, languages: Languages, situation: string | null): XlsForm {
  const outline = outlineOf(list, situation);
  const say = (column: string, key: string): Row =>
    Object.fromEntries(languages.map((language) => [`${column}::${titleOf(language)}`, language.say(key)]));
  const label = (key: string): Row => say("label", key);

  const note = (name: string, key: string, relevant = ""): Row => ({ type: "note", name, ...label(key), relevant });
  const asked = ({ id, text, when, questions }: Group): Row[] => [
    {
      type: "begin_group",
      name: nameOf(id),
      ...label(text),
      relevant: relevance(when),
      appearance: "field-list",
    },
    ...questions.map((question) => ({
      type: `${question.many ? "select_multiple" : "select_one"} ${nameOf(question.answers.id)}`,
      name: nameOf(question.id),
      ...label(question.text),
      ...(question.hint !== null && say("hint", question.hint)),
      relevant: relevance(question.when),
    })),
    { type: "end_group" },
  ];
  const survey: Row[] = [
    { type: "calculate", name: "situation", calculation: `'${nameOf(outline.id)}'` },
    note("before", "command.export-form.before"),
    ...outline.groups.flatMap(asked),
    ...calculations(list, outline).map((worked) => ({ type: "calculate", ...worked })),
    ...(["presumed", "potential", "none"] as const).map((result) =>
      note(`result_${result}`, `result.${result}`, `\${result} = '${result}'`),
    ),
    note("child_note", "guard.treat-as-child", `\${treat_as_child} = 'yes' and \${age} != 'child'`),
    note("help_note", "command.note"),
  ];

  const titles = languages.map(titleOf);
  const labels = titles.map((title) => `label::${title}`);
  const hints = titles.map((title) => `hint::${title}`);
  const [first] = languages;
  const settings: Row = {
    form_title: first.say(outline.title),
    form_id: `threshold_${nameOf(outline.id)}`,
    version: outline.version,
    default_language: titleOf(first),
  };
  return {
    survey: sheetOf("survey", ["type", "name", ...labels, ...hints, "relevant", "calculation", "appearance"], survey),
    choices: sheetOf("choices", ["list_name", "name", ...labels], choicesOf(outline.groups, label)),
    settings: sheetOf("settings", Object.keys(settings), [settings]),
  };
}

/** `English (en)`: how XLSForm names a language. */
function titleOf({ name, tag }: Language): string {
  return `${name} (${tag})`;
}

/** Every set of answers that the form uses, once. */
function choicesOf(groups: readonly Group[], label: (key: string) => Row): Row[] {
  const sets = new Map<string, Answers>();
  for (const { questions } of groups) for (const { answers } of questions) sets.set(answers.id, answers);
  return [...sets.values()].flatMap(({ id, options }) =>
    options.map((option) => ({ list_name: nameOf(id), name: nameOf(option.id), ...label(option.text) })),
  );
}
