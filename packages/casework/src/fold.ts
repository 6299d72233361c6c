import { type Candidate, type Candidates, type Outcome, settle } from "./answers.ts";
import { type Arrival, isKnown, placeOf, sameDesk } from "./arrival.ts";
import { type Contents, settleContent } from "./content.ts";
import { dueAt } from "./due.ts";
import type { DeskAddress, Envelope, Referred } from "./envelope.ts";
import { type Flag, isIdle } from "./flags.ts";
import { newestOf, whoKnows } from "./knowledge.ts";
import { order, type Placed } from "./order.ts";
import type { CaseState, Opening, Status, TimelineItem } from "./state.ts";

/**
 * The state of a case from its entries: the same for whatever order they arrive in, however often, at whatever hour the
 * authors' clocks stood. Nothing is ever dropped: what has no effect stays in the timeline with its flag.
 *
 * Takes the entries of one case as they are, checked or not; it never throws over their content. Signatures are not its
 * concern: give it only entries whose signature was verified.
 */
export function fold(arrivals: readonly Arrival[]): CaseState {
  const placed = order(arrivals);
  const known = placed.flatMap((entry, place) => asCandidate(entry, place));
  const referral = chooseReferral(known);
  const home = referral?.envelope.case ?? firstCase(placed);
  for (const one of known) {
    if (one.envelope.case !== home) one.flags.add("other-case");
    else if (one.envelope.kind === "referred" && one !== referral) one.flags.add("second-referral");
  }
  const given = sort(known);
  const added = sortContents(known);
  // What is opened and added is much, and only a withdrawal asks whether it knew it.
  const many = given.withdrawn.length > 0 ? [...given.opened, ...afterAnswer(added)] : [];
  const deciding = [...given.accepted, ...given.declined, ...given.withdrawn, ...many].map((one) => one.place);
  const knows = whoKnows(placed, deciding);
  const outcome = referral === null ? null : settle(referral, given, afterAnswer(added), knows);
  const content =
    referral === null || outcome === null
      ? null
      : settleContent(referral, outcome, added, (places) => newestOf(placed, places));

  const kept = {
    case: home,
    openings: given.opened.map(asOpening),
    timeline: placed.map(asItem),
    flags: [...new Set(placed.flatMap((entry) => [...entry.flags]))].sort(),
    unknown: placed.flatMap(({ envelope }) => (isKnown(envelope) ? [] : [envelope])),
  };
  if (referral === null || outcome === null || content === null) return { ...kept, status: "no-referral" };
  return { ...kept, ...referred(referral, outcome), ...content };
}

function referred({ envelope, receivedAt }: Candidate<Referred>, outcome: Outcome) {
  const { sender, receiver, fallback } = envelope;
  const declinedBy = uniqueDesks(outcome.declined.map((one) => one.envelope.sender));
  const status = statusOf(envelope, outcome, declinedBy);
  const answer = outcome.accepted;
  return {
    case: envelope.case,
    status,
    referral: envelope.id,
    author: envelope.author,
    reference: envelope.reference,
    sender,
    receiver,
    fallback,
    holder: holderOf(status, envelope, answer?.envelope.sender ?? null, declinedBy),
    urgency: envelope.urgency,
    child: envelope.child,
    basis: envelope.basis,
    answerWithin: envelope.answerWithin,
    receivedAt,
    due: receivedAt === null ? null : dueAt(receivedAt, envelope.answerWithin),
    answeredBy:
      answer === null ? null : { entry: answer.envelope.id, desk: answer.envelope.sender, how: answer.envelope.how },
    declinedBy,
    passedOn: outcome.passedOn,
    withdrawnBy:
      outcome.withdrawn === null
        ? null
        : { entry: outcome.withdrawn.envelope.id, desk: outcome.withdrawn.envelope.sender },
  };
}

function statusOf({ receiver, fallback }: Referred, outcome: Outcome, declinedBy: readonly DeskAddress[]): Status {
  const declined = (desk: DeskAddress | null) => desk === null || declinedBy.some((other) => sameDesk(desk, other));
  if (outcome.withdrawn !== null) return "withdrawn";
  if (outcome.accepted !== null) return "accepted";
  if (declined(receiver) && declined(fallback)) return "declined";
  return outcome.passedOn || declined(receiver) ? "passed-on" : "waiting";
}

