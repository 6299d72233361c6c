import { readFileSync } from "node:fs";
import { checkPaperNumber, makePaperNumber } from "@threshold/casework";
import type { IndicatorList } from "@threshold/identification";
import { describe, expect, it, test } from "vitest";
import { momentOfField, signsOf } from "../src/field/paper/typed.ts";
import { partsOf } from "../src/information/parts.ts";
import { voiceFor } from "../src/information/voice.ts";
import { markOf, paperSigns, situationOf } from "../src/shared/paper/signs.ts";

const list = JSON.parse(
  readFileSync(new URL("../../../knowledge/dist/list.json", import.meta.url), "utf8"),
) as IndicatorList;
const situations = [null, ...list.situations.map(({ id }) => id)];
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));

describe("a blank form", () => {
  it("finds its situation again by its number, for each situation of the list", () => {
    expect(new Set(situations.map((one) => markOf(list, one))).size).toBe(situations.length);
    for (const situation of situations) {
      const checked = checkPaperNumber(makePaperNumber(markOf(list, situation), random));
      expect(checked.ok && situationOf(list, checked.mark)).toBe(situation);
    }
  });

  it("of another version of the list is known as such: its numbers would count other signs", () => {
    const later = { ...list, version: `${list.version}-later` };
    for (const situation of situations) expect(situationOf(later, markOf(list, situation))).toBeUndefined();
  });

  it("has the signs that open first on the screen, then the situation's others, none twice", () => {
    for (const situation of situations) {
      const signs = paperSigns(list, situation);
      expect(signs.length).toBeGreaterThan(20);
      expect(new Set(signs).size).toBe(signs.length);
    }
  });
});

describe("numbers typed in", () => {
  const printed = ["a", "b", "c", "d"];
  const typed = (seen: string, said = "", notThere = "") => signsOf({ seen, said, "not-there": notThere }, printed);

  it("become signs, however they are separated and in digits of any script", () => {
    const signs = { a: "seen", d: "seen", b: "said", c: "not-there" };
    expect(typed("1 4", "2", "3")).toEqual({ ok: true, signs });
    expect(typed(" 1,4;", "2.", "3")).toEqual({ ok: true, signs });
    expect(typed("١ ٤", "٢", "۳")).toEqual({ ok: true, signs });
    expect(typed("1 1")).toEqual({ ok: true, signs: { a: "seen" } });
    expect(typed("")).toEqual({ ok: true, signs: {} });
  });

  it("say what the form does not have, and what stands in two lines", () => {
    expect(typed("0 5 99999999999999999999", "2")).toMatchObject({
      ok: false,
      unknown: ["0", "5", "99999999999999999999"],
    });
    expect(typed("1", "1 2", "2")).toEqual({ ok: false, unknown: [], twice: ["1", "2"] });
  });
});

test("a time from paper is one of the past, by this device's clock", () => {
  const now = new Date("2026-12-02T10:00:00");
  const at = (typed: string) => momentOfField(typed, now);
  expect(at("2026-12-01T23:15")).toBe(`${new Date("2026-12-01T23:15:00").toISOString().slice(0, 19)}Z`);
  for (const none of ["", "2026-12-02T10:01", "2026-13-01T10:00", "yesterday", "2026-12-01"])
    expect(at(none)).toBeNull();
});

describe("the page that keeps nothing", () => {
  const voice = (lang: string, localService = true) => ({ lang, localService }) as SpeechSynthesisVoice;

  it("speaks only with a voice of this device, the nearest to the language", () => {
    const british = voice("en_GB");
    expect(voiceFor([voice("de-DE"), british, voice("en-US")], "en")).toBe(british);
    expect(voiceFor([british, voice("en-US")], "en-US")?.lang).toBe("en-US");
    expect(voiceFor([voice("en-US", false)], "en")).toBeNull();
    expect(voiceFor([british], "uk")).toBeNull();
  });

  it("speaks of protection for witnesses only where a case may go to court", () => {
    const piece = { id: "security", parts: ["afraid"], ifPursued: ["witness"] };
    expect(partsOf(piece, false)).toEqual(["afraid"]);
    expect(partsOf(piece, true)).toEqual(["afraid", "witness"]);
  });
});
