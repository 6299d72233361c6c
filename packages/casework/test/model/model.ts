import type { DeskAddress, Envelope } from "../../src/envelope.ts";
import type { Person } from "./world.ts";

/*
 * Who may do what with a case, said a second time and from the other end: the sentences of the guidebook (II.3, II.4), of decision 2 and
 * of the issue on keys, as a small machine that remembers what happened. Nothing here comes from the policy, from the fold or from the
 * database; types only. Where this and one of those differ, one of them is wrong.
 */

const minute = 60_000;
const hour = 60 * minute;
const helps = ["caseworker", "investigator", "coordinator"];
const sends = ["officer", ...helps];
const has = (person: Person, roles: readonly string[]) =>
  person.kind === "member" && person.roles.some((role) => roles.includes(role));
const same = (one: DeskAddress | null, other: DeskAddress | null) =>
  one !== null && other !== null && one.desk === other.desk && one.organisation === other.organisation;
const at = (person: Person, desk: DeskAddress | null) => person.desks.some((own) => same(own, desk));

export type Sealed = "card" | "story" | "answer" | "key" | "glass" | "person" | "file" | "record";
export type Asked = "standing" | "envelope" | Sealed;
export interface Noted {
  readonly id: string;
  readonly parts: readonly string[];
  readonly kind: string;
  readonly by: string;
  readonly seq: number;
  readonly desk: DeskAddress;
}

export class CaseModel {
  readonly id: string;
  readonly written: Noted[] = [];
  private first: Extract<Envelope, { kind: "referred" }> | null = null;
  private cameAt = 0;
  private acceptedAt: number | null = null;
  private acceptedBy: DeskAddress | null = null;
  private takenBackAt: number | null = null;
  private saidPassed = false;
  private readonly declined: DeskAddress[] = [];
  private readonly keys: { recipient: string; team: readonly string[] | null }[] = [];
  private readonly stories: { id: string; by: string }[] = [];
  private readonly files: string[] = [];
  /** Names as they were told, each with the key it is under. */
  private readonly names: { id: string; by: string; under: string }[] = [];
  /** What was erased, as `<entry>/<name>`. */
  readonly gone = new Set<string>();
  private readonly broken: { by: string; from: number; until: number }[] = [];
  private readonly purposes: { id: string; by: string; from: number }[] = [];

  constructor(id: string) {
    this.id = id;
  }

  get referral(): string | null {
    return this.first?.id ?? null;
  }
  /** The story that is read today: the last one sealed. */
  get story(): string {
    return this.stories.at(-1)?.id ?? "";
  }
  get team(): readonly string[] | null {
    return this.keys.at(-1)?.team ?? null;
  }
  /** Where it is worked on now; null before somebody accepted, and once it was taken back. */
  get workedAt(): DeskAddress | null {
    return this.takenBackAt === null ? this.acceptedBy : null;
  }
  get sender(): DeskAddress | null {
    return this.first?.sender ?? null;
  }

  /** "The fallback's turn comes when the time has passed without an answer, or when the first desk said no." */
  private secondsTurn(now: number): boolean {
    if (this.first === null || this.first.fallback === null) return false;
    if (this.saidPassed || this.declined.length > 0) return true;
    const over = Math.min(now, this.acceptedAt ?? now, this.takenBackAt ?? now);
    return over > this.cameAt + this.first.answerWithin * minute;
  }

  /** "Only the desk that holds a referral answers it": who may answer, or has accepted. */
  private inHand(now: number): DeskAddress[] {
    if (this.first === null || this.takenBackAt !== null) return [];
    if (this.acceptedBy !== null) return [this.acceptedBy];
    const asked = [this.first.receiver, ...(this.secondsTurn(now) ? [this.first.fallback] : [])];
    return asked.flatMap((desk) => (desk === null || this.declined.some((other) => same(desk, other)) ? [] : desk));
  }

  private inTeam(person: Person): boolean {
    return this.team === null || this.team.includes(person.id);
  }
  private brokeIn(person: Person, now: number): boolean {
    return this.broken.some(({ by, from, until }) => by === person.id && now >= from && now < until);
  }

  /** Is she one of those who may know that this case exists, and in which part of it? */
  private partOf(person: Person, now: number): "sender" | "helper" | "both" | null {
    if (this.first === null) return null;
    if (person.kind === "device")
      return this.first.author === person.id && at(person, this.first.sender) ? "sender" : null;
    const sender = at(person, this.first.sender) && has(person, sends);
    const asked = at(person, this.first.receiver) || (at(person, this.first.fallback) && this.secondsTurn(now));
    const helper = asked && has(person, helps);
    return sender && helper ? "both" : sender ? "sender" : helper ? "helper" : null;
  }

