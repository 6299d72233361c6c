import type { Assessment } from "@threshold/identification";
import { writeCsv } from "@threshold/interchange/csv";
import type { Where } from "../cases/row.ts";
import { sentencesOf } from "./answer.ts";
import type { Writer } from "./writer.ts";

/** The columns of an answer, and what stands in them: ids and lists of ids, parted by semicolons. */
const columns: Readonly<Record<string, (answer: Assessment, where: Where) => string>> = {
  line: (_, { line, number }) => String(line ?? number),
  id: ({ id }) => id ?? "",
  result: ({ result }) => result,
  act: ({ act }) => act,
  means: ({ means }) => means,
  purpose: ({ purpose }) => purpose,
  treat_as_child: ({ treatAsChild }) => String(treatAsChild),
  delphi_list: ({ delphi }) => delphi.list ?? "",
  delphi_positive: ({ delphi }) => delphi.positive.join(";"),
  delphi_touched: ({ delphi }) => delphi.touched.join(";"),
  delphi_class: ({ delphi }) => delphi.class ?? "",
  reasons: ({ reasons }) =>
    reasons.map(({ rule, indicator, fact, section }) => `${rule} ${indicator ?? fact ?? ""} (${section})`).join("; "),
  guards: ({ guards }) => guards.join(";"),
  do: (answer) => answer.do.join(";"),
  look_next: ({ lookNext }) => lookNext.join(";"),
};

export function csvWriter(explained: boolean): Writer {
  const names = Object.keys(columns);
  const cells = Object.values(columns);
  return {
    begin: writeCsv([explained ? [...names, "explanation"] : names]),
    one: ({ assessment, where, explained: sentences }) => {
      const row = cells.map((cell) => cell(assessment, where));
      return writeCsv([sentences === null ? row : [...row, sentencesOf(sentences).join(" ")]]);
    },
    end: () => "",
  };
}
