import type { Arrival } from "../../src/arrival.ts";
import type { Envelope } from "../../src/envelope.ts";
import { fold } from "../../src/fold.ts";
import type { CaseState } from "../../src/state.ts";
import { attempt } from "./attempt.ts";
import { CaseModel } from "./model.ts";
import { type Chance, oneOf, type Person, upTo, type World } from "./world.ts";

const second = 1000;
const start = Date.parse("2026-11-02T12:00:00Z");
const longest = 40;
const nobodysKey = `age1${"q".repeat(58)}`;

/** One thing that somebody tried with a case, and what the model says of it. */
export interface Step {
  readonly n: number;
  readonly by: Person;
  readonly envelope: Envelope;
  /** The case before, and after where it was allowed. */
  readonly before: CaseState;
  readonly state: CaseState;
  /** By the model, which has written it down where it is true. */
  readonly allowed: boolean;
  readonly model: CaseModel;
  readonly now: number;
  /** People at the desks of the case, helpers more than once. */
  readonly near: readonly Person[];
  /** True at the last step of this case. */
  readonly last: boolean;
}

/** Random people of random organisations try random things with one case after another, without end. */
export function* walk(chance: Chance, world: World): Generator<Step, never> {
  let now = start;
  const seqs = new Map<string, number>();
  for (let n = 0; ; ) {
    const id = world.newId();
    const model = new CaseModel(id);
    const log: Arrival[] = [];
    const keys: string[] = [];
    let state: CaseState = fold(log);
    let near: readonly Person[] = world.people;
    for (let left = 4 + upTo(chance, longest); left > 0; left -= 1) {
      n += 1;
      // Now and then nothing: receipts tell the second, so two things happen in one.
      now += second * upTo(chance, oneOf(chance, [1, 60, 600, 3600]));
      const { by, envelope } = attempt({
        ...{ world, chance, model, near, now, newest: keys.at(-1) ?? nobodysKey },
        seq: (author) => (seqs.get(author) ?? 0) + 1,
        newKey: () => `age1${world.newId().replaceAll("-", "")}`.padEnd(62, "q"),
      });
      const before = state;
      const allowed = model.mayWrite(envelope, by, now);
      if (allowed) {
        model.write(envelope, now);
        log.push({ envelope, receivedAt: new Date(now).toISOString() });
        state = fold(log);
        seqs.set(by.id, envelope.seq);
        if (envelope.kind === "keyed") keys.push(envelope.recipient);
        if (envelope.kind === "referred") near = nearOf(world, envelope);
      }
      yield { n, by, envelope, before, state, allowed, model, now, near, last: left === 1 };
    }
  }
}

function nearOf({ people }: World, { sender, receiver, fallback }: Extract<Envelope, { kind: "referred" }>): Person[] {
  const desks = new Set([sender.desk, receiver.desk, fallback?.desk]);
  const helps = ({ roles }: Person) =>
    ["caseworker", "investigator", "coordinator"].some((role) => roles.includes(role));
  const here = people.filter((person) => person.desks.some(({ desk }) => desks.has(desk)));
  return [...here, ...here.filter(helps), ...here.filter(helps)];
}
