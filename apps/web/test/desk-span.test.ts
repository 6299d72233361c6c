import { describe, expect, it } from "vitest";
import { dueAt, since, spanOf } from "../src/desk/span.ts";

const minute = 60_000;
const now = "2026-11-02T12:00:00.000Z";

describe("a length of time in words", () => {
  it.each([
    [0, { id: "desk.span.moment" }],
    [59_999, { id: "desk.span.moment" }],
    [minute, { id: "desk.span.minutes", values: { n: 1 } }],
    [119 * minute, { id: "desk.span.minutes", values: { n: 119 } }],
    [120 * minute, { id: "desk.span.hours", values: { n: 2 } }],
    [47 * 60 * minute, { id: "desk.span.hours", values: { n: 47 } }],
    [48 * 60 * minute, { id: "desk.span.days", values: { n: 2 } }],
    [-48 * minute, { id: "desk.span.minutes", values: { n: 48 } }],
  ])("%d ms", (ms, sentence) => expect(spanOf(ms)).toEqual(sentence));

  it("says whether what is due is past, by the server's clock alone", () => {
    expect(dueAt("2026-11-02T12:48:00.000Z", now)).toEqual({
      past: false,
      span: { id: "desk.span.minutes", values: { n: 48 } },
    });
    expect(dueAt("2026-11-02T11:40:00.000Z", now)).toEqual({
      past: true,
      span: { id: "desk.span.minutes", values: { n: 20 } },
    });
    expect(dueAt(now, now).past).toBe(false);
  });

  it("never says that something arrived in the future", () => {
    expect(since("2026-11-02T14:00:00.000Z", now)).toEqual({ id: "desk.span.moment" });
    expect(since("2026-11-02T10:00:00.000Z", now)).toEqual({ id: "desk.span.hours", values: { n: 2 } });
  });
});
