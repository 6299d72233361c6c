import type { Notice } from "@threshold/contract";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type DeviceWords, messageOf, wordsFor } from "../src/desk/telling/device.ts";
import { byCase } from "../src/desk/telling/notices.ts";

vi.hoisted(() => {
  // What the Desk's session asks of a browser when it is loaded.
  Object.assign(globalThis, { sessionStorage: { getItem: () => null } });
});
const { keepUp } = await import("../src/desk/live/keep-up.ts");
const ears = vi.hoisted(() => new Set<(id: string | null) => void>());
vi.mock("../src/desk/live/live.ts", () => ({
  live: { peek: () => true },
  onChange: (ear: (id: string | null) => void) => {
    ears.add(ear);
    return () => void ears.delete(ear);
  },
}));

const words = (language: string): DeviceWords => ({
  ...{ language, direction: "ltr" },
  words: { title: `${language} waits`, body: ["Reference ", ["reference"]], test: "It works" },
});
const all = [words("ar-XB"), words("de"), words("en")];

it("a device speaks its owner's first language that there are words in, and never the test language", () => {
  expect(wordsFor(all, ["fr", "de-AT", "en"]).language).toBe("de");
  expect(wordsFor(all, ["ar-XB", "fr"]).language).toBe("en");
  expect(wordsFor([], ["en"]).words).toEqual({});
});

it("a device shows neutral words and the reference, whatever else was pushed", () => {
  const shown = messageOf('{"kind":"case-due","reference":"K7Q4-M2PX-9","name":"Somebody"}   ', words("en"));
  expect(shown).toEqual({
    ...{ title: "en waits", body: "Reference K7Q4-M2PX-9", tag: "K7Q4-M2PX-9", lang: "en", dir: "ltr" },
  });
  expect(messageOf('{"kind":"test","reference":null}', words("en")).body).toBe("It works");
  for (const wild of ["", "null", "{", '{"reference":"a sentence about somebody"}', '{"reference":7}'])
    expect(messageOf(wild, words("en")), wild).toMatchObject({ title: "en waits", body: "" });
});

it("what was told is one line for each case, what is urgent first", () => {
  const notice = (id: string, of: string | null, urgent = false): Notice => ({
    ...{ id, case: of, urgent, kind: of === null ? "test" : "case-due", reference: of, due: null },
    at: `2026-11-27T10:00:0${id}.000Z`,
  });
  const lines = byCase([
    notice("5", "A"),
    notice("4", "B", true),
    notice("3", "A"),
    notice("2", null),
    notice("1", null),
  ]);
  expect(lines.map(({ id }) => id)).toEqual(["4", "5", "2"]);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("looks at once, soon after what concerns it, once for many changes, and not after it was stopped", async () => {
  let looks = 0;
  let finish: () => void = () => undefined;
  const stop = keepUp(
    () => {
      looks += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    (id) => id === "ours",
  );
  const tell = (id: string | null) => {
    for (const ear of ears) ear(id);
  };
  expect(looks).toBe(1);
  // While it looks, it does not begin another; what came meanwhile is looked at after.
  tell("ours");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(looks).toBe(1);
  finish();
  await vi.advanceTimersByTimeAsync(300);
  expect(looks).toBe(2);
  finish();
  await vi.advanceTimersByTimeAsync(1_000);
  tell("another");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(looks).toBe(2);
  // Many changes do not put it off.
  for (let n = 0; n < 50; n += 1) {
    tell("ours");
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(looks).toBe(3);
  finish();
  await vi.advanceTimersByTimeAsync(300);
  tell(null);
  await vi.advanceTimersByTimeAsync(300);
  expect(looks).toBeGreaterThan(3);
  const before = looks;
  stop();
  finish();
  tell("ours");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(looks).toBe(before);
});
