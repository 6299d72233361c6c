import type { Service } from "@threshold/contract";
import { describe, expect, test } from "vitest";
import { bySuitability, isFor, type Need, suggest } from "../src/field/directory/suitability.ts";

const always = Array.from({ length: 7 }, (): [number, number][] => [[0, 1440]]);
const never = Array.from({ length: 7 }, (): [number, number][] => []);

/** An invented service. */
function service(kind: string, more: Partial<Service> = {}): Service {
  return {
    id: kind,
    organisation: { id: `${kind}-organisation`, name: kind, kind },
    name: kind,
    offers: [],
    whom: ["anyone"],
    languages: ["en"],
    hours: always,
    phone: "+000 1",
    checkedOn: "2026-11-01",
    specialist: false,
    open: true,
    invented: true,
    desk: { id: `${kind}-desk`, recipient: `age1${kind}` },
    ...more,
  };
}
const need: Need = {
  child: false,
  labour: false,
  presumed: true,
  languages: [],
  now: new Date(2026, 10, 23, 12),
  ownOrganisation: null,
};
const everyone = [
  service("labour-inspectorate"),
  service("police"),
  service("child-protection", { whom: ["children", "families"] }),
  service("shelter"),
  service("specialised-unit"),
];
const kinds = (wanted: Partial<Need>, services = everyone) =>
  bySuitability(services, { ...need, ...wanted }).map((one) => one.id);

describe("who is asked first", () => {
  test("a child goes to child protection before all", () => {
    expect(kinds({ child: true })[0]).toBe("child-protection");
    expect(kinds({ child: true, labour: true })[0]).toBe("child-protection");
  });

  test("an adult who is presumed a victim goes to the specialised unit, then to whoever shelters", () => {
    expect(kinds({}).slice(0, 2)).toEqual(["specialised-unit", "shelter"]);
    expect(kinds({ labour: true }).slice(0, 3)).toEqual(["specialised-unit", "shelter", "labour-inspectorate"]);
  });

  test("before anything has happened no investigator comes first", () => {
    expect(kinds({ presumed: false })[0]).toBe("shelter");
  });

  test("the phone's own organisation comes last", () => {
    expect(kinds({ ownOrganisation: "specialised-unit-organisation" }).at(-1)).toBe("specialised-unit");
  });

  test("among equals the open one comes first, then one that speaks the language", () => {
    const closed = service("shelter", { id: "closed", hours: never });
    const other = service("shelter", { id: "other-language", languages: ["fr"] });
    const right = service("shelter", { id: "right", languages: ["ro"] });
    expect(kinds({ languages: ["ro"] }, [closed, other, right])).toEqual(["right", "other-language", "closed"]);
  });
});

describe("help before anything happens", () => {
  const wanted = (...purposes: string[]) => ({ wanted: purposes, never: ["police", "specialised-unit"] });
  const services = [
    service("police", { offers: ["employment", "hotline"] }),
    service("specialised-unit", { offers: ["migration-advice"] }),
    service("shelter", { offers: ["housing"] }),
    service("social-service", { offers: ["social-services"] }),
    service("employment-service", { offers: ["employment", "migration-advice"] }),
  ];

  test("is asked of those alone who offer it, never of whoever investigates", () => {
    expect(kinds({ prevention: wanted("employment") }, services)).toEqual(["employment-service"]);
    expect(kinds({ prevention: wanted("migration-advice", "social-services") }, services)).toEqual([
      "employment-service",
      "social-service",
    ]);
    expect(kinds({ prevention: wanted() }, services)).toEqual([]);
  });

  test("comes first from who offers the most of it, then what was named first", () => {
    const both = service("social-service", { id: "both", offers: ["social-services", "employment"] });
    expect(kinds({ prevention: wanted("social-services", "employment") }, [...services, both])).toEqual([
      "both",
      "social-service",
      "employment-service",
    ]);
  });

  test("changes nothing for every other referral", () => {
    expect(kinds({ prevention: null }, services)).toHaveLength(5);
  });
});

test("a service for children is not for an adult, and one for women is not for a child", () => {
  expect(isFor({ whom: ["children"] }, false)).toBe(false);
  expect(isFor({ whom: ["children", "women"] }, false)).toBe(true);
  expect(isFor({ whom: ["women"] }, true)).toBe(false);
  expect(isFor({ whom: ["families"] }, true)).toBe(true);
  expect(isFor({ whom: [] }, true)).toBe(true);
});

describe("the suggestion", () => {
  test("is a desk and another organisation's desk", () => {
    const twin = service("specialised-unit", { id: "twin", desk: { id: "twin-desk", recipient: "age1twin" } });
    const { first, fallback } = suggest([service("specialised-unit"), twin, service("shelter")]);
    expect([first?.id, fallback?.id]).toEqual(["specialised-unit", "shelter"]);
  });

  test("never names one that can only be phoned, nor the same desk twice", () => {
    const phoneOnly = service("hotline", { desk: null });
    expect(suggest([phoneOnly, service("shelter")])).toMatchObject({ first: { id: "shelter" }, fallback: null });
    expect(suggest([phoneOnly])).toEqual({ first: null, fallback: null });
    const same = service("shelter", { id: "second-door" });
    expect(suggest([service("shelter"), same]).fallback).toBeNull();
  });
});
