import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardLabel, cardsOf, checkGroup, makeGroup, readCard, readCardNumber } from "../../src/care/index.ts";
import { alphabet } from "../../src/reference.ts";
import { Journal, type Said } from "./journal.ts";

const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
const codes = bytes
  .filter((given) => given.some((byte) => byte < 253))
  .map((given) => {
    let at = 0;
    return makeGroup((n) => Uint8Array.from({ length: n }, () => given[at++ % given.length] ?? 0));
  });
const link = (id: string, label: string, state: "joined" | "split"): Said => ({
  ...{ topic: "link", link: id, reference: null, label, relation: "same-group", state, note: null },
});

describe("numbered cards of one evening (VI.3, VI.6)", () => {
  it("a code is read as people write it", () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const typed of [code, code.toLowerCase(), code.replace("-", ""), ` ${code.replace("-", " ")} `])
          expect(checkGroup(typed)).toEqual({ ok: true, code });
      }),
    );
  });

  it("one wrong sign, or two swapped, is no code of a card", () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.constantFrom(...alphabet), (code, at, to, sign) => {
        const signs = [...code.replace("-", "")];
        const slip = signs.with(at, sign).join("");
        if (signs[at] !== sign) expect(checkGroup(slip).ok).toBe(false);
        const swapped = signs.with(at, signs[to] ?? "").with(to, signs[at] ?? "");
        if (signs[at] !== signs[to]) expect(checkGroup(swapped.join("")).ok).toBe(false);
      }),
    );
  });

  it("a label names its card, and other words name none", () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 1, max: 999 }), fc.string(), (code, number, words) => {
        expect(readCard(cardLabel({ code, number }))).toEqual({ code, number });
        expect(readCardNumber(` ${number} `)).toBe(number);
        if (!words.includes("/")) expect(readCard(words)).toBeNull();
      }),
    );
    for (const wrong of ["0", "1000", "-1", "1.5", "", "seven"]) expect(readCardNumber(wrong)).toBeNull();
    expect(readCard("younger sister, at home")).toBeNull();
  });

  it("a case is of the cards it is joined to, and of none it was split from", () => {
    const code = makeGroup((n) => new Uint8Array(n).fill(7));
    const journal = new Journal();
    journal.say(link("1", cardLabel({ code, number: 12 }), "joined"));
    journal.say(link("2", cardLabel({ code, number: 3 }), "joined"));
    journal.say(link("3", "younger sister", "joined"));
    expect(cardsOf(journal.care).map(({ number }) => number)).toEqual([3, 12]);
    journal.say(link("1", cardLabel({ code, number: 12 }), "split"));
    expect(cardsOf(journal.care).map(({ number }) => number)).toEqual([3]);
  });
});
