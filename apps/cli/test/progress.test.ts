import { expect, test } from "vitest";
import { Progress } from "../src/progress.ts";
import { openWords } from "../src/words.ts";

const words = await openWords();

function watched(isTTY: boolean, columns = 100) {
  let time = 0;
  const written: string[] = [];
  const screen = { write: (text: string) => written.push(text), isTTY, columns };
  const progress = new Progress(words, screen, () => time);
  const at = (milliseconds: number, size: number | null, read: number, cases: number) => {
    time = milliseconds;
    progress.tick({ size, read }, cases);
  };
  return { progress, written, at };
}

test("without a terminal: a line every ten seconds, and the last one", () => {
  const { progress, written, at } = watched(false);
  for (let second = 1; second <= 25; second++) at(second * 1000, 1000, second * 10, second * 100);
  expect(written).toEqual([
    "10 %, 1,000 cases, 100 a second, 1:30 left\n",
    "20 %, 2,000 cases, 100 a second, 1:20 left\n",
  ]);
  progress.end({ size: 1000, read: 1005 }, 3000);
  expect(written[2]).toBe("100 %, 3,000 cases, 120 a second, 0:00 left\n");
});

test("on a terminal: one line, drawn over at most ten times a second, and taken away", () => {
  const { progress, written, at } = watched(true);
  at(50, 1000, 1, 1);
  at(100, 1000, 250, 10);
  at(150, 1000, 300, 11);
  expect(written).toEqual(["\r[#####...............] 25 %, 10 cases, 100 a second, 0:01 left\u001b[K"]);
  progress.end({ size: 1000, read: 1000 }, 12);
  expect(written.at(-1)).toBe("\r\u001b[K");
});

test("where the size is not known, it counts; hours are told; a narrow terminal is not overrun", () => {
  const pipe = watched(true);
  pipe.at(2000, null, 500, 4000);
  expect(pipe.written).toEqual(["\r4,000 cases, 2,000 a second\u001b[K"]);
  const slow = watched(true);
  slow.at(10_000, 1_000_000, 1000, 5);
  expect(slow.written[0]).toContain(" 2:46:30 left");
  const narrow = watched(true, 30);
  narrow.at(1000, 100, 50, 5);
  expect(narrow.written[0]?.length).toBe("\r".length + 29 + "\u001b[K".length);
});
