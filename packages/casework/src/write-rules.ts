import { worksAt } from "./actor.ts";
import { isKnown, sameDesk } from "./arrival.ts";
import type { DeskAddress, Envelope, PartName } from "./envelope.ts";
import { can } from "./roles.ts";
import { adding, kinds, later, type WriteRule, writing } from "./rule.ts";
import { answerers, inHand, parties, statusAt } from "./turn.ts";

const partsOf: Readonly<Record<Envelope["kind"], readonly PartName[]>> = {
  referred: ["card", "story"],
  declined: ["answer"],
  keyed: ["key"],
  resealed: ["story"],
  noted: ["person"],
  attached: ["file"],
  recorded: ["record"],
  ...{ opened: [], accepted: [], withdrawn: [], "passed-on": [], erased: [], "broke-glass": [] },
};
const at = ({ sender }: Envelope, desks: readonly DeskAddress[]) => desks.some((desk) => sameDesk(desk, sender));
const answering = ["opened", "accepted", "declined"] as const;

/** What holds for every entry (guidebook II.4: who answers for what is written must be known). */
const everyEntry: readonly WriteRule[] = [
  writing("whole", "An entry has every field of its kind.", kinds, (envelope) =>
    isKnown(envelope) ? null : "bad-request",
  ),
  writing("own-name", "Nobody writes in another's name.", kinds, ({ author }, { actor }) =>
    author === actor.id ? null : "not-allowed",
  ),
  writing("passed-on-by-server", "Only the server says that the time has passed.", ["passed-on"], (_, { actor }) =>
    actor.kind === "server" ? null : "not-allowed",
  ),
  writing(
    "server-only-passes-on",
    "The server writes nothing else.",
    kinds.filter((kind) => kind !== "passed-on"),
    (_, { actor }) => (actor.kind === "server" ? "not-allowed" : null),
  ),
  writing("own-desk", "Whoever writes does so at a desk she works.", kinds, ({ sender }, { actor }) =>
    actor.kind === "server" || worksAt(actor, sender) ? null : "wrong-desk",
  ),
  writing("its-parts", "An entry brings the sealed parts of its kind, no other.", kinds, (envelope) => {
    const team = envelope.kind === "keyed" && envelope.team !== null ? (["glass"] as const) : [];
    const due = [...partsOf[envelope.kind], ...team].sort().join();
    const names = envelope.parts.map((part) => part.name).sort();
    return names.join() === due ? null : "part-mismatch";
  }),
  writing("new-id", "No two entries have one id.", kinds, ({ id }, { state }) =>
    state.timeline.some((item) => item.entry === id) ? "entry-differs" : null,
  ),
  writing("new-number", "An author uses a number once.", kinds, ({ author, seq }, { state }) =>
    state.timeline.some((item) => item.by === author && item.seq === seq) ? "seq-taken" : null,
  ),
  writing("parents-here", "Entries that it names are in the case.", kinds, ({ parents }, { state }) => {
    const here = new Set(state.timeline.map((item) => item.entry));
    return parents.every((parent) => here.has(parent)) ? null : "parent-unknown";
  }),
  writing("case-first", "What follows a referral needs one.", later, (envelope, { state }) =>
    state.status === "no-referral" || envelope.case !== state.case ? "not-found" : null,
  ),
  adding("knows-the-referral", "What follows a referral names what it follows.", later, ({ parents }) =>
    parents.length === 0 ? "parent-unknown" : null,
  ),
];

