import { sameDesk } from "./arrival.ts";
import { dueAt } from "./due.ts";
import type { Accepted, Declined, DeskAddress, Opened, PassedOn, Referred, Withdrawn } from "./envelope.ts";
import { type Flag, isIdle } from "./flags.ts";
import type { Knows } from "./knowledge.ts";

/** One entry that may count, at its place in the order. */
export interface Candidate<E> {
  readonly place: number;
  readonly envelope: E;
  readonly receivedAt: string | null;
  readonly flags: Set<Flag>;
}

export interface Candidates {
  readonly accepted: readonly Candidate<Accepted>[];
  readonly declined: readonly Candidate<Declined>[];
  readonly withdrawn: readonly Candidate<Withdrawn>[];
  readonly passedOn: readonly Candidate<PassedOn>[];
  readonly opened: readonly Candidate<Opened>[];
}

export interface Outcome {
  readonly accepted: Candidate<Accepted> | null;
  readonly declined: readonly Candidate<Declined>[];
  readonly withdrawn: Candidate<Withdrawn> | null;
  readonly passedOn: boolean;
}

/**
 * The conflict rules of README.md: says which answer counts, and flags what does not. Looks only at who wrote at which desk,
 * who knew what, and the server's receipts; never at an author's clock.
 */
export function settle(
  referral: Candidate<Referred>,
  given: Candidates,
  /** What the desk that accepted added: a withdrawal stops it as it stops an answer. */
  added: readonly Candidate<unknown>[],
  knows: Knows,
): Outcome {
  const { receiver, fallback, sender, answerWithin } = referral.envelope;
  const due = referral.receivedAt === null ? null : dueAt(referral.receivedAt, answerWithin);
  const afterDue = (one: Candidate<unknown>) =>
    due !== null && one.receivedAt !== null && Date.parse(one.receivedAt) > Date.parse(due);

  for (const one of given.passedOn) {
    if (fallback === null) one.flags.add("not-permitted");
    else if (one.envelope.why !== "left" && due !== null && one.receivedAt !== null && !afterDue(one))
      one.flags.add("too-early");
  }
  const byReceiver = (one: Candidate<{ readonly sender: DeskAddress }>) => sameDesk(one.envelope.sender, receiver);
  const receiverDeclined = given.declined.some((one) => byReceiver(one) && !isIdle(one.flags));
  const turned = receiverDeclined || given.passedOn.some((one) => !isIdle(one.flags));

  /** The first receiver from the start; the fallback from its turn on; nobody else. */
  const gate = (one: Candidate<{ readonly sender: DeskAddress }>, alsoSender: boolean) => {
    if (byReceiver(one) || (alsoSender && sameDesk(one.envelope.sender, sender))) return;
    if (!sameDesk(one.envelope.sender, fallback)) one.flags.add("not-permitted");
    else if (!turned && !afterDue(one)) one.flags.add("too-early");
  };
  for (const one of given.withdrawn) gate(one, true);
  for (const one of [...given.accepted, ...given.declined, ...given.opened]) gate(one, false);

  const withdrawals = given.withdrawn.filter(live);
  for (const one of [...given.accepted, ...given.declined, ...given.opened, ...added]) {
    if (!live(one) || withdrawals.length === 0) continue;
    if (withdrawals.some((withdrawal) => knows(one.place, withdrawal.place))) one.flags.add("after-withdrawal");
    else if (!withdrawals.some((withdrawal) => knows(withdrawal.place, one.place) || cameBefore(one, withdrawal)))
      one.flags.add("late");
  }

  const accepted = firstAcceptance(given, byReceiver, knows);
  const declined = standingDeclines(given, accepted, knows);
  for (const one of given.passedOn) {
    if (live(one) && given.accepted.some((other) => live(other) && knows(one.place, other.place)))
      one.flags.add("already-answered");
  }
  for (const one of given.opened) {
    if (!live(one)) continue;
    if (one.envelope.of !== referral.envelope.id) one.flags.add("of-unknown");
    else if (accepted !== null && knows(one.place, accepted.place) && !sameAtDesk(one, accepted))
      one.flags.add("not-permitted");
    else if (declined.some((other) => sameAtDesk(one, other) && knows(one.place, other.place)))
      one.flags.add("not-permitted");
  }
  return { accepted, declined, withdrawn: withdrawals[0] ?? null, passedOn: given.passedOn.some(live) };
}

function firstAcceptance(
  given: Candidates,
  byReceiver: (one: Candidate<Accepted>) => boolean,
  knows: Knows,
): Candidate<Accepted> | null {
  const hopeful = given.accepted.filter(live);
  const declines = given.declined.filter(live);
  for (const one of hopeful) {
    const ownDecline = declines.some((other) => sameAtDesk(one, other) && knows(one.place, other.place));
    if (ownDecline) one.flags.add("already-answered");
  }
  const open = hopeful.filter(live);
  const knowing = open.filter((one) => open.some((other) => other !== one && knows(one.place, other.place)));
  for (const one of knowing) one.flags.add("already-answered");
  const first = open.filter(live);
  const winner = first.find(byReceiver) ?? first[0] ?? null;
  for (const one of first) if (one !== winner) one.flags.add("overtaken");
  return winner;
}

function standingDeclines(
  given: Candidates,
  accepted: Candidate<Accepted> | null,
  knows: Knows,
): readonly Candidate<Declined>[] {
  const standing: Candidate<Declined>[] = [];
  for (const one of given.declined) {
    if (!live(one)) continue;
    const knewAcceptance = given.accepted.some((other) => counted(other, accepted) && knows(one.place, other.place));
    const earlier = standing.find((other) => sameAtDesk(one, other));
    if (knewAcceptance) one.flags.add("already-answered");
    else if (accepted !== null && sameAtDesk(one, accepted)) one.flags.add("overtaken");
    else if (earlier !== undefined) one.flags.add(knows(one.place, earlier.place) ? "already-answered" : "overtaken");
    else standing.push(one);
  }
  return standing;
}

function counted(one: Candidate<Accepted>, accepted: Candidate<Accepted> | null): boolean {
  return one === accepted || one.flags.has("overtaken");
}

/**
 * Received by the server first: a phone that withdraws later need not have known it. Receipts tell the second; of two in one, the
 * withdrawal was the later, since after it the policy lets nothing in.
 */
function cameBefore(one: Candidate<unknown>, withdrawal: Candidate<unknown>): boolean {
  if (one.receivedAt === null || withdrawal.receivedAt === null) return false;
  return Date.parse(one.receivedAt) <= Date.parse(withdrawal.receivedAt);
}

function live(one: Candidate<unknown>): boolean {
  return !isIdle(one.flags);
}

function sameAtDesk(
  one: Candidate<{ readonly sender: DeskAddress }>,
  other: Candidate<{ readonly sender: DeskAddress }>,
): boolean {
  return sameDesk(one.envelope.sender, other.envelope.sender);
}
