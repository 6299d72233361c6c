import { Journal, type Said } from "./journal.ts";

const states = ["wanted", "offered", "waiting", "given", "declined"] as const;
const levels = ["high", "some", "none", "not-known"] as const;
const people = ["ana", "bo", "cy", "di", "eve", "fay"] as const;

/** One record after the other, of the kinds that make most of a case. */
function nth(n: number): Said {
  switch (n % 5) {
    case 0:
      return { topic: "need", need: `need ${n % 11}`, state: states[(n % 7) % 5] ?? "wanted", by: null, note: null };
    case 1:
      return {
        ...{ topic: "risk", risk: `risk ${n % 8}`, moment: "early", level: levels[n % 4] ?? "some", plan: null },
        ...{ by: null, again: null },
      };
    case 2:
      return { topic: "task", task: `task ${n % 300}`, what: "call", owner: null, by: "2026-12-01", done: n % 3 === 0 };
    case 3:
      return {
        ...{ topic: "told", piece: `piece ${n % 6}`, language: "uk", how: "both", interpreter: "none-needed" },
        understood: n % 2 === 0 ? "yes" : "to-repeat",
      };
    default:
      return { topic: "wish", wish: `wish ${n % 9}`, said: { known: true, value: `word ${n}` } };
  }
}

/**
 * An invented case of so many entries by six people, each of whom knows what was there; now and then three of them write at once without
 * knowing of each other, as on the last day.
 */
export function longCase(entries: number): Journal {
  const journal = new Journal();
  let heads: string[] = [];
  for (let n = 0; n < entries; n += 1) {
    const left = entries - n;
    if (left === 3 || (n % 50 === 20 && left > 50)) {
      const known = heads;
      heads = (["given", "wanted", "offered"] as const).map((state, at) =>
        journal.say(
          { topic: "need", need: "side", state, by: null, note: null },
          { by: people[at] ?? "", knowing: known },
        ),
      );
      n += 2;
      continue;
    }
    heads = [journal.say(nth(n), { by: people[n % people.length] ?? "", knowing: heads })];
  }
  return journal;
}
