import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { file, threshold } from "./support/threshold.ts";

/** Where the command runs: what it writes under a bare name lies here. */
const folder = dirname(file("here.json", {}));
const written = (name: string): string => readFileSync(join(folder, name), "utf8");
const list = JSON.parse(threshold(["list", "--json"]).out) as { version: string; situations: { id: string }[] };

/** Invented, with words that can be found again. */
const whole = {
  envelope: {
    basis: { code: "consent", purpose: "assistance", recipients: ["22222222"] },
    sender: { organisation: "11111111" },
    at: "2026-11-02T09:45:12Z",
  },
  card: {
    result: "presumed",
    signs: [{ id: "coercion.documents", source: "seen" }],
    form: { id: "forced-labour", basis: "seen", stage: "happening" },
    languages: ["ro"],
  },
  story: {
    calledAs: { known: true, value: "=Invented" },
    narrative: { known: true, value: 'Invented, "quoted"\nwords' },
    consent: { recipients: ["22222222"] },
  },
};

describe("export xlsform and fhir", () => {
  test("every form, one file each, and none is written over", () => {
    const { code, out, errors } = threshold(["export", "xlsform", "--out", "forms"]);
    expect([code, errors]).toEqual([0, []]);
    const names = [...list.situations.map(({ id }) => `${id}.xlsx`), "catalogue.xlsx"];
    expect(readdirSync(join(folder, "forms")).sort()).toEqual(names.sort());
    expect(out).toContain(`${names.length} files written. List ${list.version}. Languages: English.`);
    for (const name of names) expect(written(join("forms", name)).slice(0, 2)).toBe("PK");

    const before = statSync(join(folder, "forms/online.xlsx")).mtimeMs;
    const again = threshold(["export", "xlsform", "online", "--out", "forms"]);
    expect([again.code, again.out]).toEqual([1, ""]);
    expect(again.errors).toEqual([expect.stringMatching(/online\.xlsx is there already\..*--force/)]);
    expect(statSync(join(folder, "forms/online.xlsx")).mtimeMs).toBe(before);
    expect(threshold(["export", "xlsform", "online", "--out", "forms", "--force"]).code).toBe(0);
    expect(statSync(join(folder, "forms/online.xlsx")).mtimeMs).toBeGreaterThan(before);
  });

  test("where one file is there already, no other is written", () => {
    expect(threshold(["export", "fhir", "online", "--out", "fhir"]).code).toBe(0);
    expect(threshold(["export", "fhir", "all", "--out", "fhir"]).code).toBe(1);
    expect(existsSync(join(folder, "fhir/Questionnaire-catalogue.json"))).toBe(false);
    const made = JSON.parse(written("fhir/Questionnaire-online.json")) as Record<string, unknown>;
    expect(made).toMatchObject({ resourceType: "Questionnaire", id: "online", version: list.version });
    expect(readdirSync(join(folder, "fhir"))).toContain("CodeSystem-sign.json");
    expect(readdirSync(join(folder, "fhir")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("a situation that is not there is named, with the nearest", () => {
    const { code, errors } = threshold(["export", "xlsform", "onlin", "--out", "forms"]);
    expect(code).toBe(2);
    expect(errors[0]).toContain('"onlin"');
    expect(errors[0]).toContain("The nearest is online.");
  });

  test("a folder that cannot be made is told", () => {
    const { code, errors } = threshold(["export", "fhir", "online", "--out", "here.json"]);
    expect(code).toBe(1);
    expect(errors).toEqual([expect.stringContaining("could not be written")]);
  });
});

describe("export htcds", () => {
  const cases = file("cases.json", [whole, { ...whole, envelope: { ...whole.envelope, withdrawn: true } }]);

  test("without a ground: nothing that tells who it is; a case taken back is left out", () => {
    const { code, out, errors } = threshold(["export", "htcds", cases, "--out", "bare.csv"]);
    expect(code).toBe(0);
    expect(out).toBe("1 case written to bare.csv.\n");
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/^1 case holds no ground/);
    expect(errors[1]).toMatch(/^1 case was taken back/);
    expect(written("bare.csv")).not.toMatch(/Invented|2026-11|1111|ron/);
    expect(written("bare.csv")).toContain("WithholdsDocuments");
  });

  test("with the ground that the case holds: what was chosen, and back", () => {
    const args = ["export", "htcds", cases, "--basis", "consent", "--for", "22222222", "--out", "full.csv"];
    const { code, errors } = threshold(args);
    expect([code, errors.length]).toEqual([0, 1]);
    expect(written("full.csv")).toContain(`,'=Invented,`);
    // Nobody but its owner reads what speaks of people.
    if (process.platform !== "win32") expect(statSync(join(folder, "full.csv")).mode & 0o777).toBe(0o600);

    const back = threshold(["export", "htcds", "full.csv", "--back", "--out", "back.json"]);
    expect(back.code).toBe(0);
    expect(JSON.parse(written("back.json"))).toEqual([
      {
        card: {
          signs: [{ id: "coercion.documents", source: "document" }],
          form: { id: "forced-labour", basis: "suspected", stage: null },
          languages: ["ro"],
        },
        story: { calledAs: whole.story.calledAs, narrative: whole.story.narrative },
        envelope: { sender: { organisation: "11111111" }, at: "2026-11-02" },
      },
    ]);
    expect(back.errors.join("\n")).toContain("con_Consent: 1 value not taken");
    expect(back.errors.join("\n")).not.toContain("Invented");
  });

  test("a consent for somebody else opens nothing", () => {
    const args = ["export", "htcds", cases, "--basis", "consent", "--for", "33333333", "--out", "other.csv"];
    expect(threshold(args).errors[0]).toMatch(/^1 case holds no ground/);
    expect(written("other.csv")).not.toContain("Invented");
  });

  test("a case that cannot be read is named by its place; the others go", () => {
    const wrong = file("wrong.json", [
      { nationality: "x" },
      whole,
      { card: { signs: [{ id: "coercion.document", source: "seen" }] } },
    ]);
    const { code, out, errors } = threshold(["export", "htcds", wrong, "--out", "some.csv"]);
    expect(code).toBe(2);
    expect(out).toMatch(/^1 case written/);
    expect(errors[0]).toMatch(/^case number 1: nationality: /);
    expect(errors[1]).toMatch(/^case number 3: card\.signs\[0\]\.id: .*The nearest is coercion\.documents\./);
  });

  test.each([
    ["missing", "no-such.json", /no file/],
    ["a folder", ".", /folder/],
    ["not whole", file("broken.json", '{"card": '), /line 1, column 10/],
    ["not UTF-8", file("latin.json", Uint8Array.of(0x22, 0xe9, 0x22)), /UTF-8/],
  ])("a file that is %s is told, and nothing is written", (_what, path, sentence) => {
    const { code, out, errors } = threshold(["export", "htcds", path, "--out", "never.csv"]);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toEqual([expect.stringMatching(sentence)]);
    expect(existsSync(join(folder, "never.csv"))).toBe(false);
  });

  test("a file that is no HTCDS, or no CSV, is told", () => {
    const other = threshold(["export", "htcds", file("other.txt", "a,b\n1,2\n"), "--back", "--out", "never.json"]);
    expect([other.code, other.errors]).toEqual([2, [expect.stringContaining("no column of HTCDS 2.0")]]);
    const open = threshold([
      "export",
      "htcds",
      file("open.txt", 'prs_FirstName\n"x\n'),
      "--back",
      "--out",
      "never.json",
    ]);
    expect([open.code, open.errors]).toEqual([2, [expect.stringContaining("row 2")]]);
  });
});

describe("export --back", () => {
  test("submissions become cases that assess takes", () => {
    const csv =
      "SubmissionDate,person-age,signs-coercion__documents,KEY\n2026-11-24,adult,present,uuid:1\n2026-11-24,adult,perhaps,uuid:2\n";
    const back = threshold(["export", "xlsform", file("sent.csv", csv), "--back", "--out", "sent.json"]);
    expect([back.code, back.out]).toEqual([2, "1 case written to sent.json.\n"]);
    expect(back.errors).toEqual([
      "Number 3: an answer to coercion.documents is none that the form offers. It was not taken.",
      "Not ours, and not read: SubmissionDate",
    ]);
    const judged = threshold(["assess", join(folder, "sent.json"), "--json"]);
    expect(judged.code).toBe(0);
    expect(JSON.parse(judged.out)).toMatchObject([{ id: "uuid:1", result: "presumed" }]);
  });

  test("responses become cases that assess takes", () => {
    const system = "https://threshold.invalid/fhir/CodeSystem/answer";
    const item = [{ linkId: "coercion.documents", answer: [{ valueCoding: { system, code: "present" } }] }];
    const responses = file("responses.json", [
      { resourceType: "QuestionnaireResponse", id: "r1", item },
      { resourceType: "Patient" },
    ]);
    const back = threshold(["export", "fhir", responses, "--back", "--out", "responses-back.json"]);
    expect([back.code, back.errors]).toEqual([2, ["Number 2 is no QuestionnaireResponse. It was not taken."]]);
    const judged = threshold(["assess", join(folder, "responses-back.json"), "--json"]);
    expect(JSON.parse(judged.out)).toMatchObject([{ id: "r1", result: "presumed" }]);
  });
});

test("names in a file of others cannot steer the terminal", () => {
  const titles = ["prs_FirstName", "a\u001b[31m\u009b", ...Array.from({ length: 20 }, (_, index) => `own${index}`)];
  const { errors } = threshold([
    "export",
    "htcds",
    file("theirs.csv", `${titles.join()}\nx\n`),
    "--back",
    "--out",
    "theirs.json",
  ]);
  expect(errors).toEqual([expect.stringMatching(/^Not ours, and not read: a {1}\[31m , own0, .*own8, …$/)]);
});

describe("what was typed", () => {
  test.each([
    [[], /Say which format: xlsform, fhir, htcds/],
    [["pdf", "--out", "x"], /"pdf"/],
    [["xlsform"], /--out PLACE/],
    [["htcds", "--out", "x"], /Name the file/],
    [["xlsform", "--back", "--out", "x"], /Name the file/],
    [["htcds", "x.json", "--out", "./x.json", "--force"], /named twice/],
    [["htcds", "x.json", "--out", "x.csv", "--basis", "consent"], /go together/],
    [["htcds", "x.json", "--out", "x.csv", "--for", "22222222"], /go together/],
    [["htcds", "x.json", "--out", "x.csv", "--basis", "yes", "--for", "2"], /--basis takes one of consent, child/],
    [["fhir", "--out", "x", "--basis", "consent", "--for", "2"], /are for case files/],
    [["xlsform", "online", "street", "--out", "x"], /stands alone/],
    [["xlsform", "--all", "--out", "x"], /no option/],
  ])("%j is told", (args, sentence) => {
    const { code, out, errors } = threshold(["export", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(errors[0]).toMatch(sentence);
  });

  test("--help says what a case file is, and that help lists the command", () => {
    const { code, out } = threshold(["export", "--help"]);
    expect(code).toBe(0);
    expect(out).toContain('{"envelope": …, "card": …, "story": …}');
    expect(threshold(["help"]).out).toMatch(/\n {2}export +\S/);
  });
});
