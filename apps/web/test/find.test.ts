import { expect, test } from "vitest";
import { find, folded } from "../src/field/list/find.ts";

const all = [
  { id: "papers", label: "Someone else keeps their papers", more: "Without papers they cannot leave." },
  { id: "leave", label: "Not free to leave", more: "Somebody decides where they go." },
  { id: "cafe", label: "Works in a Café at night", more: "" },
];

test("accents, capitals and marks of direction do not matter", () => {
  expect(folded("\u202ECAFÉ\u202C")).toBe("cafe");
  expect(find(all, "cafe")).toEqual(["cafe"]);
  expect(find(all, "CAFÉ")).toEqual(["cafe"]);
});

test("all words must be there, in any order; what has them in its label comes first", () => {
  expect(find(all, "leave")).toEqual(["leave", "papers"]);
  expect(find(all, "papers keeps")).toEqual(["papers"]);
  expect(find(all, "papers night")).toEqual([]);
});

test("an empty search finds nothing", () => {
  expect(find(all, "")).toEqual([]);
  expect(find(all, "   ")).toEqual([]);
});
