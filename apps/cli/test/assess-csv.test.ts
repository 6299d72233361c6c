import { readFileSync } from "node:fs";
import { assess, type CaseInput, parse } from "@threshold/identification";
import { readCsv } from "@threshold/interchange/csv";
import { describe, expect, test } from "vitest";
import { COLUMNS, type GeneratedCase, generate, toCsv } from "./support/generated.ts";
import { list } from "./support/list.ts";
import { file, threshold } from "./support/threshold.ts";

interface Answer {
  readonly id: string | null;
  readonly result: string;
  readonly line?: number;
}
const lines = (out: string) =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Answer);
const rowsOf = (csv: string) => {
  const read = readCsv(csv);
  if (!read.ok) throw new Error(`no CSV from row ${read.row} on`);
  const [names = [], ...rows] = read.rows;
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
};
const inputOf = (given: unknown): CaseInput => {
  const parsed = parse(list, given);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
};

test("the same cases get the same answers from JSON Lines, from CSV with lists, and with a column for each sign", () => {
  const cases = [...generate(list, 300)];
  const expected = cases.map((one) => assess(list, inputOf(one)));
  const signs = list.indicators.map(({ id }) => id);
  const words = ["seen", "said", "1", "SEEN "];
  const answerOf = (one: GeneratedCase, id: string, index: number) => {
    if (one.present.includes(id)) return one.absent.includes(id) ? "" : words[index % words.length];
    return one.absent.includes(id) ? ["not-there", "0"][index % 2] : "";
  };
  // Noted both ways, as a notebook can be and a single column cannot: such signs stay in the lists.
  const wide = cases.map((one) => {
    const both = one.present.filter((id) => one.absent.includes(id));
    const rest = toCsv({ ...one, present: both, absent: both });
    return `${rest},${signs.map((id, index) => answerOf(one, id, index)).join(",")}`;
  });
  const files = [
    file("same.jsonl", `${cases.map((one) => JSON.stringify(one)).join("\n")}\n`),
    file("same.csv", `\u{feff}${[COLUMNS.join(","), ...cases.map(toCsv)].join("\r\n")}`),
    file("wide.csv", [[...COLUMNS, ...signs].join(","), ...wide].join("\n")),
  ];
  for (const path of files) {
    const { code, out, errors } = threshold(["assess", path]);
    expect([code, errors]).toEqual([0, ["300 cases judged, 0 rows not taken."]]);
    expect(lines(out)).toEqual(expected);
  }
});

describe("a header", () => {
  test("with columns that a case does not have is refused before a row is read, with the nearest", () => {
    const path = file("columns.csv", "id,Nationality,presnt,coercion.documnts,id\n1,invented,,,\n");
    const { code, out, errors } = threshold(["assess", path]);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toEqual([
      `${path}: a case has no column "Nationality". Take it out, then try again. No row was read.`,
      `${path}: there is no column "presnt". The nearest is present. No row was read.`,
      `${path}: there is no column "coercion.documnts". The nearest is coercion.documents. No row was read.`,
      `${path}: the column "id" is there twice. Take one out, then try again. No row was read.`,
    ]);
  });

  test.each(["ethnicity", "religion", "race", "citizenship"])("%s is no column, and nothing stands near it", (name) => {
    const { code, out, errors } = threshold(["assess", file("who.csv", `id,${name}\n1,invented\n`)]);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toEqual([expect.stringContaining(`a case has no column "${name}". Take it out`)]);
  });

  test("that is missing, or names nothing, is told", () => {
    expect(threshold(["assess", file("none.csv", "")]).errors).toEqual([expect.stringContaining("names the columns")]);
    expect(threshold(["assess", file("blank.csv", "\n\n")]).code).toBe(2);
    expect(threshold(["assess", file("commas.csv", ",,\n")]).errors).toEqual([
      expect.stringContaining("none of the columns"),
    ]);
    expect(threshold(["assess", file("open.csv", 'id,"age\n1,adult\n')]).code).toBe(2);
  });
});

test("semicolons or tabs part cells too, quotes hold what they hold, and old line ends are line ends", () => {
  const semicolons = 'ID ;"present"; age\n"a;""b""\nc";"coercion.documents;exploitation.hours" ;Adult\n';
  const tabs = "id\tpresent\tage\rx\tcoercion.documents exploitation.hours\tadult\r";
  const [one] = lines(threshold(["assess", file("semicolons.csv", semicolons)]).out);
  const [two] = lines(threshold(["assess", "-", "--from", "csv"], tabs).out);
  const answer = assess(list, inputOf({ age: "adult", present: ["coercion.documents", "exploitation.hours"] }));
  expect(one).toEqual({ ...answer, id: 'a;"b"\nc' });
  expect(two).toEqual({ ...answer, id: "x" });
});