  /** "Nobody reads what isn't theirs." */
  mayRead(person: Person, what: Asked, now: number, by: { opening?: string | undefined; entry?: Noted } = {}): boolean {
    const part = this.partOf(person, now);
    if (this.first === null || part === null) return false;
    if (what === "standing") return true;
    if (what === "envelope") {
      const { entry } = by;
      if (entry === undefined) return false;
      if (person.kind === "device") return entry.by === person.id;
      return entry.kind === "passed-on" || same(entry.desk, this.first.sender) || at(person, entry.desk);
    }
    if (person.kind === "device") return false;
    if (what === "answer") return part !== "helper" || this.takenBackAt === null;
    if (part === "sender" || !this.inHand(now).some((desk) => at(person, desk))) return false;
    if (what === "card") return true;
    if (what === "key") return this.inTeam(person);
    if (what === "glass") return this.brokeIn(person, now);
    if (!this.inTeam(person) && !this.brokeIn(person, now)) return false;
    // "What is due and what was decided opens by itself for whoever works on it."
    if (what === "record") return true;
    const purpose = this.purposes.find(({ id }) => id === by.opening);
    return purpose !== undefined && purpose.by === person.id && now >= purpose.from && now < purpose.from + 15 * minute;
  }

  /** "Who works on it is for the desk that accepted": which of its members, once there is a key. */
  mayKnowTeam(person: Person): boolean {
    return this.keys.length > 0 && at(person, this.workedAt) && has(person, helps);
  }

  /** "Who looks after it and when it is next due is for the desk that accepted", also once it was taken back. */
  mayKnowCare(person: Person): boolean {
    return at(person, this.acceptedBy) && has(person, helps);
  }

  /** What her answers hang on just now; for counting that a walk came by all of it. */
  momentsOf(person: Person, now: number): string[] {
    if (this.first === null || !has(person, helps)) return [];
    const asked = at(person, this.first.receiver) || at(person, this.first.fallback);
    const over = this.takenBackAt !== null;
    if (over) return asked ? ["taken back"] : [];
    if (this.acceptedBy === null && this.declined.some((desk) => at(person, desk))) return ["declined"];
    if (this.acceptedBy === null && at(person, this.first.fallback))
      return [this.secondsTurn(now) ? "passed on" : "before its turn"];
    if (!this.inHand(now).some((desk) => at(person, desk))) return [];
    const glass = this.broken.filter(({ by, from }) => by === person.id && now >= from);
    const open = this.brokeIn(person, now);
    if (!this.inTeam(person) && !open) return [glass.length > 0 ? "glass expired" : "team"];
    const lasts = ({ from }: { from: number }) => now >= from && now < from + 15 * minute;
    const own = this.purposes.filter(({ by }) => by === person.id);
    const others = this.purposes.some((one) => one.by !== person.id && lasts(one));
    const purpose = own.some(lasts)
      ? "purpose open"
      : own.length > 0
        ? "purpose expired"
        : others
          ? "purpose of another"
          : "no purpose";
    return this.inTeam(person) ? [purpose] : ["glass open", purpose];
  }

  /** Any purpose of hers that still lasts. */
  purposeOf(person: Person, now: number): string | undefined {
    return this.purposes.find(({ by, from }) => by === person.id && now >= from && now < from + 15 * minute)?.id;
  }
  get openings(): readonly string[] {
    return this.purposes.map(({ id }) => id);
  }

  mayWrite(envelope: Envelope, person: Person, now: number): boolean {
    if (envelope.v !== 1 || envelope.author !== person.id) return false;
    if ((person.kind === "server") !== (envelope.kind === "passed-on")) return false;
    if (person.kind !== "server" && !at(person, envelope.sender)) return false;
    if (!hasParts(envelope)) return false;
    if (this.written.some(({ id, by, seq }) => id === envelope.id || (by === envelope.author && seq === envelope.seq)))
      return false;
    if (!envelope.parents.every((parent) => this.written.some(({ id }) => id === parent))) return false;
    if (envelope.kind === "referred") return this.mayRefer(envelope, person);
    if (this.first === null || envelope.case !== this.id || envelope.parents.length === 0) return false;
    return this.mayFollow(envelope, person, now);
  }

  private mayRefer(envelope: Extract<Envelope, { kind: "referred" }>, person: Person): boolean {
    if (this.first !== null || envelope.parents.length > 0) return false;
    if (person.kind === "member" && !has(person, sends)) return false;
    const { basis, receiver, fallback, child } = envelope;
    if (same(receiver, fallback)) return false;
    for (const desk of [receiver, fallback])
      if (desk !== null && !basis.recipients.some((named) => named === desk.desk || named === desk.organisation))
        return false;
    if (basis.purpose === "prevention") return basis.code === "consent" && !child;
    return basis.code !== "child" || child;
  }

