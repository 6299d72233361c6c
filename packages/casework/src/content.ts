import type { Candidate, Outcome } from "./answers.ts";
import { sameDesk } from "./arrival.ts";
import type {
  Attached,
  BrokeGlass,
  DeskAddress,
  Erased,
  Keyed,
  Noted,
  Recorded,
  Referred,
  Resealed,
} from "./envelope.ts";
import { isIdle } from "./flags.ts";
import type { Attachment, CaseKey, Content, Glass } from "./state.ts";

/** What a desk adds once it has accepted. */
export interface Contents {
  readonly keyed: readonly Candidate<Keyed>[];
  readonly resealed: readonly Candidate<Resealed>[];
  readonly erased: readonly Candidate<Erased>[];
  readonly noted: readonly Candidate<Noted>[];
  readonly attached: readonly Candidate<Attached>[];
  readonly glass: readonly Candidate<BrokeGlass>[];
  readonly recorded: readonly Candidate<Recorded>[];
}

const hour = 3_600_000;

/**
 * What stands of the key, the story, notes and attachments; flags what does not. Only the desk whose acceptance counts adds to a case.
 * Versions, not clocks, say which key is in force, and only whoever is in a team changes it (or broke the glass).
 */
export function settleContent(
  referral: Candidate<Referred>,
  { accepted }: Outcome,
  given: Contents,
  /** Of these places, those that the author of no other of them knew. */
  newest: (places: readonly number[]) => ReadonlySet<number>,
): Content {
  const home = accepted?.envelope.sender ?? null;
  const added = [given.keyed, given.resealed, given.noted, given.attached, given.glass, given.recorded];
  for (const one of added.flat()) if (!sameDesk(one.envelope.sender, home)) one.flags.add("not-permitted");
  const glass = given.glass.filter(live).map(asGlass);
  const keys = keysInTurn(given.keyed.filter(live), glass);
  const resealed = given.resealed.filter(live).filter((one) => fits(one, referral));
  const story = standingStory(referral, resealed, keys.at(-1) ?? null);
  const notes = given.noted.filter(live);
  const gone = erasures(given, { referral, resealed, notes, keys, story, home });
  const forgotten = new Set(gone.flatMap(({ entry, name }) => (name === "person" ? entry : [])));
  const recorded = given.recorded.filter(live);
  const places = newest(recorded.map((one) => one.place));
  const last = recorded.filter((one) => places.has(one.place));
  const kept = notes.filter((one) => !forgotten.has(one.envelope.id));
  return {
    key: keys.at(-1) ?? null,
    keys,
    story,
    resealed: resealed.map((one) => one.envelope.id),
    notes: kept.map((one) => one.envelope.id),
    replacedNotes: before(kept, keys.slice(-1)).map((one) => one.envelope.id),
    attachments: attachmentsOf(given.attached.filter(live), gone),
    glass,
    erased: gone,
    recorded: recorded.map((one) => one.envelope.id),
    nextDue: nextDueOf(last),
    closed: last.length > 0 && last.every(({ envelope }) => envelope.closed === true),
    stepsDone: last.length > 0 && last.every(({ envelope }) => envelope.stepsDone === true),
    owner: ownerOf(recorded) ?? accepted?.envelope.author ?? null,
  };
}

/** The last one that names somebody. Side by side the later in the order counts: somebody always does. */
function ownerOf(recorded: readonly Candidate<Recorded>[]): string | null {
  return recorded.findLast(({ envelope }) => envelope.owner != null)?.envelope.owner ?? null;
}

/** Of what was recorded last, and not in knowledge of one another, the earliest day. */
function nextDueOf(last: readonly Candidate<Recorded>[]): string | null {
  const days = last.flatMap(({ envelope }) => envelope.nextDue ?? []);
  return [...days].sort()[0] ?? null;
}

/** One key for each version: the first in the order by somebody who may set it. */
function keysInTurn(given: readonly Candidate<Keyed>[], glass: readonly Glass[]): readonly CaseKey[] {
  const keys: CaseKey[] = [];
  for (const version of [...new Set(given.map((one) => one.envelope.version))].sort((a, b) => a - b)) {
    const before = keys.at(-1)?.team ?? null;
    let chosen: CaseKey | null = null;
    for (const one of given.filter((other) => other.envelope.version === version)) {
      const { id, author, recipient, team, sender, parts } = one.envelope;
      const may = before === null || before.includes(author) || glass.some((broken) => broken.by === author);
      if (!may || (team !== null && !team.includes(author))) one.flags.add("not-permitted");
      else if (chosen !== null) one.flags.add("overtaken");
      else {
        const sealedTo = [...new Set(parts.flatMap((part) => part.recipients))].sort();
        chosen = { entry: id, by: author, desk: sender, recipient, version, team, sealedTo };
      }
    }
    if (chosen !== null) keys.push(chosen);
  }
  return keys;
}

