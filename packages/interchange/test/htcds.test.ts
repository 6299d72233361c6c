import { readFileSync } from "node:fs";
import type { BasisCode } from "@threshold/casework";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it, test } from "vitest";
import { mappings, ours, reasons, standard, values } from "../src/htcds/standard.ts";
import { ourFields } from "../src/htcds/table.ts";
import {
  type Basis,
  type CaseFile,
  fromHtcds,
  readCaseFile,
  readCsv,
  startsFormula,
  toHtcds,
  writeCsv,
} from "../src/index.ts";
import { anyFile, SHELTER, STATION, UNIT, whole } from "./support/case-files.ts";
import { list } from "./support/knowledge.ts";

const consent: Basis = { code: "consent", recipient: SHELTER };
type Row = Readonly<Record<string, string>>;

/** The rows of a file by title, through CSV. */
function rowsOf(files: readonly CaseFile[], basis: Basis | null): Row[] {
  const read = readCsv(writeCsv(toHtcds(list, files, basis).rows));
  if (!read.ok) throw new Error(`row ${read.row}`);
  const [titles = [], ...rows] = read.rows;
  return rows.map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] ?? ""])));
}
const filled = (row: Row = {}): Row => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ""));

describe("a case file with a consent for its reader", () => {
  test("fills these fields of the standard, and no other", () => {
    expect(filled(rowsOf([whole], consent)[0])).toEqual({
      prs_FirstName: "=Invented-calledAs",
      prs_MobilePhone: "+381 60 000 0000",
      prs_PrimaryLanguage: "srp",
      prs_SecondaryLanguage: "ron",
      vic_TraffickingStatus: "PossibleVictimOfTrafficking",
      vic_MethodsOfControl: "DebtBondage;WithholdsDocuments;Other",
      vic_TypeOfExploitation: "ForcedLabour",
      cas_ReferringOrganisation: STATION,
      cas_IncomingReferralDate: "2026-11-02",
      cas_ReferringPrimaryCaseWorker: "Invented-officer",
      cas_ReasonForIncomingReferral: "AdditionalServicesRequired",
      cas_IncomingReferralDetails: '- first, "quoted"\n@second; Invented-narrative',
      con_Consent: "true",
    });
  });

  test("has every field of the standard as a column, in its order", () => {
    expect(toHtcds(list, [], null).rows).toEqual([standard.map(({ name }) => name)]);
    expect(standard).toHaveLength(84);
  });

  test("starts no formula in its file", () => {
    const csv = writeCsv(toHtcds(list, [whole], consent).rows);
    expect(csv).toContain(",'=Invented-calledAs,");
    expect(csv).toContain(",'+381 60 000 0000,");
    for (const text of Papa.parse<string[]>(csv).data.flat()) expect(startsFormula(text), text).toBe(false);
  });

  it.each([
    ["words beside the number", { known: true, value: "call +381 60 000 0000 after nine" }],
    ["not said", { known: false, why: "declined" }],
    ["left out", null],
  ] as const)("carries no contact that is %s", (_what, contact) => {
    expect(rowsOf([{ ...whole, story: { ...whole.story, contact } }], consent)[0]?.prs_MobilePhone).toBe("");
  });

  it("carries only what was chosen", () => {
    const [row] = rowsOf([{ ...whole, story: { consent: whole.story.consent ?? null } }], consent);
    expect([row?.prs_FirstName, row?.cas_IncomingReferralDetails, row?.con_Consent]).toEqual(["", "", "true"]);
  });
});

