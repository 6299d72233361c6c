import { describe, expect, test } from "vitest";
import {
  answer,
  answeredAs,
  empty,
  present,
  supervised,
  toggled,
  toInput,
  withSource,
} from "../src/field/notes/notes.ts";

describe("an answer to a sign", () => {
  test("is taken back by tapping it again, and replaced by another", () => {
    const seen = answer(empty, "a.one", "seen");
    expect(seen.signs).toEqual({ "a.one": "seen" });
    expect(answer(seen, "a.one", "seen").signs).toEqual({});
    expect(answer(seen, "a.one", "not-there").signs).toEqual({ "a.one": "not-there" });
  });

  test("that somebody else gave counts as said, and one more tap on said takes it back", () => {
    const told = withSource(empty, "a.one", "said-by-other");
    expect(answeredAs(told.signs["a.one"])).toBe("said");
    expect(answer(told, "a.one", "said").signs).toEqual({});
  });

  test("that a sign is not there takes back that somebody used it", () => {
    const used = { ...answer(empty, "a.one", "seen"), used: ["a.one"] };
    expect(answer(used, "a.one", "not-there").used).toEqual([]);
    expect(answer(used, "a.one", "seen").used).toEqual([]);
    expect(withSource(used, "a.one", "document").used).toEqual(["a.one"]);
  });
});

test("signs that are there and signs that are not go apart; an age nobody gave is not sure", () => {
  const notes = answer(answer(empty, "a.one", "said"), "a.two", "not-there");
  expect(present(notes)).toEqual(["a.one"]);
  expect(toInput(notes)).toMatchObject({ age: "unsure", present: ["a.one"], absent: ["a.two"] });
});

test("not alone, or a companion who interprets, means supervised; not known does not", () => {
  expect(supervised(empty)).toBe(false);
  expect(supervised({ ...empty, alone: "no" })).toBe(true);
  expect(supervised({ ...empty, alone: "yes", companionInterprets: "yes" })).toBe(true);
  expect(supervised({ ...empty, alone: "yes", companionInterprets: "no" })).toBe(false);
});

test("toggling adds and takes away, and leaves the others in their order", () => {
  expect(toggled(["a", "b"], "c")).toEqual(["a", "b", "c"]);
  expect(toggled(["a", "b", "c"], "b")).toEqual(["a", "c"]);
});
