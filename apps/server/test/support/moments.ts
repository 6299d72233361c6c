import { type Arrival, type Envelope, fold, type PartName } from "@threshold/casework";
import { CaseModel } from "../../../../packages/casework/test/model/model.ts";
import type { Person, World } from "../../../../packages/casework/test/model/world.ts";
import type { Kept } from "./kept.ts";

const minute = 60_000;
/** The moment at which all is looked at; what happens is told in minutes before it and after. */
export const moment = Date.parse("2026-11-02T12:00:00Z");
export const at = (minutes: number): number => moment + minutes * minute;

/** People by what they are to most of the cases below. */
export function castOf({ desks, people, server }: World) {
  const [home, beside, receiver, second, other] = desks;
  const one = (desk: (typeof desks)[number] | undefined, role: string | null, nth = 0): Person => {
    const there = people.filter(
      (person) =>
        person.desks.length === 1 &&
        person.desks[0]?.desk === desk?.desk &&
        (role === null ? person.kind === "device" : person.roles.length === 1 && person.roles[0] === role),
    )[nth];
    if (there === undefined) throw new Error("nobody like that");
    return there;
  };
  const both = people.find((person) => person.desks.length === 2);
  if (both === undefined) throw new Error("nobody at two desks");
  return {
    phone: one(home, null),
    "another phone of the sender": one(home, null, 1),
    "the sender's officer": one(home, "officer"),
    "the sender's caseworker": one(home, "caseworker"),
    "the sender's rapporteur": one(home, "rapporteur"),
    "somebody at two desks": both,
    "the desk beside the sender's": one(beside, "caseworker"),
    "the receiver's first": one(receiver, "caseworker"),
    "the receiver's second": one(receiver, "caseworker", 1),
    "the receiver's investigator": one(receiver, "investigator"),
    "the receiver's coordinator": one(receiver, "coordinator"),
    "the receiver's officer": one(receiver, "officer"),
    "the second desk": one(second, "caseworker"),
    "the second desk's officer": one(second, "officer"),
    "a stranger": one(other, "caseworker"),
    "the server": server,
  } as const;
}
export type Cast = ReturnType<typeof castOf>;
export type Moments = Awaited<ReturnType<typeof tellMoments>>;

type Said = { readonly kind: Envelope["kind"]; readonly [field: string]: unknown };
const partsOf: Partial<Record<Envelope["kind"], readonly PartName[]>> = {
  ...{ referred: ["card", "story"], declined: ["answer"], noted: ["person"], attached: ["file"] },
};

/** One case, told entry by entry; what the model does not allow cannot be told. */
export class Told {
  readonly model: CaseModel;
  private readonly log: Arrival[] = [];
  private readonly kept: Kept;
  private recipient = `age1${"q".repeat(58)}`;

  constructor(kept: Kept) {
    this.kept = kept;
    this.model = new CaseModel(kept.world.newId());
  }

  /** @returns the entry's id */
  async say(by: Person, minutes: number, said: Said): Promise<string> {
    const { model } = this;
    const now = at(minutes);
    const sender = by.desks[0] ?? this.kept.world.desks[2];
    const last = model.written.at(-1)?.id;
    if (said.kind === "keyed") this.recipient = `age1${this.kept.world.newId().replaceAll("-", "").padEnd(58, "q")}`;
    const names = said.kind === "keyed" ? keyParts(said) : (partsOf[said.kind] ?? []);
    const envelope = {
      ...{ v: 1, id: this.kept.world.newId(now), case: model.id, parents: last === undefined ? [] : [last] },
      ...{ author: by.id, seq: seqOf(by), at: `${new Date(now).toISOString().slice(0, 19)}Z`, sender },
      parts: names.map((name) => ({ name, sha256: "0".repeat(64), recipients: [this.recipient] })),
      ...(said.kind === "keyed" ? { recipient: this.recipient } : {}),
      ...(said.kind === "opened" ? { of: model.referral, purpose: "answer" } : {}),
      ...(said.kind === "accepted" ? { how: "desk", agreedAt: null } : {}),
      ...(said.kind === "broke-glass" ? { reason: "missing" } : {}),
      ...said,
    } as unknown as Envelope;
    if (!model.mayWrite(envelope, by, now)) throw new Error(`the model does not allow: ${said.kind}`);
    model.write(envelope, now);
    this.log.push({ envelope, receivedAt: new Date(now).toISOString() });
    const state = fold(this.log);
    const flags = state.timeline.find(({ entry }) => entry === envelope.id)?.flags;
    if (flags?.length !== 0) throw new Error(`the fold does not take it as told: ${said.kind} ${flags}`);
    await this.kept.write({ envelope, by, now, state }, model);
    return envelope.id;
  }

