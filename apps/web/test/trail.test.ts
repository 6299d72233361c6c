import { expect, test } from "vitest";
import { closedBehind, goneTo, movedTo, placeOf, start } from "../src/field/page/trail.ts";

const walked = (["list", "danger", "choice"] as const).reduce(goneTo, start("situation"));

test("back goes one step back, and forward one step forward", () => {
  expect(placeOf(walked)).toBe("choice");
  const back = movedTo(walked, 2);
  expect(placeOf(back)).toBe("danger");
  expect(placeOf(movedTo(back, 3))).toBe("choice");
});

test("a new step drops what lay ahead", () => {
  const other = goneTo(movedTo(walked, 1), "menu");
  expect(other.places).toEqual(["situation", "list", "menu"]);
});

test("a depth that this page never had changes nothing", () => {
  expect(placeOf(movedTo(walked, 9))).toBe("choice");
  expect(placeOf(movedTo(walked, -1))).toBe("choice");
});

test("after sealing no step of the form can be gone back to", () => {
  const sent = closedBehind(walked, "sent");
  expect(placeOf(sent)).toBe("sent");
  for (const depth of [0, 1, 2]) expect(placeOf(movedTo(sent, depth))).toBe("list");
});
