import { type Arrival, stableText } from "../arrival.ts";
import { whoKnows } from "../knowledge.ts";
import { order } from "../order.ts";
import { settleAlarms } from "./alarm.ts";
import type { AlarmRecord, AlarmStepRecord, LinkRecord, WishRecord } from "./around.ts";
import { settleClosing } from "./closing.ts";
import { type Coming, comingOf } from "./coming.ts";
import { type Chain, custody } from "./custody.ts";
import { daysBetween } from "./days.ts";
import type { OffenceRecord } from "./evidence.ts";
import type { CareFlag } from "./flags.ts";
import type { PassedRecord } from "./passed.ts";
import { isKnownRecord } from "./read.ts";
import type {
  CaseRecord,
  ChildStepRecord,
  ChoiceRecord,
  ClosedRecord,
  ForeignRecord,
  NeedRecord,
  OwnerRecord,
  RiskRecord,
  StageRecord,
  StepRecord,
  TaskRecord,
  ToldRecord,
  Topic,
} from "./record.ts";
import { type Reflection, settleReflection } from "./reflection.ts";
import { flagPassed, type Sharing, settleSharing } from "./sharing.ts";
import { type Placed, type Standing, standings } from "./slots.ts";

type Stands<R extends CaseRecord> = ReadonlyMap<string, Standing<R>>;

/** How things are with a person whom a desk helps: folded on the device, from what only the case's key opens. */
export interface Care {
  /** By stage: each is somebody's decision, and none of them ends help. */
  readonly stages: Stands<StageRecord>;
  /** By step: the five beside the referral. */
  readonly steps: Stands<StepRecord>;
  readonly reflection: Reflection | null;
  /** By piece of information. */
  readonly told: Stands<ToldRecord>;
  /** By purpose. */
  readonly choices: Stands<ChoiceRecord>;
  readonly needs: Stands<NeedRecord>;
  readonly risks: Stands<RiskRecord>;
  readonly childSteps: Stands<ChildStepRecord>;
  /** Days that a child's steps are about, as far as somebody named them. */
  readonly coming: readonly Coming[];
  readonly tasks: Stands<TaskRecord>;
  /** By item. */
  readonly evidence: ReadonlyMap<string, Chain>;
  readonly offences: Stands<OffenceRecord>;
  readonly wishes: Stands<WishRecord>;
  /** By alarm. */
  readonly alarms: Stands<AlarmRecord>;
  /** By alarm and step, `alarm/step`. */
  readonly alarmSteps: Stands<AlarmStepRecord>;
  /** Others who belong to this. */
  readonly links: Stands<LinkRecord>;
  /** What was passed on, by id. */
  readonly passed: Stands<PassedRecord>;
  /** What the person said about passing on, by desk. */
  readonly sharing: Sharing;
  /** Member who looks after it: whoever was named last, or else who accepted it. */
  readonly looksAfter: string | null;
  /** What names who looks after it; null before anybody was named. */
  readonly owner: Standing<OwnerRecord> | null;
  /** The closing that stands; null while it is open. */
  readonly closed: Placed<ClosedRecord> | null;
  /** All records in order, with those of topics that this program does not know. */
  readonly timeline: readonly CareItem[];
}
export interface CareItem {
  readonly entry: string;
  readonly by: string;
  readonly receivedAt: string | null;
  /** Null where the part did not open or holds no record. `isKnownRecord` says whether this program knows all of it. */
  readonly record: CaseRecord | ForeignRecord | null;
  readonly flags: readonly CareFlag[];
}

/** Of what people wrote side by side, the higher one counts: help that is still wanted, a risk, an open step, the person's no. */
const care = {
  stage: ({ outcome }: StageRecord) => ["not-now", "grounds", "confirmed"].indexOf(outcome),
  step: ({ state }: StepRecord) => ["done", "begun"].indexOf(state),
  told: ({ understood }: ToldRecord) => ["yes", "to-repeat"].indexOf(understood),
  choice: ({ chosen }: ChoiceRecord) => ["yes", "not-yet", "no", "taken-back"].indexOf(chosen),
  need: ({ state }: NeedRecord) => ["declined", "given", "aside", "offered", "waiting", "wanted"].indexOf(state),
  risk: ({ level }: RiskRecord) => ["none", "not-known", "some", "high"].indexOf(level),
  /** An open one before the rest; of two days for the same step the earlier, since more has to be ready by then. */
  childStep: ({ state, day }: ChildStepRecord) =>
    ["not-needed", "done", "open"].indexOf(state) * 1e6 + (day == null ? 0 : 5e5 - daysBetween("1970-01-01", day)),
  task: ({ done }: TaskRecord) => Number(!done),
  owner: () => 0,
  offence: ({ state }: OffenceRecord) => ["dropped", "raised", "known", "goes-on"].indexOf(state),
  alarmStep: ({ state }: AlarmStepRecord) => ["done", "open"].indexOf(state),
  link: ({ state }: LinkRecord) => ["split", "joined"].indexOf(state),
  passed: ({ state }: PassedRecord) => ["not-sent", "taken-back", "stands"].indexOf(state),
};

