import { describe, expect, it } from "vitest";
import { nextKeyFor } from "../src/desk/team/next-key.ts";

const [desk, later] = ["age1desk", "age1later"];
const ann = { id: "ann", recipient: "age1ann" };
const ben = { id: "ben", recipient: "age1ben" };
const cleo = { id: "cleo", recipient: "age1cleo" };

describe("a case's next key", () => {
  it("is not needed while everybody who can open the one in force is here", () => {
    expect(nextKeyFor({ team: null, sealedTo: [desk] }, desk, [ann])).toBeNull();
    const team = { team: ["ann", "ben"], sealedTo: [desk, ann.recipient, ben.recipient] };
    expect(nextKeyFor(team, desk, [ann, ben, cleo])).toBeNull();
  });

  it("is for the whole desk again once the desk's own key has changed", () => {
    expect(nextKeyFor({ team: null, sealedTo: [desk] }, later, [ann])).toEqual({ team: null });
  });

  it("is for the rest of a team once somebody of it left, or has new keys", () => {
    const team = { team: ["ann", "ben"], sealedTo: [desk, ann.recipient, ben.recipient] };
    expect(nextKeyFor(team, desk, [ann, cleo])).toEqual({ team: [ann] });
    expect(nextKeyFor(team, desk, [ann, { ...ben, recipient: "age1new" }])).toEqual({ team: [ann] });
  });

  it("is for the same team once the copy behind the glass is of a key that somebody took along", () => {
    const team = { team: ["ann"], sealedTo: [desk, ann.recipient] };
    expect(nextKeyFor(team, later, [ann, ben])).toEqual({ team: [ann] });
  });
});
