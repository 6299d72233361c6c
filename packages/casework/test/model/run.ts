import { isIdle } from "../../src/flags.ts";
import type { Policy } from "../../src/policy.ts";
import type { Asked } from "./model.ts";
import { type Step, walk } from "./walk.ts";
import { type Chance, chanceOf, makeWorld, oneOf, upTo, type World } from "./world.ts";

const asked: readonly Asked[] = [
  ...(["standing", "envelope", "card", "story", "answer", "key", "glass", "person", "file", "record"] as const),
];

/** One thing that the policy and the model see differently. */
export interface Difference {
  readonly step: number;
  readonly what: string;
  readonly policy: boolean;
  readonly model: boolean;
}

interface Tally {
  steps: number;
  written: number;
  reads: number;
  granted: number;
  readonly kinds: Map<string, number>;
}

/**
 * At each step of a walk, policy and model say what they hold of what was tried; then somebody asks for everything. Stops at the first
 * difference.
 */
export function run(seed: number, steps: number, policy: Policy): { difference: Difference | null; tally: Tally } {
  const chance = chanceOf(seed);
  const world = makeWorld(chance);
  const tally: Tally = { steps: 0, written: 0, reads: 0, granted: 0, kinds: new Map() };
  for (const step of walk(chance, world)) {
    const { n, envelope, by, before, allowed, now } = step;
    if (n > steps) break;
    tally.steps = n;
    const may = policy.mayWrite(envelope, by, before, now).ok;
    if (may !== allowed)
      return { difference: { step: n, what: `write ${envelope.kind}`, policy: may, model: allowed }, tally };
    if (allowed) tally.kinds.set(envelope.kind, (tally.kinds.get(envelope.kind) ?? 0) + 1);
    tally.written += allowed ? 1 : 0;
    // What is let in has its effect and keeps it, whatever comes after, also in the same second: the fold finds nothing to say against it.
    const idle = step.state.timeline.find((one) => isIdle(one.flags));
    if (allowed && idle !== undefined)
      return { difference: { step: n, what: `fold ${idle.kind}`, policy: false, model: true }, tally };
    const read = readAll(chance, world, policy, step, tally);
    if (read !== null) return { difference: { step: n, ...read }, tally };
  }
  return { difference: null, tally };
}

function readAll(
  chance: Chance,
  world: World,
  policy: Policy,
  { model, state, near, now }: Step,
  tally: Tally,
): Omit<Difference, "step"> | null {
  const person = oneOf(chance, upTo(chance, 6) === 0 ? world.people : near);
  const opening = upTo(chance, 3) === 0 ? randomOf(chance, model.openings) : model.purposeOf(person, now);
  const entry = randomOf(chance, model.written);
  const item = state.timeline.find((one) => one.entry === entry?.id);
  const facts = {
    state,
    ...(opening === undefined ? {} : { opening }),
    ...(item === undefined ? {} : { entry: item }),
  };
  for (const what of asked) {
    const may = policy.mayRead(what, person, facts, now).ok;
    const granted = model.mayRead(person, what, now, { opening, ...(entry === undefined ? {} : { entry }) });
    tally.reads += 1;
    tally.granted += granted ? 1 : 0;
    if (may !== granted)
      return { what: `read ${what} as ${[person.kind, ...person.roles].join(" ")}`, policy: may, model: granted };
  }
  return null;
}

function randomOf<T>(chance: Chance, items: readonly T[]): T | undefined {
  return items.length === 0 ? undefined : oneOf(chance, items);
}
