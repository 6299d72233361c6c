import { assess, parse } from "@threshold/identification";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  checkXlsForm,
  fromSubmissions,
  fromXlsForm,
  nameOf,
  readWorkbook,
  toXlsForm,
  writeCsv,
  writeWorkbook,
} from "../src/index.ts";
import { caseFrom, filledIn } from "./support/form-cases.ts";
import { english, forms, list, one, two } from "./support/knowledge.ts";
import { openForm } from "./support/odk.ts";
import { xformOf } from "./support/xform.ts";

const readBack = async (situation: string | null, languages = one) => {
  const read = fromXlsForm(await readWorkbook(await writeWorkbook(toXlsForm(list, languages, situation))));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.form;
};

describe.each(forms)("the form %s", (situation) => {
  test("breaks no rule of XLSForm", () => {
    expect(checkXlsForm(toXlsForm(list, two, situation))).toEqual([]);
  });

  test("comes back from its file with the same ids and words, in each language", async () => {
    const form = await readBack(situation, two);
    const signs =
      situation === null
        ? list.indicators.map(({ id }) => id)
        : list.situations
            .filter(({ id }) => id === situation)
            .flatMap((met) => [...met.signs, ...(met.childSigns ?? [])]);
    expect(form).toMatchObject({ id: situation ?? "catalogue", version: list.version, languages: ["en", "ar-XB"] });
    const asked = form.questions.map(({ id }) => id);
    expect(asked.filter((id) => id.includes(".")).sort()).toEqual([...new Set(signs)].sort());
    for (const { id, texts, hints } of form.questions.filter((question) => question.id.includes("."))) {
      for (const { tag, say } of two) {
        expect(texts[tag]).toBe(say(`sign.${id}`));
        expect(hints[tag]).toBe(say(`sign-means.${id}`));
      }
    }
    const answers = form.questions.find(({ id }) => id === "form")?.answers ?? [];
    expect(answers).toEqual(
      list.forms.map(({ id }) => ({ id, texts: { en: two[0].say(`form.${id}`), "ar-XB": two[1]?.say(`form.${id}`) } })),
    );
  });

  test("works the result out as assess does, in ODK's own engine", async () => {
    const form = toXlsForm(list, one, situation);
    const { questions } = await readBack(situation);
    const filling = (await openForm(xformOf(form))).fill();
    let before: readonly string[] = [];
    const seen = new Set<string>();
    fc.assert(
      fc.property(filledIn(questions), (filled) => {
        for (const id of before) filling.answer(nameOf(id));
        before = Object.keys(filled);
        for (const [id, values] of Object.entries(filled)) {
          const known = filling.shows(nameOf(id));
          if (known) filling.answer(nameOf(id), ...values.map(nameOf));
        }
        // An age that was answered last can close a group that was filled in before; the engine empties it then.
        const { result, treatAsChild } = assess(list, caseFrom(filled));
        expect(filling.value("result")).toBe(result);
        expect(filling.value("treat_as_child")).toBe(treatAsChild ? "yes" : "no");
        for (const other of ["presumed", "potential", "none"])
          expect(filling.shows(`result_${other}`), other).toBe(other === result);
        expect(filling.shows("child_note")).toBe(treatAsChild && filled.age?.[0] !== "child");
        seen.add(result);
      }),
      { numRuns: situation === null ? 100 : 40 },
    );
    expect(seen.size).toBeGreaterThan(1);
  });
});

describe("a form that was opened", () => {
  test("shows a child's signs unless the person is an adult, and speaks each language", async () => {
    const [child] = list.indicators.filter(({ ages }) => ages.join() === "child");
    if (child === undefined) throw new Error("the list has no sign for children only");
    const name = nameOf(child.id);
    const filling = (await openForm(xformOf(toXlsForm(list, two, null)))).fill();
    expect(filling.shows(name)).toBe(true);
    for (const [age, shows] of [
      ["adult", false],
      ["child", true],
      ["unsure", true],
    ] as const) {
      filling.answer("age", age);
      expect([age, filling.shows(name)]).toEqual([age, shows]);
    }
    expect(filling.shows("form_basis")).toBe(false);
    filling.answer("form", nameOf(list.forms[0]?.id ?? ""));
    expect(filling.shows("form_basis")).toBe(true);

    const label = () => filling.nodes.get(name)?.currentState.label?.asString;
    const hint = () => filling.nodes.get(name)?.currentState.hint?.asString;
    for (const { tag, name: title, say } of two) {
      filling.language(`${title} (${tag})`);
      expect([label(), hint()]).toEqual([say(`sign.${child.id}`), say(`sign-means.${child.id}`)]);
    }
  });

  test("is judged by assess as by itself, once its answers came back as CSV", async () => {
    const form = toXlsForm(list, one, null);
    const { questions } = await readBack(null);
    const opened = await openForm(xformOf(form));
    const sent: { xml: string; result: string }[] = [];
    for (const filled of fc.sample(filledIn(questions), 25)) {
      const filling = opened.fill();
      for (const [id, values] of Object.entries(filled))
        if (filling.shows(nameOf(id))) filling.answer(nameOf(id), ...values.map(nameOf));
      sent.push({ xml: await filling.sent(), result: filling.value("result") });
    }
    const read = fromSubmissions(list, centralCsv(sent.map(({ xml }) => xml)));
    if (!read.ok) throw new Error(`row ${read.row}`);
    expect(read.refused).toEqual([]);
    const results = read.cases.map(({ input }) => {
      const parsed = parse(list, input);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      return assess(list, parsed.value).result;
    });
    expect(results).toEqual(sent.map(({ result }) => result));
  });
});