  /** A referral that has an hour to be answered. */
  refer(by: Person, minutes: number, receiver: number, fallback: number | null): Promise<string> {
    const { desks } = this.kept.world;
    const [to, then] = [desks[receiver], fallback === null ? null : desks[fallback]];
    const recipients = [to?.desk, then?.desk].filter((desk) => desk !== undefined);
    return this.say(by, minutes, {
      ...{
        kind: "referred",
        reference: "",
        receiver: to,
        fallback: then,
        urgency: "now",
        child: false,
        answerWithin: 60,
      },
      basis: { code: "consent", purpose: "assistance", recipients },
    });
  }
}

const keyParts = (said: Said): readonly PartName[] => (said.team === null ? ["key"] : ["key", "glass"]);
const seqs = new Map<string, number>();
function seqOf({ id }: Person): number {
  const next = (seqs.get(id) ?? 0) + 1;
  seqs.set(id, next);
  return next;
}

/** Cases at every moment that a policy asks after, all of them looked at in one. */
export async function tellMoments(kept: Kept, cast: Cast) {
  const { phone } = cast;
  const officer = cast["the sender's officer"];
  const worker = cast["the sender's caseworker"];
  const first = cast["the receiver's first"];
  const next = cast["the receiver's second"];
  const investigator = cast["the receiver's investigator"];
  const coordinator = cast["the receiver's coordinator"];
  const second = cast["the second desk"];
  const [receiver, fallback] = [2, 3];
  const tell = () => new Told(kept);

  const waiting = tell();
  await waiting.refer(phone, -10, receiver, fallback);
  const byMember = tell();
  await byMember.refer(officer, -10, receiver, null);
  const beside = tell();
  await beside.refer(worker, -10, receiver, 1);
  const foreign = tell();
  await foreign.refer(cast["a stranger"], -10, fallback, null);

  const passed = tell();
  await passed.refer(phone, -120, receiver, fallback);
  await passed.say(cast["the server"], -50, { kind: "passed-on" });
  const secondDeclined = tell();
  await secondDeclined.refer(phone, -120, receiver, fallback);
  await secondDeclined.say(second, -20, { kind: "declined", onward: null });
  const declined = tell();
  await declined.refer(phone, -30, receiver, fallback);
  await declined.say(first, -12, { kind: "opened" });
  await declined.say(first, -11, { kind: "declined", onward: null });
  const declinedByAll = tell();
  await declinedByAll.refer(phone, -30, receiver, null);
  await declinedByAll.say(first, -20, { kind: "declined", onward: null });
  const takenBack = tell();
  await takenBack.refer(phone, -60, receiver, fallback);
  await takenBack.say(first, -50, { kind: "declined", onward: null });
  await takenBack.say(phone, -40, { kind: "withdrawn" });

  const accepted = tell();
  await accepted.refer(phone, -40, receiver, fallback);
  await accepted.say(investigator, -20, { kind: "opened" });
  const answer = await accepted.say(first, -10, { kind: "accepted" });
  const purpose = await accepted.say(next, -8, { kind: "opened" });
  await accepted.say(coordinator, 5, { kind: "opened" });
  const keyed = tell();
  await keyed.refer(phone, -200, receiver, fallback);
  await keyed.say(cast["the server"], -130, { kind: "passed-on" });
  await keyed.say(first, -100, { kind: "accepted" });
  await keyed.say(first, -95, { kind: "keyed", version: 1, team: null });
  await keyed.say(first, -94, { kind: "noted" });
  await keyed.say(first, -93, { kind: "attached", size: 1 });
  await keyed.say(first, -5, { kind: "opened" });
  const team = async () => {
    const one = tell();
    await one.refer(phone, -300, receiver, fallback);
    await one.say(first, -290, { kind: "accepted" });
    await one.say(first, -289, { kind: "keyed", version: 1, team: null });
    await one.say(first, -288, { kind: "keyed", version: 2, team: [first.id] });
    return one;
  };
  const broken = await team();
  await broken.say(investigator, -200, { kind: "broke-glass", hours: 1 });
  // A purpose that lasts longer than the glass it was said behind.
  await broken.say(investigator, -141, { kind: "opened" });
  await broken.say(next, -30, { kind: "broke-glass", hours: 1 });
  await broken.say(next, -4, { kind: "opened" });
  await broken.say(coordinator, 10, { kind: "broke-glass", hours: 1 });
  const closed = await team();
  const ownDesk = tell();
  await ownDesk.refer(worker, -40, 0, null);
  await ownDesk.say(worker, -30, { kind: "accepted" });
  await ownDesk.say(worker, -29, { kind: "keyed", version: 1, team: null });
  return {
    ...{ waiting, foreign, accepted, keyed, broken, closed, ownDesk },
    entries: { answer, purpose },
  };
}
