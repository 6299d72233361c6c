import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markerOf, readRecords, sealSegment } from "../src/content.ts";
import { makeIdentity } from "../src/identity.ts";
import { open } from "../src/seal.ts";

function good<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

describe("marks", () => {
  it("are the same for one desk's key, and others for another's", async () => {
    const [one, other] = await Promise.all([makeIdentity(), makeIdentity()]);
    const terms = ["name yulia", "bones 06", "name yulia"];
    const marks = await (await markerOf(one.secret)).marks(terms);
    expect(marks[0]).toBe(marks[2]);
    expect(marks[0]).not.toBe(marks[1]);
    expect(await (await markerOf(one.secret)).marks(terms)).toEqual(marks);
    expect(await (await markerOf(other.secret)).marks(terms)).not.toEqual(marks);
    for (const mark of marks) expect(Number.isSafeInteger(mark) && mark >= 0 && mark < 2 ** 48).toBe(true);
    await expect(markerOf("no key")).rejects.toThrow();
  });
});

describe("a segment", () => {
  it("holds cases and marks, no term, and has the length of a step", async () => {
    const { secret, recipient } = await makeIdentity();
    const marks = await (await markerOf(secret)).marks(["name zvenyslava", "birth 1998-03-12"]);
    const record = { case: crypto.randomUUID(), marks };
    const sealed = good(await sealSegment([record], recipient));
    const opened = readRecords(good(await open(sealed, [secret])));
    expect(opened).toEqual([{ case: record.case, marks: [...marks].sort((one, two) => one - two) }]);
    const thirty = Array.from({ length: 30 }, () => ({ case: crypto.randomUUID(), marks: [...marks, 1, 2, 3] }));
    expect(good(await sealSegment(thirty, recipient)).length).toBe(sealed.length);
  });

  it("comes back whatever it holds, twice-named marks once", async () => {
    const { secret, recipient } = await makeIdentity();
    const records = fc.array(
      fc.record({ case: fc.uuid(), marks: fc.array(fc.integer({ min: 0, max: 2 ** 48 - 1 }), { maxLength: 40 }) }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(records, async (given) => {
        const opened = readRecords(good(await open(good(await sealSegment(given, recipient)), [secret])));
        expect(opened).toEqual(
          given.map((one) => ({ case: one.case, marks: [...new Set(one.marks)].sort((a, b) => a - b) })),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("is refused where it is no segment, without a throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => readRecords(noise) === null));
    const cut = new Uint8Array(40);
    cut.set([0x74, 0x68, 0x69, 0x31, 0, 0, 0, 9]);
    expect(readRecords(cut)).toBeNull();
  });
});