/** Submissions as ODK Central hands them out: a column for each value, groups before it with a hyphen. */
function centralCsv(sent: readonly string[]): string {
  const records = sent.map((xml, index) => {
    const record = new Map([["SubmissionDate", "2026-11-24"]]);
    const path: string[] = [];
    for (const [, end, name = "", closed, text] of xml.matchAll(/<(\/?)([\w.-]+)[^>]*?(\/?)>([^<]*)/g)) {
      if (end) path.pop();
      else {
        record.set([...path, name].slice(1).join("-"), text?.trim() ?? "");
        if (!closed) path.push(name);
      }
    }
    return record.set("KEY", `uuid:${index}`);
  });
  // What was not shown is not sent: each submission has columns of its own.
  const titles = [...new Set(records.flatMap((record) => [...record.keys()]))].filter((title) => title !== "");
  return writeCsv([titles, ...records.map((record) => titles.map((title) => record.get(title) ?? ""))]);
}

describe("submissions", () => {
  const [sign = "", other = ""] = list.indicators.map(({ id }) => id);
  const [form = ""] = list.forms.map(({ id }) => id);

  it.each([
    ["ODK Central", ["SubmissionDate", "person-age", `signs-${nameOf(sign)}`, "exploitation-act", "KEY"], "uuid:1"],
    ["Kobo", ["start", "person/age", `signs/${nameOf(sign)}`, "exploitation/act", "_uuid"], "uuid:1"],
    ["Kobo without groups", ["start", "age", nameOf(sign), "act", "_uuid"], "uuid:1"],
  ])("of %s become cases", (_tool, titles, key) => {
    const rows = [
      titles,
      ["2026-11-24", "unsure_claims_child", "present", "recruited received", key],
      ["", "", "", "", ""],
    ];
    expect(fromSubmissions(list, writeCsv(rows))).toEqual({
      ok: true,
      cases: [
        {
          row: 2,
          input: expect.objectContaining({
            id: key,
            age: "unsure-claims-child",
            present: [sign],
            act: ["recruited", "received"],
            form: null,
          }),
        },
      ],
      refused: [],
      ignored: [titles[0]],
    });
  });

  it("read choices in columns of their own, and what belongs to a form", () => {
    const titles = [
      "act",
      "act/recruited",
      "act/received",
      "form",
      "form_basis",
      "form_stage",
      "claims",
      nameOf(other),
    ];
    const rows = [titles, ["", "1", "0", nameOf(form), "seen", "intended", "yes", "absent"]];
    const read = fromSubmissions(list, writeCsv(rows));
    expect(read).toMatchObject({
      ok: true,
      cases: [
        {
          input: {
            id: null,
            act: ["recruited"],
            form: { id: form, basis: "seen", stage: "intended" },
            claims: true,
            absent: [other],
            offence: false,
          },
        },
      ],
    });
    if (read.ok) expect(parse(list, read.cases[0]?.input).ok).toBe(true);
  });

  it("with an answer that no form offers are refused, and said to be", () => {
    const csv = writeCsv([
      [nameOf(sign), "claims"],
      ["Noticed", "perhaps"],
      ["present", "no"],
    ]);
    expect(fromSubmissions(list, csv)).toMatchObject({
      ok: true,
      cases: [{ row: 3 }],
      refused: [
        {
          row: 2,
          faults: [
            { question: sign, given: "Noticed" },
            { question: "claims", given: "perhaps" },
          ],
        },
      ],
    });
    expect(fromSubmissions(list, 'a\n"b')).toEqual({ ok: false, row: 2 });
  });
});

