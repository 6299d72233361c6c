import { sameDesk } from "./arrival.ts";
import { can } from "./roles.ts";
import { adding, type WriteRule } from "./rule.ts";
import { brokenBy, inTeam } from "./turn.ts";

const content = ["keyed", "resealed", "erased", "noted", "attached", "broke-glass", "recorded"] as const;
const growing = ["keyed", "resealed", "noted", "attached", "broke-glass", "recorded"] as const;
const sealedToKey = ["resealed", "noted", "attached", "recorded"] as const;
const longest = 4;

/** What the desk that accepted adds: the key, the story sealed anew, names, attachments; and what it forgets. */
export const contentRules: readonly WriteRule[] = [
  adding("members-add", "A phone adds nothing to a case.", content, (_, __, { actor }) =>
    actor.kind === "member" ? null : "not-allowed",
  ),
  adding("adds-by-role", "Adding takes a role that works cases.", content, (_, __, { actor }) =>
    actor.kind === "member" && !can(actor.roles, "work-cases") ? "not-allowed" : null,
  ),
  adding("taken-back-grows-no-more", "Nothing is added to what was taken back.", growing, (_, state) =>
    state.status === "withdrawn" ? "no-basis" : null,
  ),
  adding("accepted-here", "Only the desk that accepted adds to a case or erases.", content, (envelope, state) =>
    state.answeredBy !== null && sameDesk(state.answeredBy.desk, envelope.sender) ? null : "wrong-desk",
  ),
  adding("next-key", "Each key has the next number.", ["keyed"], ({ version }, { key }) =>
    version === (key?.version ?? 0) + 1 ? null : "key-taken",
  ),
  adding("new-key", "Each key is a new one.", ["keyed"], ({ recipient }, { keys }) =>
    keys.some((one) => one.recipient === recipient) ? "key-taken" : null,
  ),
  adding("in-own-team", "Whoever chooses a team is in it.", ["keyed"], ({ team, author }) =>
    team === null || team.includes(author) ? null : "team-only",
  ),
  adding(
    "team-changes-team",
    "A team is changed from within, or by a coordinator who broke the glass.",
    ["keyed"],
    (_, state, { actor, now }) => {
      if (inTeam(actor, state)) return null;
      return actor.roles.includes("coordinator") && brokenBy(actor, state, now) !== null ? null : "team-only";
    },
  ),
  adding("key-first", "What is added is sealed to the case's key: there has to be one.", sealedToKey, (_, { key }) =>
    key === null ? "no-key" : null,
  ),
  adding(
    "sealed-to-key",
    "What is added is sealed to the key in force and to nothing else.",
    sealedToKey,
    ({ parts }, { key }) =>
      key === null || parts.every((part) => part.recipients.join() === key.recipient) ? null : "no-key",
  ),
  adding(
    "reseals-the-referral",
    "What is sealed anew is the referral's story.",
    ["resealed"],
    ({ of }, { referral }) => (of === referral ? null : "not-found"),
  ),
  adding(
    "team-works",
    "Where there is a team, others add and open nothing, unless they broke the glass.",
    [...sealedToKey, "opened"],
    (_, state, { actor, now }) => (inTeam(actor, state) || brokenBy(actor, state, now) !== null ? null : "team-only"),
  ),
  adding("team-erases", "Where there is a team, it erases.", ["erased"], (_, state, { actor }) =>
    inTeam(actor, state) ? null : "team-only",
  ),
  adding(
    "erases-what-was-replaced",
    "Erased is a story that was sealed anew, names that newer ones under the key in force replaced, or the desk's own attachment.",
    ["erased"],
    (envelope, state) => {
      const { of, names, sender } = envelope;
      const file = state.attachments.find((one) => one.entry === of);
      const story = (of === state.referral || state.resealed.includes(of)) && of !== state.story;
      const may = {
        ...{ story, person: state.replacedNotes.includes(of) },
        file: file !== undefined && sameDesk(file.desk, sender),
      };
      return names.every((name) => may[name] === true) && names.length > 0 ? null : "not-erasable";
    },
  ),
  adding(
    "breaks-what-is-closed",
    "The glass is broken by somebody of the desk outside the team.",
    ["broke-glass"],
    (_, state, { actor }) => (inTeam(actor, state) ? "nothing-closed" : null),
  ),
  adding("breaks-once", "While it is open, it is not broken again.", ["broke-glass"], (_, state, { actor, now }) =>
    brokenBy(actor, state, now) === null ? null : "glass-broken",
  ),
  adding("broken-for-hours", "Four hours at most.", ["broke-glass"], ({ hours }) =>
    hours <= longest ? null : "bad-request",
  ),
];