  private mayFollow(envelope: Envelope, person: Person, now: number): boolean {
    const { first } = this;
    if (first === null) return false;
    const here = envelope.sender;
    const holds = this.inHand(now).some((desk) => same(desk, here));
    const helper = has(person, helps);
    const over = this.takenBackAt !== null;
    const mine = same(this.acceptedBy, here) && helper;
    const key = this.keys.at(-1);
    const trusted = this.inTeam(person) || this.brokeIn(person, now);
    const sealedToKey =
      key !== undefined && envelope.parts.every(({ recipients }) => recipients.join() === key.recipient);
    switch (envelope.kind) {
      case "passed-on":
        return (
          !over &&
          !this.saidPassed &&
          this.acceptedBy === null &&
          first.fallback !== null &&
          !this.declined.some((desk) => same(desk, first.receiver)) &&
          (envelope.why === "left" || now > this.cameAt + first.answerWithin * minute)
        );
      case "withdrawn":
        if (over) return false;
        if (person.kind === "device") return first.author === person.id;
        return (same(here, first.sender) && has(person, sends)) || (holds && helper);
      case "opened":
        return holds && helper && envelope.of === first.id && trusted;
      case "accepted":
        return (
          holds && helper && this.acceptedBy === null && (envelope.how === "phone") === (envelope.agreedAt !== null)
        );
      case "declined":
        return holds && helper && this.acceptedBy === null;
      case "keyed": {
        if (over || !mine || envelope.version !== this.keys.length + 1) return false;
        if (this.keys.some(({ recipient }) => recipient === envelope.recipient)) return false;
        if (envelope.team !== null && !envelope.team.includes(person.id)) return false;
        return this.inTeam(person) || (person.roles.includes("coordinator") && this.brokeIn(person, now));
      }
      case "resealed":
        return !over && mine && trusted && sealedToKey && envelope.of === first.id;
      case "noted":
      case "attached":
      case "recorded":
        return !over && mine && trusted && sealedToKey;
      case "erased": {
        const { of } = envelope;
        const place = this.names.findIndex(({ id }) => id === of);
        const newer = place < 0 ? [] : this.names.slice(place + 1);
        const fits = envelope.names.every((name) => {
          if (name === "file") return this.files.includes(of);
          if (name === "story") return this.stories.slice(0, -1).some(({ id }) => id === of);
          // "The old names go once the new ones are under the new key."
          return !this.gone.has(`${of}/person`) && newer.some(({ under }) => under === key?.recipient);
        });
        return mine && this.inTeam(person) && fits && envelope.names.length > 0;
      }
      case "broke-glass":
        return !over && mine && !this.inTeam(person) && !this.brokeIn(person, now) && envelope.hours <= 4;
      default:
        return false;
    }
  }

  /** It was written: remembers it. */
  write(envelope: Envelope, now: number): void {
    const { id, kind, author: by, seq, sender: desk } = envelope;
    this.written.push({ id, kind, by, seq, desk, parts: envelope.parts.map(({ name }) => name) });
    switch (envelope.kind) {
      case "referred":
        this.first = envelope;
        this.cameAt = now;
        this.stories.push({ id, by });
        break;
      case "accepted":
        [this.acceptedAt, this.acceptedBy] = [now, desk];
        break;
      case "declined":
        this.declined.push(desk);
        break;
      case "withdrawn":
        this.takenBackAt = now;
        break;
      case "passed-on":
        this.saidPassed = true;
        break;
      case "opened":
        this.purposes.push({ id, by, from: now });
        break;
      case "keyed":
        this.keys.push({ recipient: envelope.recipient, team: envelope.team });
        break;
      case "resealed":
        inOrder(this.stories, { id, by }, envelope.parents);
        break;
      case "erased":
        for (const name of envelope.names) this.gone.add(`${envelope.of}/${name}`);
        break;
      case "noted":
        inOrder(this.names, { id, by, under: envelope.parts[0]?.recipients[0] ?? "" }, envelope.parents);
        break;
      case "attached":
        this.files.push(id);
        break;
      case "broke-glass":
        this.broken.push({ by, from: now, until: now + envelope.hours * hour });
        break;
      default:
    }
  }
}

function hasParts(envelope: Envelope): boolean {
  const wanted: Readonly<Record<string, string>> = {
    ...{ referred: "card,story", declined: "answer", resealed: "story", noted: "person", attached: "file" },
    recorded: "record",
    keyed: envelope.kind === "keyed" && envelope.team !== null ? "glass,key" : "key",
  };
  return (
    envelope.parts
      .map(({ name }) => name)
      .sort()
      .join() === (wanted[envelope.kind] ?? "")
  );
}

/**
 * Two who write in the same millisecond do not know of each other: which of their entries is the newer one is then decided by the ids,
 * as nothing else can be the same for everybody.
 */
function inOrder<T extends { readonly id: string; readonly by: string }>(
  all: T[],
  one: T,
  parents: readonly string[],
): void {
  let at = all.length;
  for (; at > 0; at -= 1) {
    const before = all[at - 1];
    if (before === undefined || before.id < one.id || before.by === one.by || parents.includes(before.id)) break;
  }
  all.splice(at, 0, one);
}