describe("the check of a form", () => {
  const whole = toXlsForm(list, [english], list.situations[0]?.id ?? "");
  type Part = "survey" | "choices" | "settings";
  /** The form with one cell of one row, found by its name, changed; with null the row is left out. */
  const broken = (part: Part, row: string, column: string, text: string | null) => {
    const { columns, rows } = whole[part];
    const place = columns.indexOf(column);
    const at = rows.findIndex((cells) => cells.includes(row));
    if (at < 0 || place < 0) throw new Error(`no ${row} or ${column}`);
    const changed = rows.flatMap((cells, index) => {
      if (index !== at) return [cells];
      return text === null ? [] : [cells.map((cell, at) => (at === place ? text : cell))];
    });
    return { ...whole, [part]: { ...whole[part], rows: changed } };
  };
  const first = nameOf(list.situations[0]?.signs[0] ?? "");
  const label = "label::English (en)";

  it.each([
    ["an unknown type", broken("survey", "age", "type", "select_some age"), "unknown-type"],
    ["a list that is not there", broken("survey", "age", "type", "select_one ages"), "no-list"],
    ["a name with a blank", broken("survey", first, "name", "two words"), "bad-name"],
    ["a name that starts with a digit", broken("survey", first, "name", "1st"), "bad-name"],
    ["a name used twice", broken("survey", first, "name", "supervised"), "name-twice"],
    ["no name", broken("survey", first, "name", ""), "no-name"],
    ["no label", broken("survey", first, label, ""), "no-label"],
    ["a choice without a label", broken("choices", "suspected", label, ""), "no-label"],
    ["a choice with a blank", broken("choices", "suspected", "name", "not sure"), "bad-name"],
    ["a choice used twice", broken("choices", "suspected", "name", "seen"), "name-twice"],
    ["a group that is not closed", broken("survey", "end_group", "type", null), "group-not-closed"],
    ["a group that was not opened", broken("survey", "person", "type", null), "group-not-open"],
    ["a calculation that is empty", broken("survey", "result", "calculation", ""), "no-calculation"],
    ["a calculation that breaks", broken("survey", "result", "calculation", "if(1 = , 2, 3)"), "bad-expression"],
    ["a bracket too many", broken("survey", "form_basis", "relevant", `(\${age} = 'adult'))`), "bad-expression"],
    [
      "a question that is not there",
      broken("survey", "form_basis", "relevant", `\${ages} = 'adult'`),
      "unknown-reference",
    ],
    ["a group as a value", broken("survey", "form_basis", "relevant", `\${person} = 'adult'`), "unknown-reference"],
    ["a value worked out of itself", broken("survey", "any_sign", "calculation", `\${result}`), "circle"],
    ["words that a tool would change", broken("survey", first, label, "two  blanks"), "bad-text"],
    ["more than a cell holds", broken("survey", first, label, "x".repeat(32_768)), "bad-text"],
    [
      "a language that is not there",
      broken("settings", whole.settings.rows[0]?.[1] ?? "", "default_language", "x"),
      "bad-setting",
    ],
    ["no version", broken("settings", whole.settings.rows[0]?.[1] ?? "", "version", ""), "bad-setting"],
    [
      "an unknown column",
      {
        ...whole,
        survey: { ...whole.survey, columns: whole.survey.columns.map((c) => (c === "relevant" ? "relevence" : c)) },
      },
      "unknown-column",
    ],
    [
      "a language that the choices lack",
      { ...whole, choices: { ...whole.choices, columns: ["list_name", "name", "label::French (fr)"] } },
      "missing-column",
    ],
  ])("finds %s", (_what, form, code) => {
    expect(checkXlsForm(form).map((fault) => fault.code)).toContain(code);
  });

  it("is made before a file is read, and a missing sheet is named", async () => {
    const sheets = await readWorkbook(await writeWorkbook(broken("survey", first, "name", "two words")));
    const read = fromXlsForm(sheets);
    expect(read.ok ? [] : read.faults).toContainEqual(
      expect.objectContaining({ sheet: "survey", column: "name", code: "bad-name", given: "two words" }),
    );
    expect(fromXlsForm(sheets.slice(0, 2))).toMatchObject({ ok: false, faults: [{ sheet: "settings" }] });
  });
});

describe("a workbook", () => {
  test("gives every text back as it was, and holds no formula", async () => {
    const hard = [
      "=1+1",
      "_x000D_",
      " a  b ",
      "1",
      "TRUE",
      "2026-11-24",
      "<&>",
      "line\nline",
      "\u202eمرحبا",
      "😀",
      "'=1",
    ];
    const form = toXlsForm(list, one, null);
    const columns = hard.map((_, index) => `c${index}`);
    const survey = { name: "survey", columns, rows: [hard, hard.toReversed()] };
    const bytes = await writeWorkbook({ ...form, survey });
    expect((await readWorkbook(bytes))[0]).toEqual(survey);
    expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe("PK");
  });
});
