import type { DeskAddress } from "../../src/envelope.ts";

/** A number from 0 to 1 that a seed decides: the same seed, the same run. (mulberry32) */
export type Chance = () => number;
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
export const upTo = (chance: Chance, limit: number): number => Math.floor(chance() * limit);
export function oneOf<T>(chance: Chance, items: readonly T[]): T {
  const item = items[upTo(chance, items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

/** Whoever asks, as the model knows her: at which desks, in which roles. */
export interface Person {
  readonly kind: "member" | "device" | "server";
  readonly id: string;
  readonly organisation: string | null;
  readonly desks: readonly DeskAddress[];
  readonly roles: readonly string[];
}

export interface World {
  readonly desks: readonly DeskAddress[];
  readonly people: readonly Person[];
  readonly server: Person;
  /** A new id: random bits and, where it is one of version 7, a time in front. */
  newId(time?: number): string;
}

const jobs = [
  ["officer"],
  ["caseworker"],
  ["caseworker"],
  ["investigator"],
  ["coordinator"],
  ["rapporteur"],
  ["administrator"],
  ["custodian"],
  ["officer", "administrator"],
];

/** Four organisations, one of them with two desks; at each desk somebody of every role, and two phones. */
export function makeWorld(chance: Chance): World {
  const hex = (digits: number) => Array.from({ length: digits }, () => upTo(chance, 16).toString(16)).join("");
  const newId = (time?: number) => {
    const front = time === undefined ? hex(12) : time.toString(16).padStart(12, "0");
    return `${front.slice(0, 8)}-${front.slice(8)}-${time === undefined ? "4" : "7"}${hex(3)}-8${hex(3)}-${hex(12)}`;
  };
  const desks: DeskAddress[] = [];
  const people: Person[] = [];
  for (const size of [2, 1, 1, 1]) {
    const organisation = newId();
    const own = Array.from({ length: size }, () => ({ organisation, desk: newId() }));
    for (const desk of own) {
      for (const roles of jobs) people.push({ kind: "member", id: newId(), organisation, desks: [desk], roles });
      for (const _ of [1, 2]) people.push({ kind: "device", id: newId(), organisation, desks: [desk], roles: [] });
    }
    // Somebody who works every desk of her organisation, and somebody who works none.
    people.push({ kind: "member", id: newId(), organisation, desks: own, roles: ["caseworker"] });
    people.push({ kind: "member", id: newId(), organisation, desks: [], roles: ["coordinator"] });
    desks.push(...own);
  }
  const server = { kind: "server", id: newId(), organisation: null, desks: [], roles: [] } as const;
  return { desks, people, server, newId };
}
