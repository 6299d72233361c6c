import { describe, expect, test } from "vitest";
import { keepsPins, namedAt, pinnedFor, vouchedFor } from "../src/field/enrolment/vouch.ts";

const [harbour, unit] = ["organisation-harbour", "organisation-unit"];
const service = (id: string, organisation: string, kind: string, desk: string | null, recipient = "") => ({
  id,
  organisation: { id: organisation, kind },
  desk: desk === null ? null : { id: desk, recipient },
});
const services = [
  service("s1", harbour, "shelter", "d1", "age1harbour"),
  service("s2", unit, "specialised-unit", "d2", "age1unit"),
  service("s3", harbour, "shelter", null),
];
const organisation = (id: string, kind: string, desk: string, recipient: string) => ({
  id,
  kind,
  name: "Invented",
  stewards: [],
  desks: [{ desk, version: 1, recipient }],
  gone: [],
  named: [] as string[],
});
const known = [
  organisation(harbour, "shelter", "d1", "age1harbour"),
  organisation(unit, "specialised-unit", "d2", "age1unit"),
];
const trust = {
  organisations: known,
  deskKey: (of: string, desk: string) =>
    known.find(({ id }) => id === of)?.desks.find((one) => one.desk === desk)?.recipient ?? null,
};

describe("services that may be sealed to", () => {
  test("are those whose desk, key, organisation and kind were signed", () => {
    expect(vouchedFor(trust, services)).toEqual(["s1", "s2"]);
  });

  test.each([
    ["another key", service("s1", harbour, "shelter", "d1", "age1swapped")],
    ["another desk", service("s1", harbour, "shelter", "d9", "age1harbour")],
    ["another organisation's desk and key", service("s1", harbour, "shelter", "d2", "age1unit")],
    ["an organisation that is passed off as another kind", service("s1", unit, "shelter", "d2", "age1unit")],
    ["an organisation that nobody signed", service("s1", "organisation-new", "shelter", "d1", "age1harbour")],
  ])("never %s", (_, one) => {
    expect(vouchedFor(trust, [one])).toEqual([]);
  });
});

test("services whose keepers the root named anew are told apart, with the keys to ask about", () => {
  const anew = known.map((one) => (one.id === harbour ? { ...one, desks: [], named: ["key"] } : one));
  const told = namedAt({ organisations: anew, deskKey: () => null }, services);
  expect(told).toEqual([{ service: "s1", keys: ["key"] }]);
  expect(namedAt(trust, services)).toEqual([]);
});

describe("a phone from before keys were signed", () => {
  test("goes on sealing to the keys it saw first, and to no others", () => {
    expect(pinnedFor({ d1: "age1harbour", d2: "age1other" }, services)).toEqual(["s1"]);
  });

  test("takes over a root that has every key it saw, also where it saw fewer", () => {
    expect(keepsPins({ d1: "age1harbour", d2: "age1unit" }, trust)).toBe(true);
    expect(keepsPins({ d2: "age1unit" }, trust)).toBe(true);
  });

  test.each([
    ["another key for a desk it knows", { d1: "age1harbour", d2: "age1other" }],
    ["none for a desk it knows", { d1: "age1harbour", gone: "age1gone" }],
    ["none of the desks it knows", { gone: "age1gone" }],
    ["nothing to compare with, since it knows none", {}],
  ])("does not take over a root that has %s", (_, pins: Record<string, string>) => {
    expect(keepsPins(pins, trust)).toBe(false);
  });
});
