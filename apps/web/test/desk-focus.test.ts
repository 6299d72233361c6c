import { describe, expect, it } from "vitest";
import { heir } from "../src/desk/parts/keep-focus.ts";

const element = (name: string, isConnected: boolean, canTakeFocus = false) => ({
  name,
  isConnected,
  hasAttribute: (attribute: string) => canTakeFocus && attribute === "tabindex",
});

describe("focus that was lost", () => {
  const [list, panel, main] = [element("list", true), element("panel", true, true), element("main", true, true)];
  it("goes back to what had it where that was only moved", () => {
    const row = element("row", true);
    expect(heir([row, list, panel, main])).toBe(row);
  });
  it("goes to the nearest part around it that is still there and can take it", () => {
    expect(heir([element("row", false), list, panel, main])).toBe(panel);
    expect(heir([element("row", false), element("form", false, true), panel, main])).toBe(panel);
    expect(heir([element("row", false), element("panel", false, true), main])).toBe(main);
  });
  it("goes nowhere where nothing is left", () => {
    expect(heir([element("row", false)])).toBeNull();
    expect(heir([])).toBeNull();
  });
});
