import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doWork, mostBits, setWork, workExpires, workProblem } from "../src/work.ts";

const key = new Uint8Array(32).fill(7);
const aim = "an account";

describe("proof of work", () => {
  it("is done, and fits what was set until it runs out", async () => {
    const task = await setWork(key, { aim, bits: 8, expires: 1000 });
    const stamp = (await doWork(task)) ?? "";
    expect(stamp.startsWith(`${task}.`)).toBe(true);
    expect(workExpires(stamp)).toBe(1000);
    expect(await workProblem(key, stamp, { aim, bits: 8 }, 1000)).toBeNull();
    expect(await workProblem(key, stamp, { aim, bits: 8 }, 1001)).toBe("work-expired");
    expect(await workProblem(key, stamp, { aim, bits: 9 }, 1000)).toBe("work-undone");
    expect(await workProblem(key, stamp, { aim: "another", bits: 8 }, 1000)).toBe("work-mark");
    expect(await workProblem(new Uint8Array(32), stamp, { aim, bits: 8 }, 1000)).toBe("work-mark");
    expect(await workProblem(key, stamp.replace(/^8\.1000/, "8.9000"), { aim, bits: 8 }, 1000)).toBe("work-mark");
    expect(await workProblem(key, stamp.replace(/^8\./, "0."), { aim, bits: 0 }, 1000)).toBe("work-mark");
  });

  it("cannot be skipped: hardly any number fits by chance", async () => {
    const task = await setWork(key, { aim, bits: 12, expires: 1000 });
    const fits = await Promise.all(
      Array.from({ length: 400 }, (_, n) => workProblem(key, `${task}.${n.toString(36)}`, { aim, bits: 12 }, 0)),
    );
    expect(fits.filter((one) => one === null).length).toBeLessThan(4);
  });

  it("a browser refuses more than it can do, and what is no task", async () => {
    expect(await doWork(await setWork(key, { aim, bits: mostBits + 1, expires: 1 }))).toBeNull();
    for (const text of ["", "8", "8.1.short.short", "x".repeat(80)]) expect(await doWork(text)).toBeNull();
  });

  it("takes any text without failing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 120 }), async (text) => {
        expect(await workProblem(key, text, { aim, bits: 1 }, 0)).toBe("work-shape");
      }),
    );
  });
});
