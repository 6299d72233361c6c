import type { Knows } from "../knowledge.ts";
import type { AlarmRecord, AlarmStepRecord } from "./around.ts";
import type { Care } from "./care.ts";
import { type Placed, type Standing, standings } from "./slots.ts";

/** How careful a word on an alarm is: somebody stays missing until whoever says otherwise knew of it. */
const careful = ({ state }: AlarmRecord): number => ["found", "missing"].indexOf(state);

/**
 * What stands of each alarm. Whoever records that the person was found ends every alarm that she knew of: two who raised it side by side
 * raised it for one person. An alarm that she did not know stands.
 */
export function settleAlarms(
  records: readonly Placed<AlarmRecord>[],
  knows: Knows,
): ReadonlyMap<string, Standing<AlarmRecord>> {
  const found = records.filter(({ record }) => record.state === "found");
  const settled = [...standings(records, knows, ({ alarm }) => alarm, careful)].map(
    ([alarm, standing]): [string, Standing<AlarmRecord>] => {
      const end = found.find((one) => standing.all.every(({ place }) => knows(one.place, place)));
      const ended = standing.now.record.state === "missing" && end !== undefined;
      return [alarm, ended ? { now: end, also: [], all: [...standing.all, end] } : standing];
    },
  );
  return new Map(settled);
}

/** Somebody is missing. Two who raised it without knowing of each other raised one alarm: the list is worked once. */
export interface Missing {
  /** Ids of the alarms that stand, the first raised first: what is done from now on belongs to the first. */
  readonly alarms: readonly string[];
  /** What was said last of each, in that order. */
  readonly raised: readonly Placed<AlarmRecord>[];
  /** When last seen: the latest that stands, ISO 8601 UTC; null where nobody does. */
  readonly since: string | null;
  /** By step: done where it was done under any of them. */
  readonly steps: ReadonlyMap<string, Placed<AlarmStepRecord>>;
}

/** The alarm as it stands; null where nobody is missing. */
export function missingOf(care: Pick<Care, "alarms" | "alarmSteps">): Missing | null {
  const standing = [...care.alarms.values()]
    .filter(({ now }) => now.record.state === "missing")
    .sort((a, b) => (a.all[0]?.place ?? 0) - (b.all[0]?.place ?? 0));
  if (standing.length === 0) return null;
  const alarms = standing.map(({ now }) => now.record.alarm);
  const steps = new Map<string, Placed<AlarmStepRecord>>();
  for (const { now } of care.alarmSteps.values()) {
    if (!alarms.includes(now.record.alarm)) continue;
    const before = steps.get(now.record.step);
    if (before === undefined || counts(now, before)) steps.set(now.record.step, now);
  }
  const seen = standing.flatMap(({ now }) => now.record.since ?? []).sort();
  return { alarms, raised: standing.map(({ now }) => now), since: seen.at(-1) ?? null, steps };
}

/** Of the same step under two alarms: what was done counts, and of two alike the later. */
function counts(one: Placed<AlarmStepRecord>, other: Placed<AlarmStepRecord>): boolean {
  const done = one.record.state === "done";
  return done === (other.record.state === "done") ? one.place > other.place : done;
}