/** What a case's record says of a person, beside the entries. */
export interface Facts {
  /** Steps that a child's case must have (the list's ids); none for an adult. */
  readonly required: readonly string[];
  /** Member who accepted it: she looks after it until somebody else does. Null or left out where nobody is known. */
  readonly acceptedBy?: string | null;
  /** For each step that is about a day: how many days before it somebody is told. Left out where none is. */
  readonly ahead?: ReadonlyMap<string, readonly number[]>;
}

/**
 * How things are, the same for whatever order entries arrived in. Never throws over their content.
 * @param arrivals entries of one case whose signatures were checked, and which count
 * @param records what their part `record` held, by entry; an entry that is missing here stands in the timeline as unopened
 */
export function foldCare(
  arrivals: readonly Arrival[],
  records: ReadonlyMap<string, CaseRecord | ForeignRecord>,
  { required, acceptedBy = null, ahead = new Map() }: Facts,
): Care {
  const placed = order(arrivals);
  const recorded = placed.flatMap(({ envelope, receivedAt, flags }, place) =>
    envelope.kind === "recorded" && !flags.has("set-aside")
      ? [{ entry: envelope.id, by: String(envelope.author ?? ""), receivedAt, place }]
      : [],
  );
  const knows = whoKnows(
    placed,
    recorded.map((one) => one.place),
  );
  const flags = new Map<string, Set<CareFlag>>();
  const flag = (entry: string, one: CareFlag) => void flags.set(entry, (flags.get(entry) ?? new Set()).add(one));
  const all = recorded.flatMap((one): Placed[] => {
    const record = records.get(one.entry);
    return record !== undefined && isKnownRecord(record) ? [{ ...one, record }] : [];
  });
  const of = <T extends Topic>(topic: T) =>
    all.filter((one): one is Placed<Extract<CaseRecord, { topic: T }>> => one.record.topic === topic);

  const childSteps = of("child-step");
  const choices = of("choice");
  const passed = of("passed");
  flagPassed(passed, choices, knows, flag);
  const steps = standings(childSteps, knows, (one) => one.step, care.childStep);
  const owner = standings(of("owner"), knows, () => "", care.owner).get("") ?? null;
  return {
    stages: standings(of("stage"), knows, (one) => one.stage, care.stage),
    steps: standings(of("step"), knows, (one) => one.step, care.step),
    reflection: settleReflection(of("reflection"), knows, flag),
    told: standings(of("told"), knows, (one) => one.piece, care.told),
    choices: standings(choices, knows, (one) => one.purpose, care.choice),
    needs: standings(of("need"), knows, (one) => one.need, care.need),
    risks: standings(of("risk"), knows, (one) => one.risk, care.risk),
    childSteps: steps,
    coming: comingOf(steps, ahead),
    evidence: custody(of("evidence"), knows),
    offences: standings(of("offence"), knows, (one) => one.offence, care.offence),
    // No wish is more careful than another: both are shown.
    wishes: standings(
      of("wish"),
      knows,
      (one) => one.wish,
      () => 0,
      (one, other) => stableText(one.said) === stableText(other.said),
    ),
    alarms: settleAlarms(of("alarm"), knows),
    alarmSteps: standings(of("alarm-step"), knows, (one) => `${one.alarm}/${one.step}`, care.alarmStep),
    links: standings(of("link"), knows, (one) => one.link, care.link),
    passed: standings(passed, knows, (one) => one.passed, care.passed),
    sharing: settleSharing(choices, knows),
    tasks: standings(of("task"), knows, (one) => one.task, care.task),
    looksAfter: owner?.now.record.member ?? acceptedBy,
    owner,
    closed: settleClosing({ closed: of("closed"), reopened: of("reopened"), childSteps, all, required }, knows, flag),
    timeline: recorded.map(({ entry, by, receivedAt }) => ({
      ...{ entry, by, receivedAt, record: records.get(entry) ?? null },
      flags: [...(flags.get(entry) ?? [])].sort(),
    })),
  };
}
