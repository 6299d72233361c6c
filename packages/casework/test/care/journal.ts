import type { Arrival } from "../../src/arrival.ts";
import type { CaseRecord, ForeignRecord, Topic } from "../../src/care/index.ts";
import { type Care, foldCare } from "../../src/care/index.ts";

/** Leaves out the key from each of a union's members. */
type Without<R, K extends PropertyKey> = R extends unknown ? Omit<R, K> : never;
export type Said = Without<CaseRecord, "v" | "at"> | { readonly topic: string };

/** A record with the entry that holds it, and all entries that its author knew, by the plain definition: parents, what she wrote before, and so on. */
export interface Heard<R> {
  readonly id: string;
  readonly record: R;
  readonly knew: ReadonlySet<string>;
}

const at = "2026-11-02T12:00:00Z";

/** What people recorded of one case, and who knew what. */
export class Journal {
  readonly arrivals: Arrival[] = [];
  readonly records = new Map<string, CaseRecord | ForeignRecord>();
  readonly #seqs = new Map<string, number>();
  readonly #last = new Map<string, string>();
  readonly #before = new Map<string, readonly string[]>();
  required: readonly string[] = [];

  /** @param knowing ids of entries its author knew; by default all that is here. @returns the entry's id */
  say(said: Said, { by = "ana", knowing = this.arrivals.map((one) => one.envelope.id) } = {}): string {
    const seq = (this.#seqs.get(by) ?? 0) + 1;
    this.#seqs.set(by, seq);
    const id = `0${this.arrivals.length.toString().padStart(4, "0")}`;
    const desk = { organisation: "o", desk: "d" };
    const frame = { v: 1, id, case: "c", parents: [...knowing].sort(), author: by, seq, at, sender: desk, parts: [] };
    this.#before.set(id, [...knowing, ...(this.#last.get(by) === undefined ? [] : [this.#last.get(by) ?? ""])]);
    this.#last.set(by, id);
    this.arrivals.push({ envelope: { ...frame, kind: "recorded" }, receivedAt: at });
    this.records.set(id, { v: 1, at, ...said } as CaseRecord | ForeignRecord);
    return id;
  }

  get care(): Care {
    return foldCare(this.arrivals, this.records, { required: this.required });
  }

  /** All records of a topic, in the order in which they were written. */
  heard<T extends Topic>(topic: T): readonly Heard<Extract<CaseRecord, { topic: T }>>[] {
    return [...this.records].flatMap(([id, record]) =>
      record.topic === topic ? [this.#heard(id, record as Extract<CaseRecord, { topic: T }>)] : [],
    );
  }

  #heard<R>(id: string, record: R): Heard<R> {
    const journal = this;
    let knew: ReadonlySet<string> | null = null;
    return {
      ...{ id, record },
      get knew() {
        knew ??= journal.knewBy(id);
        return knew;
      },
    };
  }

  /** All entries that the author of this one knew: found out when asked for, since for a long case all of them together are too many to keep. */
  knewBy(entry: string): ReadonlySet<string> {
    const knew = new Set<string>();
    const left = [...(this.#before.get(entry) ?? [])];
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      if (knew.has(one)) continue;
      knew.add(one);
      left.push(...(this.#before.get(one) ?? []));
    }
    return knew;
  }

  flagsOf(entry: string): readonly string[] {
    return this.care.timeline.find((item) => item.entry === entry)?.flags ?? [];
  }
}

export const need = (state: "wanted" | "offered" | "waiting" | "given" | "declined", id = "food"): Said => ({
  ...{ topic: "need", need: id, state, by: null, note: null },
});
export const begin = (from: string, days = 30): Said => ({
  ...{ topic: "reflection", act: { is: "started", from, days }, reason: null },
});
export const extend = (until: string): Said => ({
  ...{ topic: "reflection", act: { is: "extended", until }, reason: null },
});
export const end = (on: string): Said => ({ topic: "reflection", act: { is: "ended", on }, reason: null });
export const step = (id: string, state: "open" | "done" | "not-needed"): Said => ({
  ...{ topic: "child-step", step: id, state, by: null, note: null },
});
export const close = (unfinished: readonly { step: string; why: string }[] = []): Said => ({
  ...{ topic: "closed", reason: "helped", note: null, unfinished },
});
export const reopen: Said = { topic: "reopened", note: null };