describe("without a basis", () => {
  const nobody = { vic_TraffickingStatus: expect.any(String), vic_MethodsOfControl: expect.any(String) };
  const depersonalised = { ...nobody, vic_TypeOfExploitation: "ForcedLabour", con_Consent: "false" };

  it.each<[string, CaseFile, Basis | null]>([
    ["none is named", whole, null],
    ["the consent names somebody else", whole, { code: "consent", recipient: UNIT }],
    ["another ground is named than the case has", whole, { code: "danger", recipient: SHELTER }],
    ["there is no consent record", { ...whole, story: { ...whole.story, consent: null } }, consent],
    [
      "the consent record names somebody else",
      { ...whole, story: { ...whole.story, consent: { ...(whole.story.consent ?? never()), recipients: [UNIT] } } },
      consent,
    ],
    ["the case has no ground", { ...whole, envelope: { ...whole.envelope, basis: undefined as never } }, consent],
    [
      "the ground is a child's and the person is none",
      { ...whole, envelope: { ...whole.envelope, basis: { ...(whole.envelope.basis ?? never()), code: "child" } } },
      { code: "child", recipient: SHELTER },
    ],
  ])("nothing goes that tells who it is: %s", (_what, file, basis) => {
    expect(filled(rowsOf([file], basis)[0])).toEqual(depersonalised);
    const csv = writeCsv(toHtcds(list, [file], basis).rows);
    expect(csv).not.toMatch(/Invented|381|2026-11|11111111|srp/);
    expect(toHtcds(list, [file], basis).depersonalised).toEqual([0]);
  });

  it.each<BasisCode>(["child", "unable", "danger", "duty-in-law"])(
    "another ground that the case holds opens it: %s",
    (code) => {
      const basis = { ...(whole.envelope.basis ?? never()), code };
      const file = { ...whole, envelope: { ...whole.envelope, child: code === "child", basis } };
      const [row] = rowsOf([file], { code, recipient: SHELTER });
      expect([row?.prs_FirstName, row?.con_Consent]).toEqual(["=Invented-calledAs", "false"]);
    },
  );

  test("a case that was taken back does not go at all, whatever else holds", () => {
    const file = { ...whole, envelope: { ...whole.envelope, withdrawn: true } };
    for (const basis of [consent, null])
      expect(toHtcds(list, [whole, file], basis)).toMatchObject({ rows: { length: 2 }, withdrawn: [1] });
  });

  test("holds for any case: what needs a basis is empty without one", () => {
    const needing = standard.map(({ name }) => name).filter((name) => mappings[name]?.needs !== "nothing");
    fc.assert(
      fc.property(
        anyFile,
        fc.constantFrom(null, consent, { code: "danger", recipient: UNIT } as const),
        (file, basis) => {
          const { depersonalised: bare, rows } = toHtcds(list, [file], basis);
          const held = file.envelope.basis;
          const live =
            basis !== null &&
            held?.code === basis.code &&
            held.recipients.includes(basis.recipient) &&
            (basis.code !== "consent" || file.story.consent?.recipients.includes(basis.recipient) === true);
          expect(bare.length > 0).toBe(!live && file.envelope.withdrawn !== true);
          if (bare.length === 0) return;
          const row = Object.fromEntries(standard.map(({ name }, index) => [name, rows[1]?.[index]]));
          for (const name of needing) expect(row[name], name).toBe("");
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a result", () => {
  it.each([
    ["presumed", null, "PossibleVictimOfTrafficking"],
    ["potential", null, "PossibleVictimOfTrafficking"],
    ["none", null, ""],
    ["none", "presumed", "PossibleVictimOfTrafficking"],
    ["presumed", "none", "PossibleVictimOfTrafficking"],
  ] as const)("%s, seen as %s by who met the person: %j", (result, other, status) => {
    const disagreement = other === null ? null : { result: other, reasons: [] };
    expect(rowsOf([{ ...whole, card: { ...whole.card, result, disagreement } }], null)[0]?.vic_TraffickingStatus).toBe(
      status,
    );
  });
});

describe("a file of the standard, read back", () => {
  const back = (row: Row) => {
    const titles = Object.keys(row);
    const read = fromHtcds([titles, titles.map((title) => row[title] ?? "")]);
    if (!read.ok) throw new Error("it has columns of the standard");
    return read;
  };

  test("says what it surely says, and lists what it could not take", () => {
    const read = fromHtcds(toHtcds(list, [whole], consent).rows);
    if (!read.ok) throw new Error("it has columns of the standard");
    expect(read.files).toEqual([
      {
        card: {
          signs: [
            { id: "coercion.debt-bondage", source: "document" },
            { id: "coercion.documents", source: "document" },
          ],
          form: { id: "forced-labour", basis: "suspected", stage: null },
          languages: ["sr", "ro"],
        },
        story: {
          calledAs: whole.story.calledAs,
          contact: whole.story.contact,
          narrative: whole.story.narrative,
          officer: whole.story.officer,
        },
        envelope: { sender: { organisation: STATION }, at: "2026-11-02" },
      },
    ]);
    expect(read.left).toEqual([
      { row: 2, field: "vic_TraffickingStatus", given: "PossibleVictimOfTrafficking" },
      { row: 2, field: "cas_ReasonForIncomingReferral", given: "AdditionalServicesRequired" },
      { row: 2, field: "con_Consent", given: "true" },
      { row: 2, field: "vic_MethodsOfControl", given: "Other" },
    ]);
    expect(read.unknown).toEqual([]);
  });

  test("never makes a consent, a ground or a result", () => {
    const [file] = back({ con_Consent: "true", vic_TraffickingStatus: "ActualVictimOfTrafficking" }).files;
    expect(file).toEqual({ card: {}, story: {}, envelope: {} });
    expect(toHtcds(list, [file ?? never()], consent).depersonalised).toEqual([0]);
  });

  test("what is read back and written again is the same row", () => {
    const both = standard.filter(({ name }) => mappings[name]?.back === true).map(({ name }) => name);
    fc.assert(
      fc.property(anyFile, (file) => {
        const live: CaseFile = {
          card: file.card,
          story: { ...file.story, consent: whole.story.consent ?? null },
          envelope: { ...file.envelope, basis: whole.envelope.basis ?? never(), withdrawn: false },
        };
        const [row = {}] = rowsOf([live], consent);
        const [again = never()] = back(row).files;
        const second: CaseFile = {
          card: again.card,
          story: { ...again.story, consent: live.story.consent ?? null },
          envelope: { ...again.envelope, basis: live.envelope.basis ?? never() },
        };
        const [written = {}] = rowsOf([second], consent);
        // Other ways of control, and forms without a value, are told to whoever reads, not guessed.
        const sure = (text = "") =>
          text
            .split(";")
            .filter((value) => value !== "Other")
            .join(";");
        for (const name of both) expect(sure(written[name]), name).toBe(sure(row[name]));
      }),
      { numRuns: 500 },
    );
  });

  it("is taken by the check of a case file", () => {
    const read = fromHtcds(toHtcds(list, [whole], consent).rows);
    for (const file of read.ok ? read.files : [])
      expect(readCaseFile(list, JSON.parse(JSON.stringify(file)))).toMatchObject({ ok: true });
  });

  it("takes what other systems write, and leaves what it does not know", () => {
    const read = back({
      vic_MethodsOfControl: "PhysicalAbuse; TakesEarnings ;Hypnosis",
      vic_TypeOfExploitation: "OrganRemoval;ForcedBegging",
      prs_PrimaryLanguage: "ger",
      prs_SecondaryLanguage: "tlh",
      prs_Citizenship: "XX",
      cas_IncomingReferralDate: "02/11/2026",
      their_own: "x",
    });
    expect(read.files).toEqual([
      {
        card: {
          signs: [
            { id: "coercion.violence", source: "document" },
            { id: "control.earnings-taken", source: "document" },
          ],
          form: { id: "organs", basis: "suspected", stage: null },
          languages: ["de"],
        },
        story: {},
        envelope: {},
      },
    ]);
    expect(read.left.map(({ field, given }) => [field, given]).sort()).toEqual([
      ["cas_IncomingReferralDate", "02/11/2026"],
      ["prs_Citizenship", "XX"],
      ["prs_SecondaryLanguage", "tlh"],
      ["vic_MethodsOfControl", "Hypnosis"],
      ["vic_TypeOfExploitation", "begging"],
    ]);
    expect(read.unknown).toEqual(["their_own"]);
    expect(fromHtcds([["a", "b"]])).toEqual({ ok: false });
  });
});

describe("a case file", () => {
  const given = (): Record<string, Record<string, unknown>> => JSON.parse(JSON.stringify(whole));
  it("is read whole", () => {
    expect(readCaseFile(list, given())).toEqual({ ok: true, file: given() });
    expect(readCaseFile(list, {})).toEqual({ ok: true, file: { card: {}, story: {}, envelope: {} } });
  });

  it.each<[string, Record<string, unknown>, string, string, string | null]>([
    ["an unknown part", { nationality: "x" }, "nationality", "unknown-field", null],
    ["an unknown field", { card: { religion: "x" } }, "card.religion", "unknown-field", null],
    [
      "an unknown sign",
      { card: { signs: [{ id: "coercion.document", source: "seen" }] } },
      "card.signs[0].id",
      "unknown-id",
      "coercion.documents",
    ],
    [
      "an unknown source",
      { card: { signs: [{ id: "coercion.documents", source: "felt" }] } },
      "card.signs[0].source",
      "unknown-value",
      expect.any(String),
    ],
    ["no source", { card: { signs: [{ id: "coercion.documents" }] } }, "card.signs[0].source", "wrong-type", "string"],
    ["an unknown form", { card: { form: { id: "beggin" } } }, "card.form.id", "unknown-id", "begging"],
    ["a text as an answer", { story: { calledAs: "x" } }, "story.calledAs", "wrong-type", "object"],
    [
      "an answer without words",
      { story: { calledAs: { known: true } } },
      "story.calledAs.value",
      "wrong-type",
      "string",
    ],
    [
      "an answer both known and not",
      { story: { calledAs: { known: false, why: "declined", value: "x" } } },
      "story.calledAs.value",
      "unknown-field",
      null,
    ],
    [
      "a consent without recipients",
      { story: { consent: { text: "x" } } },
      "story.consent.recipients",
      "wrong-type",
      "array",
    ],
    [
      "an unknown ground",
      { envelope: { basis: { code: "yes", purpose: "assistance", recipients: [] } } },
      "envelope.basis.code",
      "unknown-value",
      expect.any(String),
    ],
    ["a number as a flag", { envelope: { withdrawn: 1 } }, "envelope.withdrawn", "wrong-type", "boolean"],
  ])("is refused for %s", (_what, file, field, code, nearest) => {
    const read = readCaseFile(list, file);
    expect(read.ok ? [] : read.errors).toContainEqual(expect.objectContaining({ field, code, nearest }));
  });

  it.each([[null], [[]], ["x"], [5]])("is not %j", (file) => {
    expect(readCaseFile(list, file)).toMatchObject({ ok: false, errors: [{ field: "", code: "wrong-type" }] });
  });
});

describe("the map", () => {
  test("says of each field of the standard whether it is filled, and of each of ours whether it is carried", () => {
    expect(Object.keys(mappings)).toEqual(standard.map(({ name }) => name));
    expect(Object.keys(ours).sort()).toEqual([...ourFields].sort());
    for (const why of [...Object.values(mappings).map((mapping) => mapping.why), ...Object.values(ours)])
      expect(Object.keys(reasons)).toContain(why);
    for (const { from } of Object.values(mappings)) if (from !== null) expect(ourFields).toContain(from);
  });

  test("names only values of the standard, and ids of the list", () => {
    const ids = new Set([...list.indicators, ...list.forms].map(({ id }) => id));
    for (const [field, of] of Object.entries(values)) {
      const known = standard.find(({ name }) => name === field)?.values ?? [];
      for (const [value, say] of Object.entries(of)) {
        expect(known).toContain(value);
        for (const id of say) expect(ids).toContain(id);
      }
      const all = Object.values(of).flat();
      expect(new Set(all).size).toBe(all.length);
    }
  });

  test("is of the fields that IOM publishes: source and licence are named", () => {
    const file = readFileSync(new URL("../standards/htcds-2.0-fields.json", import.meta.url), "utf8");
    expect(file).toContain("CC BY 4.0; no endorsement by IOM implied");
  });
});

function never(): never {
  throw new Error("it is there");
}
