import type { IndicatorList } from "@threshold/identification";
import { htcdsTables } from "./htcds/table.ts";
import { code, table } from "./markdown.ts";
import { nameOf } from "./outline/names.ts";
import { outlineOf } from "./outline/outline.ts";

/** `docs/interchange.md`: what goes into each format, made from the list and the map. */
export function interchangeDocument(list: IndicatorList): string {
  const groups = outlineOf(list, null).groups;
  const others = groups.flatMap(({ questions }) => questions.filter(({ sign }) => sign === null));
  return `<!-- Made by packages/interchange: npx vitest run --project unit packages/interchange/test/document.test.ts -u -->

# Interchange

What leaves in other people's formats, and what cannot. How to use it: [packages/interchange](../packages/interchange/README.md).

## XLSForm and FHIR Questionnaire

Every sign of the list is a question: its name in an XLSForm is its id with \`__\` for a dot and \`_\` for a hyphen
(\`family.what-is-seen\` is \`family__what_is_seen\`), its \`linkId\` in a questionnaire is its id. Beside the signs a form asks:

${table(
  ["field of a case", "XLSForm name", "FHIR linkId", "answers"],
  others.map(({ id, answers, many }) => [
    code(fieldOf(id)),
    code(nameOf(id)),
    code(id),
    `${many ? "any of " : ""}${answers.options.length > 8 ? "those of the list" : answers.options.map((option) => code(option.id)).join(", ")}`,
  ]),
)}

${table(["beyond the questions", "XLSForm", "FHIR"], beyond)}

## Human Trafficking Case Data Standard 2.0

Fields and values: Human Trafficking Case Data Standard (HTCDS) 2.0, IOM, CC BY 4.0; no endorsement by IOM implied.
How they meet ours was decided here; no practitioner has reviewed it yet.

${htcdsTables()}
`;
}

const beyond: readonly (readonly string[])[] = [
  ["result, treat as a child", "worked out in the form", "by `assess`, from the response"],
  [
    "act, means, purpose, Delphi, reasons, actions, look next",
    "by `assess`, from the submission",
    "by `assess`, from the response",
  ],
  ["order of signs by age, form or community", "no: the situation's one order", "no: the situation's one order"],
  ["how a sign came to be known: seen, said, a document", "no", "no"],
  ["which words of a language nobody has reviewed", "no", "no"],
];

const fields: Readonly<Record<string, string>> = {
  "form-basis": "form.basis",
  "form-stage": "form.stage",
  form: "form.id",
};

function fieldOf(question: string): string {
  return fields[question] ?? question;
}