const broken = [
  "id,age,form,form_basis,claims,present,coercion.violence,",
  "good-1,adult,,,yes,,,",
  "bad-age,adlt,,,,,,",
  "bad-both,adult,,seen,maybe,coercion.document,perhaps,",
  "short,adult",
  'quote,"adult,,,,,,',
  '"a" b,adult,,,,,,',
  "long,adult,,,,,,,,more",
  "unnamed,adult,,,,,,x",
  ",,,,,,,",
  '"two',
  'lines",child,begging,,,,,',
  "=1+1,adult,,,,@SUM(A1),,",
  "good-2,adult,,,0,coercion.violence,not-there,,,",
].join("\r\n");

describe("rows that cannot be taken", () => {
  const rejects = file("rejects.csv", "");
  const first = threshold(["assess", file("broken.csv", broken), "--rejects", rejects]);

  test("stop nothing: the others are judged, and the report counts them by reason", () => {
    expect(first.code).toBe(2);
    expect(lines(first.out).map(({ id, result }) => [id, result])).toEqual([
      ["good-1", "presumed"],
      ["two\r\nlines", "potential"],
      ["good-2", "presumed"],
    ]);
    expect(first.errors[0]).toBe("3 cases judged, 8 rows not taken.");
    expect(first.errors).toContain("  Quotes that do not fit: 2");
    expect(first.errors).toContain("  Too many or too few cells: 2");
    expect(first.errors).toContain(
      '    line 3 (case "bad-age"): age: "adlt" is not a possible value. The nearest is adult.',
    );
    expect(first.errors.at(-1)).toBe(
      `The rows that were not taken are in ${rejects}. Mend them there, then give that file to assess.`,
    );
  });

  test("are kept as they were, with line, column and what to do", () => {
    const rows = rowsOf(readFileSync(rejects, "utf8"));
    expect(rows.map((row) => [row["rejected.line"], row["rejected.column"], row.id])).toEqual([
      ["3", "age", "bad-age"],
      ["4", "claims; coercion.violence; form_basis; present", "bad-both"],
      ["5", "", ""],
      ["6", "", ""],
      ["7", "", ""],
      ["8", "", ""],
      ["9", "", "unnamed"],
      ["13", "present", "=1+1"],
    ]);
    expect(rows.map((row) => row["rejected.row"]).filter((row) => row !== "")).toEqual([
      "short,adult",
      'quote,"adult,,,,,,',
      '"a" b,adult,,,,,,',
      "long,adult,,,,,,,,more",
    ]);
    expect(rows[1]?.["rejected.reason"]).toContain(
      '"perhaps" says nothing here. Write one of seen, said, 1, not-there, 0',
    );
    // Nothing in the file runs as a formula.
    expect(readFileSync(rejects, "utf8")).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  test("can be mended in the file and given back", () => {
    const again = threshold(["assess", rejects]);
    expect([again.code, again.out]).toEqual([2, ""]);
    expect(again.errors).toContain("  Not mended yet: 4");
    const mended = readFileSync(rejects, "utf8").replace(",adlt,", ",adult,").replace("'@SUM(A1)", "");
    const { out } = threshold(["assess", file("mended.csv", mended)]);
    expect(lines(out).map(({ id }) => id)).toEqual(["bad-age", "=1+1"]);
  });
});

test("CSV that goes out: no cell starts a formula, each comes back as it was", () => {
  const ids = ["=1+1", "'=1", "'quoted'", "-5", 'a,"b"\nc', " @x ", "plain"];
  const given = ids.map((id) => JSON.stringify({ id, age: "child" })).join("\n");
  const { code, out } = threshold(["assess", "-", "--from", "jsonl", "--to", "csv", "--explain"], given);
  expect(code).toBe(0);
  expect(out).not.toMatch(/(^|,)"?[=+@-]/m);
  expect(rowsOf(out).map(({ id }) => id)).toEqual(ids);
  expect(rowsOf(out)[0]).toMatchObject({ line: "1", result: "none", treat_as_child: "true", means: "not-required" });
  expect(rowsOf(out)[0]?.explanation).toMatch(/^Nothing noticed .+\./);
});