/** Who has it in hand. Declined by everybody, it is the sender's again; withdrawn, it is nobody's. */
export function holderOf(
  status: Status,
  { sender, receiver, fallback }: Pick<Referred, "sender" | "receiver" | "fallback">,
  answeredBy: DeskAddress | null,
  declinedBy: readonly DeskAddress[],
): DeskAddress | null {
  switch (status) {
    case "withdrawn":
      return null;
    case "accepted":
      return answeredBy;
    case "declined":
      return sender;
    case "waiting":
      return receiver;
    case "passed-on":
      return fallback === null || declinedBy.some((desk) => sameDesk(desk, fallback)) ? receiver : fallback;
  }
}

function asCandidate({ envelope, receivedAt, flags }: Placed, place: number): Candidate<Envelope>[] {
  if (isKnown(envelope)) return [{ place, envelope, receivedAt, flags }];
  flags.add("unknown-kind");
  return [];
}

/**
 * The one the server received first; without receipts, the first in the order. policy.ts refuses a second one in the same
 * case, and nobody can take a case over by an entry that says it is older.
 */
function chooseReferral(known: readonly Candidate<Envelope>[]): Candidate<Referred> | null {
  const received = (one: Candidate<Referred>) =>
    one.receivedAt === null ? Number.POSITIVE_INFINITY : Date.parse(one.receivedAt);
  let chosen: Candidate<Referred> | null = null;
  for (const one of known.filter(isReferral)) {
    if (!isIdle(one.flags) && (chosen === null || received(one) < received(chosen))) chosen = one;
  }
  return chosen;
}

function isReferral(one: Candidate<Envelope>): one is Candidate<Referred> {
  return one.envelope.kind === "referred";
}

function firstCase(placed: readonly Placed[]): string | null {
  for (const { envelope } of placed) if (typeof envelope.case === "string") return envelope.case;
  return null;
}

/** What may have an effect, of one kind. */
function pick<K extends Envelope["kind"]>(known: readonly Candidate<Envelope>[], kind: K) {
  return known.filter(
    (one): one is Candidate<Extract<Envelope, { kind: K }>> => one.envelope.kind === kind && !isIdle(one.flags),
  );
}

/** Openings all stay, flagged later or not. */
function sort(known: readonly Candidate<Envelope>[]): Candidates {
  return {
    accepted: pick(known, "accepted"),
    declined: pick(known, "declined"),
    withdrawn: pick(known, "withdrawn"),
    passedOn: pick(known, "passed-on"),
    opened: pick(known, "opened"),
  };
}

function sortContents(known: readonly Candidate<Envelope>[]): Contents {
  return {
    keyed: pick(known, "keyed"),
    resealed: pick(known, "resealed"),
    erased: pick(known, "erased"),
    noted: pick(known, "noted"),
    attached: pick(known, "attached"),
    glass: pick(known, "broke-glass"),
    recorded: pick(known, "recorded"),
  };
}

/** What a withdrawal stops. Erasing it does not. */
function afterAnswer({ keyed, resealed, noted, attached, glass, recorded }: Contents): readonly Candidate<unknown>[] {
  return [...keyed, ...resealed, ...noted, ...attached, ...glass, ...recorded];
}

function asOpening({ envelope, receivedAt, flags }: Candidates["opened"][number]): Opening {
  const { id, of, author, sender, purpose, at } = envelope;
  return { entry: id, of, by: author, desk: sender, purpose, at, receivedAt, valid: !isIdle(flags) };
}

function asItem({ envelope, receivedAt, flags }: Placed): TimelineItem {
  const place = placeOf(envelope);
  return {
    entry: envelope.id,
    kind: envelope.kind,
    by: place?.author ?? "",
    desk: isKnown(envelope) ? envelope.sender : null,
    at: typeof envelope.at === "string" ? envelope.at : "",
    receivedAt,
    seq: place?.seq ?? null,
    flags: sorted(flags),
  };
}

function sorted(flags: ReadonlySet<Flag>): readonly Flag[] {
  return [...flags].sort();
}

function uniqueDesks(desks: readonly DeskAddress[]): readonly DeskAddress[] {
  return desks.filter((desk, at) => desks.findIndex((other) => sameDesk(desk, other)) === at);
}
