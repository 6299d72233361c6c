import { expect, test } from "vitest";
import { threshold } from "./support/threshold.ts";

test.each([[[]], [["help"]], [["--help"]]])("%j shows the commands", (args) => {
  const { code, out, errors } = threshold(args);
  expect([code, errors]).toEqual([0, []]);
  expect(out).toMatch(/^Usage: npx threshold/);
  expect(out).toMatch(/\n {2}assess +\S/);
});

test.each(["asses", "__proto__", "constructor"])("the unknown command %s is named, with those there are", (name) => {
  const { code, out, errors } = threshold([name]);
  expect([code, out]).toEqual([2, ""]);
  expect(errors[0]).toContain(`"${name}"`);
  expect(errors.join("\n")).toMatch(/\n {2}assess +\S/);
});
