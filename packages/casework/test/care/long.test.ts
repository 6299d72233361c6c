import { describe, expect, it } from "vitest";
import type { Arrival } from "../../src/arrival.ts";
import { foldCare } from "../../src/care/index.ts";
import { Journal } from "./journal.ts";
import { longCase } from "./long-case.ts";

/** A case of years: what stands is what was said last, and every line is there. */
describe("a case with 2,000 entries", () => {
  const journal = longCase(2_000);

  it("says of each thing what was said last", () => {
    const { care } = journal;
    expect(care.timeline).toHaveLength(2_000);
    const last = new Map<string, string>();
    for (const { id, record } of journal.heard("need")) if (record.need !== "side") last.set(record.need, id);
    expect(last.size).toBeGreaterThan(5);
    for (const [need, id] of last) expect(care.needs.get(need)?.now.entry, need).toBe(id);
    const tasks = new Map(journal.heard("task").map(({ record }) => [record.task, record.done]));
    for (const [task, done] of tasks) expect(care.tasks.get(task)?.now.record.done, task).toBe(done);
    expect(care.closed).toBeNull();
    // Written by three people on each of the last days, none of whom knew of the others: the most careful of the last round.
    expect(care.needs.get("side")?.now.record.state).toBe("wanted");
    expect(care.needs.get("side")?.also).toHaveLength(2);
  });

  it("is the same from the last entry to the first, and in three heaps", () => {
    const heaps = [0, 1, 2].flatMap((heap) => journal.arrivals.filter((_, n) => n % 3 === heap));
    for (const arrivals of [[...journal.arrivals].reverse(), heaps])
      expect(foldCare(arrivals, journal.records, journal)).toEqual(journal.care);
  });
});

/** Three days without a network: two people write on two machines, then both send. */
describe("three days offline, merged", () => {
  const journal = new Journal();
  const begun = journal.say({ topic: "need", need: "bed", state: "wanted", by: null, note: null });
  const machine = (by: string) => {
    let known = [begun];
    return (said: Parameters<Journal["say"]>[0]) => {
      known = [journal.say(said, { by, knowing: known })];
      return known[0] ?? "";
    };
  };
  const [ana, bo] = [machine("ana"), machine("bo")];
  const days = ["2026-11-02", "2026-11-03", "2026-11-04"];
  for (const [n, day] of days.entries()) {
    ana({ topic: "need", need: "bed", state: n < 2 ? "offered" : "given", by: null, note: null });
    ana({ topic: "task", task: `a${n}`, what: "call", owner: null, by: day, done: n === 0 });
    bo({ topic: "need", need: "bed", state: n < 2 ? "given" : "waiting", by: null, note: null });
    bo({
      topic: "risk",
      risk: "place",
      moment: "early",
      level: n === 1 ? "high" : "some",
      plan: null,
      by: null,
      again: null,
    });
  }
  const of = (by: string) => journal.arrivals.filter(({ envelope }) => envelope.author === by);
  const received = (arrivals: readonly Arrival[]) =>
    arrivals.map(({ envelope }, n) => ({ envelope, receivedAt: new Date(Date.UTC(2026, 10, 5, 8, n)).toISOString() }));
  const plain = (arrivals: readonly Arrival[]) => {
    const care = foldCare(received(arrivals), journal.records, journal);
    const text = JSON.stringify(care, (_, value) => (value instanceof Map ? [...value] : value));
    return text.replaceAll(/"receivedAt":"[^"]*"/g, "");
  };

  it("has one state, whoever sends first, and in whatever order each machine sends", () => {
    const orders = [
      [...of("ana"), ...of("bo")],
      [...of("bo"), ...of("ana")],
      [...of("bo").reverse(), ...of("ana").reverse()],
      of("bo")
        .flatMap((one, n) => [one, ...of("ana").slice(n, n + 1)])
        .concat(of("ana").slice(of("bo").length)),
    ];
    for (const arrivals of orders) expect(arrivals).toHaveLength(journal.arrivals.length);
    for (const arrivals of orders) expect(plain(arrivals)).toBe(plain(journal.arrivals));
  });

  it("keeps what both wrote: what is still wanted counts, and the other is shown beside it", () => {
    const bed = journal.care.needs.get("bed");
    expect(bed?.now.record.state).toBe("waiting");
    expect(bed?.also.map((one) => one.record.state)).toEqual(["given"]);
    expect(journal.care.risks.get("place")?.now.record.level).toBe("some");
    expect(journal.care.tasks.size).toBe(3);
  });
});
