import { describe, expect, it } from "vitest";
import { several } from "../src/shared/several.ts";

describe("several at once", () => {
  it("does each once, no more than so many at a time, and keeps their order", async () => {
    let now = 0;
    let most = 0;
    const done = await several([30, 1, 20, 2, 10, 3], 2, async (ms) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, ms));
      now -= 1;
      return ms * 2;
    });
    expect(done).toEqual([60, 2, 40, 4, 20, 6]);
    expect(most).toBe(2);
  });
  it("is done with nothing, and fails where one does", async () => {
    expect(await several([], 3, async () => 1)).toEqual([]);
    await expect(several([1, 2], 3, async (n) => (n === 2 ? Promise.reject(new Error("no")) : n))).rejects.toThrow(
      "no",
    );
  });
});
