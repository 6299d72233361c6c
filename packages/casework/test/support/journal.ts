import { randomBytes } from "node:crypto";
import type {
  Accepted,
  Attached,
  BrokeGlass,
  Declined,
  DeskAddress,
  Envelope,
  Erased,
  Keyed,
  Noted,
  Opened,
  PartNote,
  PassedOn,
  Recorded,
  Referred,
  Resealed,
  Withdrawn,
} from "../../src/envelope.ts";
import { makeReference } from "../../src/reference.ts";
import { makeUuidV7 } from "../../src/uuid.ts";

/** Invented desks and people; the ids are plain to read, so that a failing test can be followed. */
export const uuid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
export const desk = (digit: string): DeskAddress => ({ organisation: uuid(digit), desk: uuid(digit) });
export const station = desk("1");
export const shelter = desk("2");
export const unit = desk("3");
export const stranger = desk("4");
export const caseId = uuid("c");
export const phone = uuid("a");
export const server = uuid("f");
/** Monday noon, by the server's clock. */
export const start = Date.parse("2026-11-02T12:00:00Z");
export const minute = 60_000;

export const instant = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
const random = (n: number) => new Uint8Array(randomBytes(n));
/** Plain to tell apart: `age1qqq…1` is the key of version 1. */
export const caseKey = (version: number) => `age1${String(version).padStart(58, "q")}`;
const part = (name: PartNote["name"], recipient = caseKey(0)): PartNote => ({
  name,
  sha256: "0".repeat(64),
  recipients: [recipient],
});

interface Options {
  readonly parents?: readonly (Envelope | string)[];
  readonly author?: string;
  readonly seq?: number;
  readonly time?: number;
  readonly sender?: DeskAddress;
  readonly id?: string;
}

/** Numbers are given out in the order of writing, per author, as a client does. */
export class Journal {
  private readonly next = new Map<string, number>();

  private common({ parents = [], author = phone, seq, time = start, sender = station, id }: Options) {
    const number = seq ?? (this.next.get(author) ?? 0) + 1;
    this.next.set(author, number);
    return {
      v: 1 as const,
      id: id ?? makeUuidV7(time, random),
      case: caseId,
      parents: parents.map((parent) => (typeof parent === "string" ? parent : parent.id)).sort(),
      author,
      seq: number,
      at: instant(time),
      sender,
      parts: [] as readonly PartNote[],
    };
  }

  referred(
    options: Options &
      Partial<Pick<Referred, "receiver" | "fallback" | "child" | "answerWithin" | "reference" | "basis">> = {},
  ): Referred {
    const { fallback = unit, receiver = shelter, child = false, answerWithin = 60 } = options;
    const recipients = [receiver.organisation, ...(fallback === null ? [] : [fallback.organisation])];
    return {
      ...this.common(options),
      parts: [part("card"), part("story")],
      kind: "referred",
      reference: options.reference ?? makeReference(random),
      receiver,
      fallback,
      urgency: "now",
      child,
      answerWithin,
      basis: options.basis ?? { code: "consent", purpose: "assistance", recipients },
    };
  }
  opened(of: Envelope | string, options: Options & Partial<Pick<Opened, "purpose">> = {}): Opened {
    const entry = typeof of === "string" ? of : of.id;
    return {
      ...this.common({ sender: shelter, author: uuid("b"), ...options }),
      kind: "opened",
      of: entry,
      purpose: options.purpose ?? "answer",
    };
  }
  accepted(options: Options & Partial<Pick<Accepted, "how" | "agreedAt">> = {}): Accepted {
    const { how = "desk", agreedAt = null } = options;
    return { ...this.common({ sender: shelter, author: uuid("b"), ...options }), kind: "accepted", how, agreedAt };
  }
  declined(options: Options & Partial<Pick<Declined, "onward">> = {}): Declined {
    const { onward = null } = options;
    return {
      ...this.common({ sender: shelter, author: uuid("b"), ...options }),
      parts: [part("answer")],
      kind: "declined",
      onward,
    };
  }
  withdrawn(options: Options = {}): Withdrawn {
    return { ...this.common(options), kind: "withdrawn" };
  }
  passedOn(options: Options = {}): PassedOn {
    return { ...this.common({ author: server, ...options }), kind: "passed-on" };
  }
  keyed(options: Options & Partial<Pick<Keyed, "version" | "team" | "recipient">> = {}): Keyed {
    const { version = 1, team = null, recipient = caseKey(version) } = options;
    return {
      ...this.common({ sender: shelter, author: uuid("b"), ...options }),
      parts: [part("key"), ...(team === null ? [] : [part("glass")])],
      ...{ kind: "keyed", recipient, version, team },
    };
  }
  resealed(of: Envelope | string, options: Options & { to?: string } = {}): Resealed {
    const entry = typeof of === "string" ? of : of.id;
    const common = this.common({ sender: shelter, author: uuid("b"), ...options });
    return { ...common, parts: [part("story", options.to ?? caseKey(1))], kind: "resealed", of: entry };
  }
  erased(of: Envelope | string, names: Erased["names"], options: Options = {}): Erased {
    const entry = typeof of === "string" ? of : of.id;
    return { ...this.common({ sender: shelter, author: uuid("b"), ...options }), kind: "erased", of: entry, names };
  }
  noted(options: Options & { to?: string } = {}): Noted {
    const common = this.common({ sender: shelter, author: uuid("b"), ...options });
    return { ...common, parts: [part("person", options.to ?? caseKey(1))], kind: "noted" };
  }
  attached(options: Options & { to?: string; size?: number; replaces?: string } = {}): Attached {
    const { replaces } = options;
    const common = this.common({ sender: shelter, author: uuid("b"), ...options });
    return {
      ...common,
      parts: [part("file", options.to ?? caseKey(1))],
      ...{ kind: "attached", size: options.size ?? 1 },
      ...(replaces === undefined ? {} : { replaces }),
    };
  }
  recorded(
    options: Options & { to?: string; nextDue?: string | null; closed?: boolean; stepsDone?: boolean } = {},
  ): Recorded {
    const { nextDue = null, closed, stepsDone } = options;
    const common = this.common({ sender: shelter, author: uuid("b"), ...options });
    const more = { ...(closed === undefined ? {} : { closed }), ...(stepsDone === undefined ? {} : { stepsDone }) };
    return { ...common, parts: [part("record", options.to ?? caseKey(1))], kind: "recorded", nextDue, ...more };
  }
  brokeGlass(options: Options & Partial<Pick<BrokeGlass, "reason" | "hours">> = {}): BrokeGlass {
    const { reason = "missing", hours = 1 } = options;
    const common = this.common({ sender: shelter, author: uuid("b"), ...options });
    return { ...common, kind: "broke-glass", reason, hours };
  }
}