function fits(one: Candidate<Resealed>, referral: Candidate<Referred>): boolean {
  if (one.envelope.of === referral.envelope.id) return true;
  one.flags.add("of-unknown");
  return false;
}

/** The last one that is sealed to the key in force; before there is one, the last of all; else the referral's own. */
function standingStory(
  referral: Candidate<Referred>,
  resealed: readonly Candidate<Resealed>[],
  key: CaseKey | null,
): string {
  const sealedTo = (one: Candidate<Resealed>) => one.envelope.parts[0]?.recipients.join() ?? "";
  const fresh = resealed.filter((one) => key !== null && sealedTo(one) === key.recipient);
  return (fresh.at(-1) ?? resealed.at(-1))?.envelope.id ?? referral.envelope.id;
}

/** What stands before the last one that is sealed to one of these keys; nothing where none is. */
function before(notes: readonly Candidate<Noted>[], keys: readonly CaseKey[]): readonly Candidate<Noted>[] {
  const recipients = new Set(keys.map((key) => key.recipient));
  const last = notes.findLastIndex((one) => recipients.has(one.envelope.parts[0]?.recipients.join() ?? ""));
  return notes.slice(0, Math.max(0, last));
}

interface Sealed {
  readonly referral: Candidate<Referred>;
  readonly resealed: readonly Candidate<Resealed>[];
  readonly notes: readonly Candidate<Noted>[];
  readonly keys: readonly CaseKey[];
  readonly story: string;
  readonly home: DeskAddress | null;
}

/**
 * Parts that were rightly erased. A withdrawal does not stop a desk from forgetting. Names: of any key of the case, since what was
 * replaced under one key was so under the next, too.
 */
function erasures(given: Contents, { referral, resealed, notes, keys, story, home }: Sealed): Content["erased"] {
  const gone = new Map<string, Content["erased"][number]>();
  const told = new Set(notes.map((one) => one.envelope.id));
  const replaced = new Set(before(notes, keys).map((one) => one.envelope.id));
  const stories = [referral.envelope.id, ...resealed.map((one) => one.envelope.id)];
  for (const one of given.erased) {
    const { of, names, sender } = one.envelope;
    const file = given.attached.find((other) => other.envelope.id === of);
    const is = {
      story: { known: stories.includes(of), may: sameDesk(sender, home) && of !== story },
      file: { known: file !== undefined, may: sameDesk(sender, file?.envelope.sender ?? null) },
      person: {
        known: told.has(of),
        may: sameDesk(sender, home) && replaced.has(of),
      },
    };
    const known = names.every((name) => is[name]?.known === true);
    const may = names.every((name) => is[name]?.may === true);
    if (!known) one.flags.add("of-unknown");
    else if (!may) one.flags.add("not-permitted");
    else for (const name of names) gone.set(`${of}/${name}`, { entry: of, name });
  }
  return [...gone.values()];
}

function asGlass({ envelope, receivedAt }: Candidate<BrokeGlass>): Glass {
  const { id, author, sender, reason, hours } = envelope;
  const until = receivedAt === null ? null : new Date(Date.parse(receivedAt) + hours * hour).toISOString();
  return { entry: id, by: author, desk: sender, reason, receivedAt, until };
}

/** A file takes the place of one that stands before it in the order, and that no other took; anything else is a file of its own. */
function attachmentsOf(attached: readonly Candidate<Attached>[], gone: Content["erased"]): readonly Attachment[] {
  const free = new Set<string>();
  return attached.map(({ envelope }) => {
    const { id, author, sender, size, replaces } = envelope;
    const takes = replaces !== undefined && free.delete(replaces) ? replaces : null;
    free.add(id);
    return {
      entry: id,
      by: author,
      desk: sender,
      size,
      replaces: takes,
      erased: gone.some(({ entry }) => entry === id),
    };
  });
}

function live(one: Candidate<unknown>): boolean {
  return !isIdle(one.flags);
}
