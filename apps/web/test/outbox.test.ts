import { describe, expect, test } from "vitest";
import { mayTrust, pin } from "../src/field/enrolment/pins.ts";
import { pause } from "../src/field/outbox/pauses.ts";
import { verdict } from "../src/field/outbox/verdict.ts";
import type { Answered } from "../src/shared/api.ts";

const failed = (
  status: number,
  problem: "no-basis" | "device-unknown" | "too-many" | "internal" | "unavailable" | "no-network",
): Answered<never> => ({
  ok: false,
  problem,
  status,
  retryAfter: null,
});

describe("what an answer means", () => {
  test("only the receipt for this very entry counts as arrived", () => {
    expect(verdict({ ok: true, status: 201, value: { entry: "e1" } }, "e1")).toBe("arrived");
    expect(verdict({ ok: true, status: 200, value: { entry: "e1" } }, "e1")).toBe("arrived");
    expect(verdict({ ok: true, status: 200, value: { entry: "e2" } }, "e1")).toBe("again");
    expect(verdict({ ok: true, status: 200, value: null }, "e1")).toBe("again");
  });

  test("silence, a broken server, a wait and a missing permission are tried again", () => {
    expect(verdict(failed(0, "no-network"), "e1")).toBe("again");
    expect(verdict(failed(500, "internal"), "e1")).toBe("again");
    expect(verdict(failed(503, "unavailable"), "e1")).toBe("again");
    expect(verdict(failed(429, "too-many"), "e1")).toBe("again");
    expect(verdict(failed(401, "device-unknown"), "e1")).toBe("again");
  });

  test("a refusal counts where our server named it; another's page does not", () => {
    expect(verdict(failed(422, "no-basis"), "e1")).toBe("refused");
    expect(verdict(failed(403, "internal"), "e1")).toBe("again");
  });
});

describe("pauses", () => {
  test("grow and end at ten minutes, however often it failed", () => {
    const middle = [1, 2, 3, 8, 500].map((failures) => pause(failures, null, 0.5));
    expect(middle).toEqual([5_000, 10_000, 20_000, 600_000, 600_000]);
  });

  test("are never shorter than the server asked for", () => {
    expect(pause(1, 120, 0)).toBe(120_000);
    expect(pause(8, 1, 0)).toBe(450_000);
  });
});

describe("desk keys", () => {
  const desk = (id: string, recipient: string) => ({ desk: { id, recipient } });

  test("that this phone never saw are taken over", () => {
    expect(pin({}, [desk("d1", "age1a"), { desk: null }])).toEqual({ pins: { d1: "age1a" }, changed: [] });
  });

  test("that change later are reported, and the old one stays pinned", () => {
    const { pins, changed } = pin({ d1: "age1a" }, [desk("d1", "age1swapped"), desk("d2", "age1b")]);
    expect(pins).toEqual({ d1: "age1a", d2: "age1b" });
    expect(changed).toEqual(["d1"]);
    expect(mayTrust(desk("d1", "age1swapped"), changed)).toBe(false);
    expect(mayTrust(desk("d2", "age1b"), changed)).toBe(true);
    expect(mayTrust({ desk: null }, [])).toBe(false);
  });
});
