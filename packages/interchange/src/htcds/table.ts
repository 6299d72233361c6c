import { code, table } from "../markdown.ts";
import { cardShape, envelopeShape, storyShape } from "./case-file.ts";
import { mappings, ours, reasons, standard, values } from "./standard.ts";

/** Every field of a case file, by part. */
export const ourFields: readonly string[] = [
  ...Object.keys(cardShape).map((name) => `card.${name}`),
  ...Object.keys(storyShape).map((name) => `story.${name}`),
  ...Object.keys(envelopeShape).map((name) => `envelope.${name}`),
];

/** What HTCDS 2.0 can carry of a case file, and what not and why, as Markdown tables made from the map. */
export function htcdsTables(): string {
  return [
    "### Each field of the standard",
    "",
    table(
      ["section", "field", "filled from", "needs a basis", "read back", "how, or why not"],
      standard.map(({ section, name }) => {
        const { from, needs, back, why } = mappings[name] ?? { from: null, why: "" };
        const filled = from === null ? "–" : code(from);
        return [section, code(name), filled, tick(needs === "basis"), tick(back === true), reasons[why] ?? why];
      }),
    ),
    "",
    "### Each field of a case file",
    "",
    table(
      ["field", "carried in", "what is lost"],
      ourFields.map((field) => {
        const into = standard.filter(({ name }) => mappings[name]?.from === field).map(({ name }) => code(name));
        const why = ours[field] ?? "";
        return [code(field), into.length === 0 ? "not carried" : into.join(", "), reasons[why] ?? why];
      }),
    ),
    "",
    "### Values and what says them",
    "",
    "The first id is what a value comes back as. Control that has no value is `Other`; so is a form that has none.",
    "",
    table(
      ["field", "value", "signs or forms"],
      Object.entries(values).flatMap(([field, list]) =>
        Object.entries(list).map(([value, ids]) => [code(field), code(value), ids.map(code).join(", ")]),
      ),
    ),
  ].join("\n");
}

function tick(holds: boolean): string {
  return holds ? "yes" : "";
}
