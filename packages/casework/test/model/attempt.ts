import type { DeskAddress, Envelope, PartName, PartNote } from "../../src/envelope.ts";
import type { CaseModel } from "./model.ts";
import { type Chance, oneOf, type Person, upTo, type World } from "./world.ts";

const kinds = [
  ...(["opened", "opened", "opened", "opened", "accepted", "accepted", "accepted", "declined", "withdrawn"] as const),
  ...(["passed-on", "keyed", "keyed", "keyed", "resealed", "resealed", "erased", "erased", "noted"] as const),
  ...(["attached", "attached", "broke-glass", "broke-glass", "broke-glass", "broke-glass"] as const),
  ...(["recorded", "recorded"] as const),
] as const;
const begun = ["opened", "opened", "accepted", "accepted", "accepted", "declined", "passed-on"] as const;
const hash = "0".repeat(64);

export interface Attempt {
  readonly by: Person;
  readonly envelope: Envelope;
}

/** What a case looks like to whoever makes things up about it. */
export interface Ground {
  readonly world: World;
  readonly chance: Chance;
  readonly model: CaseModel;
  /** People at the desks of the case, most of all those who do something with it. */
  readonly near: readonly Person[];
  readonly now: number;
  /** Next number of an author. */
  seq(author: string): number;
  /** Recipient of the newest key, and one that nobody has. */
  readonly newest: string;
  newKey(): string;
}

/** Something that somebody might try: mostly likely, sometimes wrong in one way or another. */
export function attempt(ground: Ground): Attempt {
  const { world, chance, model, near, now } = ground;
  const rare = (n: number) => upTo(chance, n) === 0;
  const { workedAt } = model;
  const usual = workedAt === null && !rare(3) ? oneOf(chance, begun) : oneOf(chance, kinds);
  const kind = model.referral === null || rare(40) ? "referred" : usual;
  const there = near.filter(
    ({ roles, desks }) => roles.some(isHelp) && desks.some(({ desk }) => desk === workedAt?.desk),
  );
  const crowd = there.length > 0 && !rare(4) ? there : rare(8) ? world.people : near;
  const likely = kind === "passed-on" && !rare(5) ? world.server : oneOf(chance, crowd);
  const by = rare(60) ? (rare(2) ? world.server : oneOf(chance, near)) : likely;
  const desk = (): DeskAddress => oneOf(chance, world.desks);
  const here = by.desks.find((one) => one.desk === workedAt?.desk);
  const own =
    here !== undefined && !rare(20) ? here : by.desks.length > 0 && !rare(50) ? oneOf(chance, by.desks) : desk();
  const known = model.written.map(({ id }) => id);
  const parents = model.referral === null ? [] : known.filter(() => upTo(chance, 3) > 0).slice(-6);
  const named = known.length > 0 && parents.length === 0 && !rare(30) ? [oneOf(chance, known)] : parents;
  const common = {
    v: rare(150) ? (2 as 1) : (1 as const),
    id: rare(150) && known.length > 0 ? oneOf(chance, known) : world.newId(now),
    case: kind !== "referred" && rare(150) ? world.newId() : model.id,
    parents: rare(150) ? [...named, world.newId(now)] : kind === "referred" && !rare(10) ? [] : [...named].sort(),
    author: rare(150) ? oneOf(chance, world.people).id : by.id,
    seq: (rare(60) ? model.written.find((one) => one.by === by.id)?.seq : undefined) ?? ground.seq(by.id),
    at: `${new Date(now).toISOString().slice(0, 19)}Z`,
    sender: own,
  };
  // Made up, and wrong on purpose now and then: the compiler cannot know.
  const envelope = { ...common, ...say(ground, kind, by, rare) } as unknown as Envelope;
  return { by, envelope: rare(120) ? { ...envelope, parts: parts(ground, ["card"]) } : envelope };
}

const isHelp = (role: string) => ["caseworker", "investigator", "coordinator"].includes(role);
type Rare = (n: number) => boolean;

