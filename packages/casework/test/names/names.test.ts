import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldedForms, type NameTables, soundexOf, spellingsOf, type TermKind, termsOf } from "../../src/names/index.ts";

const tables: NameTables = JSON.parse(
  readFileSync(new URL("../../../../knowledge/dist/names.json", import.meta.url), "utf8"),
);
const termsOfName = (name: string) => termsOf({ names: [name], birth: null, documents: [] }, tables);
/** The surest way in which each word of what is asked is in what is kept; null where one is not. */
function alike(asked: string, kept: string): TermKind[] | null {
  const there = new Set(termsOfName(kept).map(({ kind, text }) => `${kind} ${text}`));
  const best = new Map<number, TermKind>();
  const words = new Set<number>();
  for (const { kind, text, word, span } of termsOfName(asked)) {
    words.add(word);
    if (!there.has(`${kind} ${text}`)) continue;
    for (let at = word; at < word + span; at += 1) if (!best.has(at)) best.set(at, kind);
  }
  return best.size === words.size ? [...best.values()] : null;
}

describe("Daitch–Mokotoff", () => {
  // Published examples of Avotaynu and JewishGen.
  it.each([
    ["auerbach", ["097400", "097500"]],
    ["ohrbach", ["097400", "097500"]],
    ["lipshitz", ["874400"]],
    ["lippszyc", ["874400", "874500"]],
    ["lewinsky", ["876450"]],
    ["levinski", ["876450"]],
    ["szlamawicz", ["486740"]],
    ["shlamovitz", ["486740"]],
    ["moskowitz", ["645740"]],
    ["moskovitz", ["645740"]],
    ["alpert", ["087930"]],
    ["breuer", ["791900"]],
    ["haber", ["579000"]],
    ["mannheim", ["665600"]],
    ["mintz", ["664000"]],
    ["topf", ["370000"]],
    ["kleinmann", ["586660"]],
    ["peters", ["734000", "739400"]],
    ["jackson", ["145460", "154600", "445460", "454600"]],
  ])("%s", (word, codes) => {
    expect([...soundexOf(word, tables)].sort()).toEqual(codes);
  });
});

describe("one person in two documents", () => {
  it.each([
    ["Юлія Коваленко", "Yuliia Kovalenko"],
    ["Юлия Коваленко", "Julija Kovalenko"],
    ["Євгенія Щербак", "Yevheniia Shcherbak"],
    ["Ганна Гончарук", "Hanna Honcharuk"],
    ["Алёна Фёдорова", "Alyona Fyodorova"],
    ["Алёна Фёдорова", "Alena Fedorova"],
    ["Жанна Шевченко", "Jeanne Schewtschenko"],
    ["Željka Đorđević", "Zeljka Djordjevic"],
    ["Жељка Ђорђевић", "Željka Đorđević"],
    ["محمد علي", "Mohammed Ali"],
    ["محمد علي", "Muhamad Aly"],
    ["خالد الحسن", "Khalid al-Hassan"],
    ["عبد الرحمن", "Abdulrahman"],
    ["عبد الرحمن", "Abdel Rahman"],
    ["فاطمة الزهراء", "Fatima Zahra"],
    ["جمال قاسم", "Gamal Qasim"],
    ["جمال قاسم", "Jamal Kassem"],
    ["يوسف", "Yusuf"],
    ["پروین چوپان", "Parvin Chupan"],
    ["مُحَمَّد", "محمد"],
    ["Нургүл Ахметова", "Nurgul Akhmetova"],
    ["Łucja Wójcik", "Lucja Wojcik"],
    ["Ștefania Țurcanu", "Stefania Turcanu"],
    ["Ayşe Gökçe", "Ayse Goekce"],
    ["Anna Maria", "Annamaria"],
    ["KOVALENKO YULIIA", "Юлія Коваленко"],
  ])("%s is found by %s, and the other way round", (one, other) => {
    expect(alike(one, other), "asked in the first spelling").not.toBeNull();
    expect(alike(other, one), "asked in the second spelling").not.toBeNull();
  });

  it.each([
    ["Олена Коваленко", "Ірина Шевчук"],
    ["محمد", "فاطمة"],
    ["Maria Popescu", "Mirela Dumitru"],
    ["Anna", "Halyna"],
  ])("%s is not %s", (one, other) => {
    expect(alike(one, other)).toBeNull();
  });

  it("says how sure it is: the same letters before the same sound", () => {
    expect(alike("Юлія", "Юлія")).toEqual(["name"]);
    expect(alike("Юлія", "Yulia")).toEqual(["spelling"]);
    expect(alike("Schmidt", "Shmit")).toEqual(["sound"]);
    expect(alike("محمد", "Mohammed")).toEqual(["bones"]);
  });
});

describe("numbers and days", () => {
  it("reads a document in whatever script and with whatever strokes", () => {
    const texts = (document: string) => termsOf({ names: [], birth: null, documents: [document] }, tables);
    expect(texts("АВ 123-456")).toEqual(texts("ab123456"));
    expect(texts("٠١٢٣")).toEqual(texts("0123"));
    expect(texts(" - ")).toEqual([]);
  });

  it("keeps a day and its year, or the year alone", () => {
    const terms = (birth: string) =>
      termsOf({ names: [], birth, documents: [] }, tables).map(({ kind, text }) => [kind, text]);
    expect(terms("1998-03-12")).toEqual([
      ["birth", "1998-03-12"],
      ["year", "1998"],
    ]);
    expect(terms("1998")).toEqual([["year", "1998"]]);
    expect(terms("some time in spring")).toEqual([]);
  });
});

it("takes any text in bounded time and size, and gives the same terms for it each time", () => {
  const names = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(..."гчшщёюяجقثظوش čšjžbmnschtz'-"), maxLength: 300 }),
  );
  fc.assert(
    fc.property(names, (name) => {
      const terms = termsOfName(name);
      expect(terms.length).toBeLessThan(12 * 60);
      expect(termsOfName(name)).toEqual(terms);
      for (const { text } of terms) expect(text).not.toBe("");
    }),
    { numRuns: 300 },
  );
});

it("does not depend on capitals, on how a letter is composed, or on marks of vowels", () => {
  for (const [one, other] of [
    ["ŽELJKA", "željka"],
    ["Йосип", "Йосип".normalize("NFD")],
    ["O'Brien", "o’brien"],
  ] as const) {
    expect(termsOfName(one)).toEqual(termsOfName(other));
  }
  expect(spellingsOf("ґ", tables)).toEqual(["g"]);
  expect(foldedForms("yuliia", tables)).toEqual(foldedForms("iulia", tables));
});
