import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer, empty, type Notes, withSource } from "../src/field/notes/notes.ts";
import { inFront, newPerson, nobody, notesOf, type People, withNotes, withPerson } from "../src/field/notes/people.ts";
import {
  added,
  holdsForAll,
  isBlank,
  judged,
  numberAfter,
  numberAll,
  placeOf,
  shared,
  toggledForAll,
  turnedTo,
  unshared,
  without,
} from "../src/field/people/group.ts";
import { isOver, lastDay } from "../src/field/people/kept-rows.ts";
import { fromKept, toKept } from "../src/field/people/kept-text.ts";
import { lookedAgain, lookOf } from "../src/field/people/looks.ts";
import { blankDraft } from "../src/field/refer/draft.ts";
import { changeSince } from "../src/shared/changes.ts";

const at = "2026-11-23T20:00:00Z";
const noted = (people: People, change: (notes: Notes) => Notes) => withNotes(people, change(notesOf(people)));
const seen = (people: People, sign: string) => noted(people, (notes) => answer(notes, sign, "seen"));
/** One more person, and in front at once. */
const more = (people: People) => turnedTo(added(people, at), people.last + 1, null);
const worksite = numberAll(
  seen(
    noted(nobody, (notes) => ({ ...notes, situation: "worksite" })),
    "a.papers",
  ),
);

describe("many people at one place", () => {
  test("the first keeps what was noted as their own; the situation is everybody's", () => {
    const two = more(worksite);
    expect(judged(two, 1).signs).toEqual({ "a.papers": "seen" });
    expect(judged(two, 2)).toMatchObject({ signs: {}, situation: "worksite", metAt: at });
    const moved = noted(two, (notes) => ({ ...notes, situation: "street" }));
    expect([1, 2].map((number) => judged(moved, number).situation)).toEqual(["street", "street"]);
  });

  test("a sign made everybody's holds for those who come later; taken back it stays with whoever is in front", () => {
    const three = more(more(shared(worksite, "a.papers")));
    expect([1, 2, 3].map((number) => judged(three, number).signs["a.papers"])).toEqual(["seen", "seen", "seen"]);
    const back = unshared(turnedTo(three, 2, null), "a.papers");
    // The first noted it by themselves and keeps it too.
    expect([1, 2, 3].map((number) => judged(back, number).signs["a.papers"])).toEqual(["seen", "seen", undefined]);
  });

  test("what one person said is for the others said by somebody else", () => {
    const told = shared(
      noted(worksite, (notes) => withSource(notes, "a.debt", "said")),
      "a.debt",
    );
    expect(judged(told, 1).signs["a.debt"]).toBe("said");
    expect(judged(more(told), 2).signs["a.debt"]).toBe("said-by-other");
    const site = noted({ ...worksite, at: 0 }, (notes) => withSource(notes, "a.debt", "said"));
    expect(site.site.signs["a.debt"]).toBe("said-by-other");
  });

  test("form and acts can hold for everybody, and be taken back to one", () => {
    const form = { id: "forced-labour", basis: "seen", stage: "happening" } as const;
    const one = noted(worksite, (notes) => ({ ...notes, form, act: ["harbouring"] }));
    const all = more(toggledForAll(toggledForAll(one, "form"), "act"));
    expect(judged(all, 2)).toMatchObject({ form, act: ["harbouring"] });
    expect([holdsForAll(all, "form"), holdsForAll(all, "act")]).toEqual([true, true]);
    const back = toggledForAll(toggledForAll(turnedTo(all, 1, null), "form"), "act");
    expect(judged(back, 1)).toMatchObject({ form, act: ["harbouring"] });
    expect(judged(back, 2)).toMatchObject({ form: null, act: [] });
  });

  test("numbers are never given twice, also after somebody was taken out", () => {
    const three = more(more(worksite));
    expect(isBlank(three, 3)).toBe(true);
    const two = without(three, 3);
    expect(two.persons.map(({ number }) => number)).toEqual([1, 2]);
    expect(two.at).toBe(2);
    expect(added(two, at).persons.map(({ number }) => number)).toEqual([1, 2, 4]);
    expect(numberAfter(turnedTo(added(two, at), 2, null))).toBe(4);
  });

  test("nobody of whom anything is known can be taken out", () => {
    expect(without(worksite, 1)).toBe(worksite);
    const two = seen(more(worksite), "a.debt");
    expect(without(two, 2)).toBe(two);
    const sent = withPerson(more(worksite), 2, (person) => ({ ...person, reference: "K7QM-42X9-C" }));
    expect(without(sent, 2)).toBe(sent);
  });

  test("a referral half filled in stays with its person", () => {
    const draft = { ...blankDraft, choice: "consent" as const, basisNote: "canary" };
    const two = turnedTo(added(worksite, at), 2, draft);
    expect(inFront(two).draft).toBeNull();
    expect(inFront(turnedTo(two, 1, blankDraft)).draft).toEqual(draft);
  });

  test("a card says which of how many it is, and nothing where there is one", () => {
    expect(placeOf(nobody)).toBeNull();
    expect(placeOf(more(worksite))).toEqual({ number: 2, of: 2 });
  });
});

