import { describe, expect, test } from "vitest";
import { pause } from "../src/field/outbox/pauses.ts";
import { verdict } from "../src/field/outbox/verdict.ts";
import type { Answered } from "../src/shared/api.ts";

const failed = (
  status: number,
  problem:
    | "no-basis"
    | "already-answered"
    | "parent-unknown"
    | "device-unknown"
    | "too-many"
    | "internal"
    | "unavailable"
    | "no-network",
): Answered<never> => ({
  ok: false,
  problem,
  status,
  retryAfter: null,
});

const at = Date.parse("2026-11-23T10:00:00Z");
const told = (answered: Answered<{ entry: string } | null>, entry: string) =>
  verdict(answered, { kind: "referred", entry, triedAt: "2026-11-23T09:00:00Z" }, at);
const toldBack = (answered: Answered<{ entry: string } | null>, triedAt: string | null) =>
  verdict(answered, { kind: "withdrawn", entry: "w1", triedAt }, at);

describe("what an answer means", () => {
  test("only the receipt for this very entry counts as arrived", () => {
    expect(told({ ok: true, status: 201, value: { entry: "e1" } }, "e1")).toBe("arrived");
    expect(told({ ok: true, status: 200, value: { entry: "e1" } }, "e1")).toBe("arrived");
    expect(told({ ok: true, status: 200, value: { entry: "e2" } }, "e1")).toBe("again");
    expect(told({ ok: true, status: 200, value: null }, "e1")).toBe("again");
  });

  test("silence, a broken server, a wait and a missing permission are tried again", () => {
    expect(told(failed(0, "no-network"), "e1")).toBe("again");
    expect(told(failed(500, "internal"), "e1")).toBe("again");
    expect(told(failed(503, "unavailable"), "e1")).toBe("again");
    expect(told(failed(429, "too-many"), "e1")).toBe("again");
    expect(told(failed(401, "device-unknown"), "e1")).toBe("again");
  });

  test("a taking back is done where it was taken back before, and needless where nothing ever arrived", () => {
    const [answered, unknown] = [failed(409, "already-answered"), failed(422, "parent-unknown")];
    expect(toldBack({ ok: true, status: 201, value: { entry: "w1" } }, null)).toBe("arrived");
    expect(toldBack(answered, null)).toBe("arrived");
    expect(toldBack(unknown, "2026-11-23T09:59:00Z")).toBe("needless");
    // The try may still be on its way.
    expect(toldBack(unknown, "2026-11-23T09:59:50Z")).toBe("later");
    // One that surely arrived is never given up quietly, and a referral goes by neither.
    expect(toldBack(unknown, null)).toBe("refused");
    expect(told(answered, "e1")).toBe("refused");
    expect(told(unknown, "e1")).toBe("refused");
    expect(toldBack(failed(0, "no-network"), "2026-11-23T09:00:00Z")).toBe("again");
  });

  test("a refusal counts where our server named it; another's page does not", () => {
    expect(told(failed(422, "no-basis"), "e1")).toBe("refused");
    expect(told(failed(403, "internal"), "e1")).toBe("again");
  });
});

describe("pauses", () => {
  test("grow and end at a minute, however often it failed", () => {
    const middle = [1, 2, 3, 8, 500].map((failures) => pause(failures, null, 0.5));
    expect(middle).toEqual([5_000, 10_000, 20_000, 60_000, 60_000]);
  });

  test("are never shorter than the server asked for", () => {
    expect(pause(1, 120, 0)).toBe(120_000);
    expect(pause(8, 1, 0)).toBe(45_000);
  });
});