function say(ground: Ground, kind: Envelope["kind"], by: Person, rare: Rare): object {
  const { chance, world, model } = ground;
  const yes = () => chance() < 0.5;
  const referral = rare(20) ? world.newId(ground.now) : model.referral;
  switch (kind) {
    case "referred": {
      const receiver = oneOf(chance, world.desks);
      const fallback = rare(4) ? null : oneOf(chance, world.desks);
      const named = [receiver.organisation, fallback?.desk ?? receiver.desk];
      const code = oneOf(chance, ["consent", "consent", "child", "danger"] as const);
      const purpose = oneOf(chance, ["assistance", "assistance", "prevention"] as const);
      return {
        ...{
          kind,
          reference: "",
          receiver,
          fallback,
          urgency: "now",
          child: yes(),
          answerWithin: 15 + upTo(chance, 100),
        },
        basis: { code, purpose, recipients: rare(8) ? [named[upTo(chance, 2)]] : named },
        parts: parts(ground, ["card", "story"]),
      };
    }
    case "opened":
      return { kind, of: referral, purpose: "answer", parts: [] };
    case "accepted": {
      const phone = yes();
      return {
        kind,
        how: phone ? "phone" : "desk",
        agreedAt: phone !== rare(20) ? "2026-11-02T12:00:00Z" : null,
        parts: [],
      };
    }
    case "declined":
      return { kind, onward: null, parts: parts(ground, ["answer"]) };
    case "keyed": {
      const others = ground.near.filter(({ kind: one }) => one === "member").map(({ id }) => id);
      const picked = [...(rare(12) ? [] : [by.id]), ...(yes() ? [oneOf(chance, others)] : [])];
      const team = rare(3) || picked.length === 0 ? null : [...new Set(picked)].sort();
      const version = model.written.filter((one) => one.kind === "keyed").length + (rare(8) ? upTo(chance, 3) : 1);
      return {
        ...{ kind, recipient: rare(15) ? ground.newest : ground.newKey(), version, team },
        parts: parts(ground, team === null ? ["key"] : ["key", "glass"]),
      };
    }
    case "resealed":
      return { kind, of: referral, parts: parts(ground, ["story"], rare(15) ? ground.newKey() : ground.newest) };
    case "erased": {
      const about = model.written.filter((one) => ["referred", "resealed", "attached", "noted"].includes(one.kind));
      const of = rare(10) || about.length === 0 ? world.newId(ground.now) : oneOf(chance, about).id;
      const part = { attached: "file", noted: "person" }[about.find(({ id }) => id === of)?.kind ?? ""] ?? "story";
      return { kind, of, names: [rare(10) ? oneOf(chance, ["story", "file", "person"]) : part], parts: [] };
    }
    case "recorded":
      return {
        ...{ kind, nextDue: rare(2) ? `2026-12-0${1 + upTo(chance, 9)}` : null, owner: rare(2) ? by.id : null },
        ...(yes() ? { closed: !rare(3) } : {}),
        ...(yes() ? { stepsDone: !rare(3) } : {}),
        parts: parts(ground, ["record"], rare(15) ? ground.newKey() : ground.newest),
      };
    case "noted":
      return { kind, parts: parts(ground, ["person"], rare(15) ? ground.newKey() : ground.newest) };
    case "attached":
      return { kind, size: 1, parts: parts(ground, ["file"], rare(15) ? ground.newKey() : ground.newest) };
    case "passed-on":
      return { kind, ...(rare(4) ? { why: "left" } : {}), parts: [] };
    case "broke-glass":
      return { kind, reason: "missing", hours: 1 + upTo(chance, 5), parts: [] };
    default:
      return { kind, parts: [] };
  }
}

function parts(_: Ground, names: readonly PartName[], recipient = `age1${"q".repeat(58)}`): PartNote[] {
  return names.map((name) => ({ name, sha256: hash, recipients: [recipient] }));
}
