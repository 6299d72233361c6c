import type { InboxLine } from "@threshold/contract";
import { describe, expect, it } from "vitest";
import { type Asking, type Filter, noFilter, readFilter, shown } from "../src/desk/inbox/filter.ts";
import type { Box } from "../src/desk/inbox/lines.ts";
import { isForNight, isLate, isSoon, momentsOf, nextMorning } from "../src/desk/inbox/moments.ts";
import { nightShift, readViews } from "../src/desk/inbox/views.ts";

const [ann, ben, cleo] = ["a", "b", "c"].map((x) => `${x}0000000-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
const zone = "Europe/Vienna";
const at = (iso: string, other = zone) => ({ at: Date.parse(iso), zone: other });

const line = (name: string, rest: Partial<InboxLine> = {}): InboxLine => ({
  ...{ case: name, entry: name, reference: "K7QM-4M2X-9", urgency: "usual", child: false, status: "accepted" },
  sender: { organisation: ann, name: "Invented station" },
  receivedAt: "2026-11-02T12:00:00.000Z",
  due: "2026-11-02T13:00:00.000Z",
  ...{ asFallback: false, box: "mine", nextDue: null, owner: ann, closed: false, openSteps: false },
  ...rest,
});
const waits = (name: string, due: string, rest: Partial<InboxLine> = {}) =>
  line(name, { status: "waiting", box: "waiting", owner: null, due, ...rest });

describe("the next eight in the morning", () => {
  it.each([
    ["in the evening, tomorrow's", "2026-11-02T21:30:00Z", "2026-11-03T07:00:00Z"],
    ["after midnight, today's", "2026-11-03T01:00:00Z", "2026-11-03T07:00:00Z"],
    ["at eight itself, tomorrow's", "2026-11-03T07:00:00Z", "2026-11-04T07:00:00Z"],
    ["in the night that has an hour less, an hour sooner", "2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z"],
    ["in the night that has an hour more, an hour later", "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z"],
    ["over the end of a year", "2026-12-31T20:00:00Z", "2027-01-01T07:00:00Z"],
  ])("is %s", (_, now, due) => {
    expect(new Date(nextMorning(at(now))).toISOString()).toBe(new Date(due).toISOString());
  });
  it.each(["Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"])(
    "is one on the wall in %s",
    (other) => {
      const wall = new Intl.DateTimeFormat("en-GB", { timeZone: other, timeStyle: "short" });
      for (let day = 0; day < 366; day += 5) {
        const now = Date.parse("2026-01-01T03:17:00Z") + day * 86_400_000;
        const morning = nextMorning({ at: now, zone: other });
        expect(wall.format(morning)).toBe("08:00");
        expect(morning - now).toBeGreaterThan(0);
        expect(morning - now).toBeLessThanOrEqual(25 * 3_600_000);
      }
    },
  );
});

describe("when a line is due", () => {
  it("is late by the moment where it waits, and by the day where it is one's own", () => {
    const now = momentsOf(at("2026-11-02T23:30:00Z"));
    expect(isLate(waits("w", "2026-11-02T23:29:00Z"), now)).toBe(true);
    expect(isLate(waits("w", "2026-11-02T23:31:00Z"), now)).toBe(false);
    // Half past midnight in Vienna: yesterday's is late, though in UTC it is that day still.
    expect(isLate(line("m", { nextDue: "2026-11-02" }), now)).toBe(true);
    expect(isLate(line("m", { nextDue: "2026-11-03" }), now)).toBe(false);
    expect(isLate(line("m"), now)).toBe(false);
  });
  it("is soon until tomorrow is over, also where tomorrow has 23 hours", () => {
    const now = momentsOf(at("2026-03-28T20:00:00Z"));
    expect(isSoon(waits("w", "2026-03-29T21:59:00Z"), now)).toBe(true);
    expect(isSoon(waits("w", "2026-03-29T22:01:00Z"), now)).toBe(false);
    expect(isSoon(line("m", { nextDue: "2026-03-29" }), now)).toBe(true);
    expect(isSoon(line("m", { nextDue: "2026-03-30" }), now)).toBe(false);
  });
  it("is for the night until eight, across midnight; a child and danger that wait always are, what is closed never", () => {
    const now = momentsOf(at("2026-11-02T21:30:00Z"));
    expect(isForNight(waits("w", "2026-11-03T06:59:00Z"), now)).toBe(true);
    expect(isForNight(waits("w", "2026-11-03T07:01:00Z"), now)).toBe(false);
    expect(isForNight(waits("w", "2026-11-04T07:01:00Z", { child: true }), now)).toBe(true);
    expect(isForNight(waits("w", "2026-11-04T07:01:00Z", { urgency: "now" }), now)).toBe(true);
    expect(isForNight(line("m", { nextDue: "2026-11-03" }), now)).toBe(true);
    expect(isForNight(line("m", { nextDue: "2026-11-04" }), now)).toBe(false);
    expect(isForNight(line("m", { nextDue: "2026-11-01", closed: true }), now)).toBe(false);
  });
});

describe("filters", () => {
  const asking: Asking = { ...momentsOf(at("2026-11-02T21:30:00Z")), self: ann, here: new Set([ann, ben]) };
  const lines = [
    waits("w1", "2026-11-03T12:00:00Z", { urgency: "now" }),
    waits("w2", "2026-11-02T20:00:00Z", { child: true }),
    line("m1", { nextDue: "2026-11-10" }),
    line("m2", { nextDue: "2026-11-02", owner: ben, child: true }),
    line("m3", { nextDue: "2026-11-01", owner: cleo }),
    line("m4", { owner: null }),
    line("m5", { closed: true }),
    line("x1", { box: null, status: "withdrawn", owner: null, receivedAt: "2026-11-02T13:00:00.000Z" }),
  ];
  const names = (box: Box, change: Partial<Filter> = {}, typed = "") =>
    shown(lines, box, { ...noFilter, ...change }, typed, asking).map((one) => one.case);

  it("show a box in its order, open ones where it is not the box of all", () => {
    expect(names("waiting")).toEqual(["w1", "w2"]);
    expect(names("mine")).toEqual(["m3", "m2", "m1", "m4"]);
    expect(names("all")).toEqual(["x1", "m1", "m2", "m3", "m4", "m5", "w1", "w2"]);
    expect(names("mine", { state: "ended" })).toEqual(["m5"]);
    expect(names("all", { state: "ended" })).toEqual(["x1", "m5"]);
    expect(names("mine", { state: "any", order: "newest" })).toEqual(["m1", "m2", "m3", "m4", "m5"]);
  });
  it("leave out by owner, by what it is about and by when it is due", () => {
    expect(names("mine", { owner: "mine" })).toEqual(["m1"]);
    // Nobody, and somebody who is away; while it is not known who is here, only nobody.
    expect(names("mine", { owner: "nobody" })).toEqual(["m3", "m4"]);
    expect(
      shown(lines, "mine", { ...noFilter, owner: "nobody" }, "", { ...asking, here: null }).map((one) => one.case),
    ).toEqual(["m4"]);
    expect(names("all", { child: true })).toEqual(["m2", "w2"]);
    expect(names("all", { urgent: true })).toEqual(["w1"]);
    expect(names("all", { answer: true })).toEqual(["w1", "w2"]);
    expect(names("all", { due: "late" })).toEqual(["m3", "w2"]);
    expect(names("all", { due: "soon" })).toEqual(["m2", "m3", "w1", "w2"]);
    expect(names("mine", {}, "k7qm")).toHaveLength(4);
    expect(names("mine", {}, "zz")).toEqual([]);
  });
  it("have a night shift: children first, then danger now, then what waits, then what is due", () => {
    const { box, filter } = nightShift;
    expect(shown(lines, box, filter, "", asking).map((one) => one.case)).toEqual(["w2", "m2", "w1", "m3"]);
  });
});

describe("saved views", () => {
  it("come back as they were kept; what nobody knows is whatever, and what is no view is left out", () => {
    const filter: Filter = { ...noFilter, owner: "mine", child: true, order: "night" };
    const kept = JSON.stringify({
      v: 1,
      views: [{ name: "Mine", box: "mine", filter }, { name: "", box: "all" }, null, { name: "x", box: "y" }],
    });
    expect(readViews(`${kept}   `)).toEqual([{ name: "Mine", box: "mine", filter }]);
    expect(readFilter({ owner: "constructor", due: 1, child: "yes", later: true })).toEqual(noFilter);
    for (const odd of ["", "{", "null", "[]", '{"views":1}']) expect(readViews(odd)).toEqual([]);
  });
});
