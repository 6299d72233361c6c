import type { Card, Story } from "@threshold/casework";
import type { Service } from "@threshold/contract";
import { makeIdentity } from "@threshold/sealing";
import { markerOf } from "@threshold/sealing/content";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onwardCase, passedOnFrom } from "../src/desk/onward/origin.ts";
import {
  cardParts,
  cardWith,
  partsOf,
  storyParts,
  storyPartsOf,
  storyWith,
  toBeginWith,
} from "../src/desk/onward/parts.ts";
import { inHeaps } from "../src/desk/onward/services.ts";

const word = (value: string) => ({ known: true, value }) as const;
const card: Card = {
  ...{ v: 1, listVersion: "2026-11", situation: "worksite", age: "adult", treatAsChild: false, result: "presumed" },
  ...{ signs: [{ id: "coercion.documents", source: "seen" }], used: ["debt"], act: ["recruited"], claims: true },
  ...{
    form: { id: "labour", basis: "seen", stage: null },
    statements: ["wants-home"],
    offence: true,
    supervised: true,
  },
  ...{ languages: ["uk"], needs: ["food"], metAt: "2026-11-02T12:00:00Z", person: { number: 2, of: 30 } },
  ...{
    disagreement: { result: "none", reasons: ["other"] },
    earlier: [],
    offer: [{ question: "kind", answer: "work" }],
  },
  ...{ followUp: "2026-12-01" },
};
const story: Story = {
  ...{
    v: 1,
    calledAs: word("told-called"),
    contact: word("told-contact"),
    safeTime: word("told-time"),
    where: word("told-where"),
  },
  ...{ dangers: word("told-dangers"), health: word("told-health"), others: { known: false, why: "declined" } },
  ...{
    narrative: word("told-narrative"),
    askedAlone: true,
    interpreter: "professional",
    basisNote: word("first ground"),
  },
  ...{ officer: word("the first officer"), disagreement: word("seen otherwise"), consent: null },
};

describe("what is passed on", () => {
  it("of a card and a story nothing goes but what was chosen, whatever is chosen", () => {
    fc.assert(
      fc.property(fc.subarray([...cardParts, ...storyParts]), (chosen) => {
        const passed = JSON.stringify([
          cardWith(card, chosen),
          storyWith({ story, chosen, consent: null, basisNote: "because", reach: "+000 555 0101" }),
        ]);
        const signs: Readonly<Record<string, string>> = {
          ...{
            languages: '"uk"',
            needs: '"food"',
            situation: '"worksite"',
            form: '"labour"',
            statements: "wants-home",
          },
          ...{ signs: "coercion.documents", followUp: "2026-12-01", offer: '"kind"', offence: '"offence":true' },
          ...{
            disagreement: '"reasons"',
            calledAs: "told-called",
            contact: "told-contact",
            safeTime: "told-time",
            where: "told-where",
          },
          ...{ dangers: "told-dangers", health: "told-health", narrative: "told-narrative", others: "declined" },
          asked: '"askedAlone":true',
        };
        for (const [part, sign] of Object.entries(signs))
          expect(passed.includes(sign), part).toBe(chosen.includes(part as never));
        // Never: who met the person first, on what ground, which of the people at a place it was.
        for (const never of ["first officer", "first ground", '"of":30', "seen otherwise"])
          expect(passed).not.toContain(never);
      }),
    );
  });

  it("a story that nobody opened gives nothing away", () => {
    const passed = storyWith({ story: null, chosen: [...storyParts], consent: null, basisNote: "", reach: "" });
    expect(new Set(Object.entries(passed).flatMap(([key, value]) => (key === "v" ? [] : [value])))).toEqual(
      new Set([null]),
    );
  });

  it("offers each part that has something in it; an offence and what was said are never ticked to begin with", () => {
    expect(partsOf(card, false)).toEqual(cardParts.filter((part) => part !== "earlier"));
    expect(toBeginWith(card, false)).not.toContain("offence");
    expect(toBeginWith(card, false)).not.toContain("statements");
    expect(partsOf(card, true)).not.toContain("needs");
    expect(partsOf({ ...cardWith(card, []) }, false)).toEqual([]);
    expect(storyPartsOf(story)).toEqual([...storyParts]);
  });
});

describe("the id of a case that was passed on", () => {
  it("is found again by the desk whose it is, under any key it ever had, and by nobody else", async () => {
    const [own, next, other] = await Promise.all([1, 2, 3].map(async () => markerOf((await makeIdentity()).secret)));
    if (own === undefined || next === undefined || other === undefined) throw new Error("no markers");
    const first = crypto.randomUUID();
    const ids = await Promise.all([0, 1, 15, 16].map((n) => onwardCase(new Map([[1, own]]), first, n)));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(4);
    const sent = [...ids, crypto.randomUUID(), await onwardCase(new Map([[1, own]]), crypto.randomUUID(), 0)];
    const lines = sent.map((id) => ({ case: id }));
    const found = async (markers: ReadonlyMap<number, typeof own>) =>
      (await passedOnFrom(markers, first, lines)).map((line) => line.case);
    expect(await found(new Map([[1, own]]))).toEqual(ids);
    const rotated = new Map([
      [2, next],
      [1, own],
    ]);
    expect(await found(rotated)).toEqual(ids);
    const later = await onwardCase(rotated, first, 1);
    expect(await passedOnFrom(new Map([[2, next]]), first, [{ case: later }])).toHaveLength(1);
    expect(await found(new Map([[1, other]]))).toEqual([]);
    expect(await onwardCase(new Map(), first, 0)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("who can be chosen", () => {
  const service = (id: string, more: Partial<Service> = {}): Service => ({
    ...{ id, organisation: { id: `org-${id}`, name: id, kind: "shelter" }, name: id, offers: [], whom: [] },
    ...{ languages: [], hours: [[], [], [], [], [], [], []], phone: "1", checkedOn: "2026-11-01" },
    ...{ specialist: false, open: true, invented: true, desk: { id: `desk-${id}`, recipient: "age1" } },
    ...more,
  });
  const own = { organisation: "org-own", desk: "desk-own" };

  it("whoever is covered by the signed directory; whoever left is named apart, and the desk itself nowhere", () => {
    const all = [
      service("own"),
      service("adults", { whom: ["women"] }),
      service("families", { whom: ["families"] }),
      service("swapped"),
      service("phone", { desk: null }),
      service("gone", { desk: null, left: true }),
    ];
    const key = ({ desk }: { desk: string }) => (desk === "desk-swapped" ? null : "age1");
    const names = (services: readonly Service[]) => services.map(({ id }) => id);
    const child = inHeaps(all, own, true, key);
    expect(names(child.reachable)).toEqual(["families", "adults"]);
    expect(names(child.byPhone)).toEqual(["swapped", "phone"]);
    expect(names(child.left)).toEqual(["gone"]);
    expect(names(inHeaps(all, own, false, key).reachable)).toEqual(["adults", "families"]);
  });
});
