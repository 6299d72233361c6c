import { type Actor, worksAt } from "./actor.ts";
import { sameDesk } from "./arrival.ts";
import type { DeskAddress, PartName } from "./envelope.ts";
import { can } from "./roles.ts";
import type { Refusal, Rule } from "./rule.ts";
import type { CaseState, Opening, ReferredCase, TimelineItem } from "./state.ts";
import { brokenBy, fallbackTurn, inHand, inTeam } from "./turn.ts";

/** How long a stated purpose opens the story, in milliseconds. */
export const openingLasts = 15 * 60_000;

/**
 * What can be read of a case. `standing`: that it stands, and with which organisation; `envelope`: one entry in clear;
 * the others are sealed parts.
 */
export const readables = [
  "standing",
  "envelope",
  "card",
  "story",
  "answer",
  "key",
  "glass",
  "person",
  "file",
  "record",
] as const satisfies readonly ("standing" | "envelope" | PartName)[];
export type Readable = (typeof readables)[number];

export interface ReadFacts {
  readonly state: CaseState;
  /** Id of the `opened` entry that a story, a note or an attachment is asked for with. */
  readonly opening?: string;
  /** The entry asked for, where it is an envelope. */
  readonly entry?: TimelineItem;
}

/** On what ground she asks: one of her desks has this part in the case; `stranger` where none has. */
export interface Ground {
  readonly as: "sender" | "receiver" | "fallback" | "stranger";
  readonly desk: DeskAddress | null;
}

export interface Reading extends Ground {
  readonly what: Readable;
  readonly actor: Actor;
  readonly state: ReferredCase;
  readonly opening: Opening | undefined;
  readonly entry: TimelineItem | undefined;
  readonly now: number;
}
export type ReadRule = Rule<Reading, Readable>;

export function groundsOf(actor: Actor, { sender, receiver, fallback }: ReferredCase): readonly Ground[] {
  const all = [
    { as: "sender", desk: sender },
    { as: "receiver", desk: receiver },
    { as: "fallback", desk: fallback },
  ] as const;
  const own = all.filter(({ desk }) => worksAt(actor, desk));
  return own.length > 0 ? own : [{ as: "stranger", desk: null }];
}

const sealed = ["card", "story", "answer", "key", "glass", "person", "file", "record"] as const;
const unopened = ["card", "story", "key", "glass", "person", "file", "record"] as const;
const stories = ["story", "person", "file"] as const;
const rule = (
  name: string,
  says: string,
  about: readonly Readable[],
  refuses: (asked: Reading) => Refusal | null,
): ReadRule => ({ name, says, about, refuses });

/** In this order: who sees that there is a case at all; then what of it; then how. */
export const readRules: readonly ReadRule[] = [
  rule("strangers-see-nothing", "A desk without a part in the case learns nothing of it.", readables, ({ as }) =>
    as === "stranger" ? "not-found" : null,
  ),
  rule(
    "phone-sees-own",
    "A phone sees what it sent, nothing that another phone sent.",
    readables,
    ({ actor, state }) => (actor.kind === "device" && actor.id !== state.author ? "not-found" : null),
  ),
  rule("phone-reads-nothing-sealed", "A phone is handed nothing that is sealed.", sealed, ({ actor }) =>
    actor.kind === "device" ? "not-allowed" : null,
  ),
  rule("phone-sees-own-entries", "Of entries, a phone sees its own.", ["envelope"], ({ actor, entry }) =>
    actor.kind === "device" && entry?.by !== actor.id ? "not-found" : null,
  ),
  rule("sent-by-role", "Who sees what her desk sent has a role for it.", readables, ({ actor, as }) =>
    as === "sender" && actor.kind === "member" && !can(actor.roles, "see-sent") ? "not-found" : null,
  ),
  rule("received-by-role", "Who sees what came has a role that works cases.", readables, ({ actor, as }) =>
    (as === "receiver" || as === "fallback") && actor.kind === "member" && !can(actor.roles, "work-cases")
      ? "not-found"
      : null,
  ),
  rule("second-waits", "The second desk sees nothing before its turn.", readables, ({ as, state, now }) =>
    as === "fallback" && !fallbackTurn(state, now) ? "not-found" : null,
  ),
  rule(
    "others-entries",
    "Entries of another receiving desk, its times and how many, stay there.",
    ["envelope"],
    ({ actor, entry, state }) => {
      if (entry === undefined) return "not-found";
      return entry.kind === "passed-on" || sameDesk(entry.desk, state.sender) || worksAt(actor, entry.desk)
        ? null
        : "not-found";
    },
  ),
  rule("sender-reads-standing", "The sender sees that it stands, never what is in it.", unopened, ({ as }) =>
    as === "sender" ? "wrong-desk" : null,
  ),
  rule("taken-back-closes", "Once taken back, nothing sealed is handed out.", unopened, ({ state }) =>
    state.status === "withdrawn" ? "no-basis" : null,
  ),
  rule(
    "taken-back-answer",
    "Once taken back, why it was declined is for the sender alone.",
    ["answer"],
    ({ as, state }) => (as !== "sender" && state.status === "withdrawn" ? "no-basis" : null),
  ),
  rule("in-hand", "Only a desk that has it in hand reads on.", unopened, ({ desk, state, now }) =>
    inHand(state, now).some((other) => sameDesk(desk, other)) ? null : "wrong-desk",
  ),
  rule("team-holds-key", "The case's key is for its team.", ["key"], ({ actor, state }) =>
    inTeam(actor, state) ? null : "team-only",
  ),
  rule(
    "team-reads",
    "What is sealed to the case is for its team, and in danger for whoever broke the glass.",
    [...stories, "record"],
    ({ actor, state, now }) => (inTeam(actor, state) || brokenBy(actor, state, now) !== null ? null : "team-only"),
  ),
  rule(
    "behind-glass",
    "The key behind the glass is for whoever broke it, for the hours she said.",
    ["glass"],
    ({ actor, state, now }) => (brokenBy(actor, state, now) === null ? "team-only" : null),
  ),
  rule(
    "purpose-first",
    "A story, names and attachments open with a purpose that is recorded.",
    stories,
    ({ opening }) => (opening?.valid === true ? null : "purpose-first"),
  ),
  rule("own-purpose", "Another's purpose opens nothing.", stories, ({ actor, opening }) =>
    opening !== undefined && opening.by !== actor.id ? "purpose-first" : null,
  ),
  rule(
    "purpose-runs-out",
    "A purpose lasts fifteen minutes from when the server recorded it.",
    stories,
    ({ opening, now }) => {
      if (opening === undefined) return null;
      const age = opening.receivedAt === null ? -1 : now - Date.parse(opening.receivedAt);
      return age >= 0 && age < openingLasts ? null : "purpose-first";
    },
  ),
];