/** A referral: two desks that differ, and a ground that covers everyone it is sealed to (II.1, II.3, V.4.1). */
const referring: readonly WriteRule[] = [
  writing("one-referral", "A case has one referral.", ["referred"], (_, { state }) =>
    state.status === "no-referral" ? null : "not-allowed",
  ),
  writing("refers-by-role", "A member refers where her role sends referrals.", ["referred"], (_, { actor }) =>
    actor.kind === "member" && !can(actor.roles, "see-sent") ? "not-allowed" : null,
  ),
  writing("two-desks", "The second desk is another than the first.", ["referred"], ({ receiver, fallback }) =>
    sameDesk(receiver, fallback) ? "bad-request" : null,
  ),
  writing("ground-covers", "The ground names every desk it is sealed to.", ["referred"], (envelope) => {
    const { recipients } = envelope.basis;
    const covers = (desk: DeskAddress) => recipients.includes(desk.organisation) || recipients.includes(desk.desk);
    return [envelope.receiver, envelope.fallback ?? envelope.receiver].every(covers) ? null : "no-basis";
  }),
  writing("prevention-by-yes", "Help before anything happened rests on her yes.", ["referred"], ({ basis }) =>
    basis.purpose === "prevention" && basis.code !== "consent" ? "no-basis" : null,
  ),
  writing("prevention-for-adults", "Help before anything happened is for adults.", ["referred"], ({ basis, child }) =>
    basis.purpose === "prevention" && child ? "no-basis" : null,
  ),
  writing("child-ground", "The ground of child protection is for a child.", ["referred"], ({ basis, child }) =>
    basis.code === "child" && !child ? "no-basis" : null,
  ),
];

/** Answering, passing on, taking back (decision 2: only the desk that holds it answers). */
const answers: readonly WriteRule[] = [
  adding(
    "time-passed",
    "It passes on once the time is over and nobody answered, or at once where the first desk is there no more.",
    ["passed-on"],
    ({ why }, state, { now }) => {
      const turn = why === "left" ? state.fallback !== null : statusAt(state, now) === "passed-on";
      return state.status === "waiting" && turn ? null : "not-allowed";
    },
  ),
  adding("taken-back-once", "What is taken back is not taken back again.", ["withdrawn"], (_, state) =>
    state.status === "withdrawn" ? "already-answered" : null,
  ),
  adding(
    "sender-takes-back",
    "The sender's desk takes back, and who has it in hand.",
    ["withdrawn"],
    (envelope, state, asked) => (at(envelope, [state.sender, ...inHand(state, asked.now)]) ? null : "wrong-desk"),
  ),
  adding("phone-takes-back-own", "A phone takes back only what it sent.", ["withdrawn"], (_, { author }, { actor }) =>
    actor.kind === "device" && actor.id !== author ? "wrong-desk" : null,
  ),
  adding(
    "takes-back-by-role",
    "A member takes back where her role sees the case.",
    ["withdrawn"],
    (envelope, state, { actor }) => {
      if (actor.kind !== "member") return null;
      return can(actor.roles, at(envelope, [state.sender]) ? "see-sent" : "work-cases") ? null : "not-allowed";
    },
  ),
  adding("members-answer", "A phone opens and answers nothing.", answering, (_, __, { actor }) =>
    actor.kind === "member" ? null : "not-allowed",
  ),
  adding("answers-by-role", "Opening and answering take a role that works cases.", answering, (_, __, { actor }) =>
    actor.kind === "member" && !can(actor.roles, "work-cases") ? "not-allowed" : null,
  ),
  adding("phone-call-has-time", "Agreed by phone has a time, at the desk none.", ["accepted"], ({ how, agreedAt }) =>
    (how === "phone") === (agreedAt !== null) ? null : "bad-request",
  ),
  adding("taken-back-ends", "What was taken back is opened and answered no more.", answering, (_, state) =>
    state.status === "withdrawn" ? "no-basis" : null,
  ),
  adding("opens-the-referral", "What is opened is the referral.", ["opened"], ({ of }, { referral }) =>
    of === referral ? null : "not-found",
  ),
  adding("opens-in-hand", "Only a desk that has it in hand opens it.", ["opened"], (envelope, state, { now }) =>
    at(envelope, inHand(state, now)) ? null : "wrong-desk",
  ),
  adding(
    "holder-answers",
    "Only a desk whose turn it is answers.",
    ["accepted", "declined"],
    (envelope, state, { now }) => {
      if (at(envelope, answerers(state, now))) return null;
      return at(envelope, parties(state, now)) ? "already-answered" : "wrong-desk";
    },
  ),
];

export const writeRules: readonly WriteRule[] = [...everyEntry, ...referring, ...answers];