describe("a second look", () => {
  const then: Notes = { ...empty, metAt: at, signs: { "a.papers": "seen", "a.debt": "said", "a.hours": "not-there" } };

  test("starts from what was known and freezes it", () => {
    const again = lookedAgain(newPerson(1, then), then, "presumed", at);
    expect(again.notes.signs).toEqual(then.signs);
    expect(again.notes.metAt).toBeNull();
    expect(again.earlier).toEqual([
      {
        metAt: at,
        result: "presumed",
        signs: [
          { id: "a.papers", source: "seen" },
          { id: "a.debt", source: "said" },
          { id: "a.hours", source: "not-there" },
        ],
      },
    ]);
    // Where nothing changed meanwhile there was no other look.
    expect(lookedAgain(again, again.notes, "presumed", "2026-11-24T08:00:00Z").earlier).toHaveLength(1);
    const changed = answer(again.notes, "a.hours", "seen");
    expect(lookedAgain({ ...again, notes: changed }, changed, "presumed", at).earlier).toHaveLength(2);
  });

  test("names every sign that came, that is not said any more, and that is not there now", () => {
    const now = { ...then, signs: { "a.debt": "not-there", "a.hours": "seen", "a.fear": "seen" } } as const;
    const change = changeSince(lookOf(then, "presumed", at), lookOf(now, "potential", at).signs);
    expect(change).toEqual({ came: ["a.hours", "a.fear"], gone: ["a.papers"], notThere: ["a.debt"] });
  });

  test("no sign is lost: what was there is there still, or is named", () => {
    const signs = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d", "e"),
      fc.constantFrom("seen" as const, "said" as const, "not-there" as const),
    );
    fc.assert(
      fc.property(signs, signs, (before, after) => {
        const change = changeSince(
          lookOf({ ...empty, signs: before }, "none", at),
          lookOf({ ...empty, signs: after }, "none", at).signs,
        );
        for (const [id, source] of Object.entries(before)) {
          if (source === "not-there") continue;
          const still = after[id] !== undefined && after[id] !== "not-there";
          expect([still, change.gone.includes(id), change.notThere.includes(id)].filter(Boolean)).toHaveLength(1);
        }
      }),
    );
  });
});

describe("what is kept", () => {
  const full = (() => {
    const two = seen(more(shared(worksite, "a.papers")), "a.debt");
    const disagreement = { result: "none" as const, reasons: ["other"], words: "Invented words." };
    return withPerson(two, 2, (person) => ({ ...person, disagreement, draft: { ...blankDraft, basisNote: "story" } }));
  })();

  test("comes back as it was, without a draft", () => {
    const { from: _from, ...kept } = full;
    const persons = full.persons.map((person) => ({ ...person, draft: null }));
    expect(fromKept(toKept(full))).toEqual({ ...kept, persons });
    expect(new TextDecoder().decode(toKept(full))).not.toContain("story");
    expect(fromKept(toKept(nobody))?.site).toBe(empty);
  });

  test("is as long for one person as for thirty", () => {
    let thirty = full;
    for (let number = 3; number <= 30; number += 1) thirty = seen(seen(more(thirty), "a.debt"), "a.hours");
    expect([toKept(nobody).length, toKept(full).length, toKept(thirty).length]).toEqual([65_536, 65_536, 65_536]);
  });

  test("of an older version leaves open what that did not know; of a newer one is refused", () => {
    const written = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const old = { v: 1, site: {}, persons: [{ number: 3, notes: { signs: { "a.debt": "seen" } }, not: [] }], at: 9 };
    const opened = fromKept(written(old));
    expect(opened).toMatchObject({ at: 3, last: 3, numbered: false });
    expect(opened?.persons[0]).toEqual(newPerson(3, { ...empty, signs: { "a.debt": "seen" } }));
    for (const other of [{ ...old, v: 2 }, { ...old, persons: [] }, { ...old, persons: [{}] }, [], "x"])
      expect(fromKept(written(other))).toBeNull();
    expect(fromKept(new Uint8Array([255, 0]))).toBeNull();
  });

  test("goes after seven days", () => {
    const kept = Date.parse("2026-11-23T23:59:00Z");
    const until = lastDay(kept);
    expect(until).toBe("2026-11-30");
    expect(isOver({ until }, Date.parse("2026-11-30T22:00:00Z"))).toBe(false);
    expect(isOver({ until }, Date.parse("2026-12-01T00:01:00Z"))).toBe(true);
  });
});
