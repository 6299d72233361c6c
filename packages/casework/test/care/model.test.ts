import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseRecord } from "../../src/care/index.ts";
import { foreign, said, saidOf } from "./any-record.ts";
import { Journal, type Said } from "./journal.ts";

/*
 * One person writes after the other, each knowing everything. Then the state is what a notebook would say that is kept by hand: the last word
 * on each thing, and a few sentences of the guidebook about what may not be undone. Nothing here comes from the fold.
 */
class Notebook {
  readonly last = new Map<string, string>();
  readonly required = ["guardian", "school"];
  readonly steps = new Map<string, string>();
  readonly missing = new Set<string>();
  closed = false;
  everClosed = false;
  reflection: { from: string; until: string; endedOn: string | null } | null = null;
  /** Entries that changed nothing, or not all that they say, when they were written. */
  readonly ignored = new Set<string>();

  write(entry: string, record: CaseRecord): void {
    if (record.topic === "closed") this.#close(entry, record.unfinished);
    else if (record.topic === "reopened") {
      if (!this.everClosed) this.ignored.add(entry);
      this.closed = false;
    } else if (record.topic === "reflection") this.#reflect(entry, record.act);
    else if (record.topic === "alarm") {
      // "Found" ends whatever alarm was raised for the person.
      if (record.state === "found") this.missing.clear();
      else this.missing.add(record.alarm);
    } else {
      if (record.topic === "child-step") this.steps.set(record.step, record.state);
      this.last.set(this.#thing(record), entry);
    }
  }

  /** "An open child step blocks closing without a named reason." */
  #close(entry: string, unfinished: readonly { step: string; why: string }[]): void {
    const open = this.required.filter((step) => (this.steps.get(step) ?? "open") === "open");
    const named = (step: string) => unfinished.some((one) => one.step === step && one.why !== "");
    if (open.every(named)) this.closed = this.everClosed = true;
    else this.ignored.add(entry);
  }

  /** "The country's days, never under 30; extended, never paused; ends only by a recorded decision of the person or by time." */
  #reflect(entry: string, act: Extract<CaseRecord, { topic: "reflection" }>["act"]): void {
    const now = this.reflection;
    if (act.is === "started") {
      const until = plus(act.from, Math.max(act.days, 30));
      if (act.days < 30) this.ignored.add(entry);
      const again = now !== null && now.endedOn === null;
      // Begun twice in one period: the first day and the last end count, with what made it longer since.
      this.reflection = again
        ? { from: min(now.from, act.from), until: max(now.until, until), endedOn: null }
        : { from: act.from, until, endedOn: null };
      return;
    }
    if (now === null || now.endedOn !== null) {
      // A second end of the same period: the earlier day counts.
      if (act.is === "ended" && now !== null && now.endedOn !== null) now.endedOn = min(now.endedOn, act.on);
      else this.ignored.add(entry);
      return;
    }
    if (act.is === "ended") now.endedOn = act.on;
    else if (act.until > now.until) now.until = act.until;
    else this.ignored.add(entry);
  }

  #thing(record: CaseRecord): string {
    const { topic, ...rest } = record as CaseRecord & Readonly<Record<string, string>>;
    const key = {
      ...{ stage: "stage", step: "step", told: "piece", choice: "purpose", need: "need", risk: "risk" },
      ...{ "child-step": "step", task: "task", owner: "", offence: "offence", wish: "wish" },
      ...{ link: "link", passed: "passed", evidence: "item", "alarm-step": "step" },
    }[topic as "stage"];
    const alarm = topic === "alarm-step" ? `${rest.alarm}/` : "";
    return `${topic} ${alarm}${key === "" ? "" : rest[key]}`;
  }
}

const plus = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const min = (one: string, other: string): string => (one < other ? one : other);
const max = (one: string, other: string): string => (one > other ? one : other);

describe("one after the other, each knowing everything", () => {
  const follow = (all: readonly Said[]) => {
    const [journal, notebook] = [new Journal(), new Notebook()];
    journal.required = notebook.required;
    all.forEach((record, n) => {
      const entry = journal.say(record, { by: ["ana", "bo", "cy"][n % 3] ?? "" });
      if (record.topic !== "of-a-newer-version") notebook.write(entry, { v: 1, at: "", ...record } as CaseRecord);
      compare(journal, notebook);
    });
  };

  it("says what a notebook kept by hand says, at every step", () => {
    const records = fc.array(fc.oneof({ weight: 9, arbitrary: said }, foreign), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(records, follow), { numRuns: 200 });
  });

  it.each(["reflection", "closing"])("%s alone", (what) => {
    const one =
      what === "closing" ? [saidOf("closed"), saidOf("reopened"), saidOf("child-step")] : [saidOf("reflection")];
    fc.assert(fc.property(fc.array(fc.oneof(...one), { minLength: 1, maxLength: 8 }), follow), { numRuns: 300 });
  });
});

function compare(journal: Journal, notebook: Notebook): void {
  const { care } = journal;
  const maps = {
    ...{ stage: care.stages, step: care.steps, told: care.told, choice: care.choices, need: care.needs },
    ...{ risk: care.risks, "child-step": care.childSteps, task: care.tasks, offence: care.offences },
    ...{ wish: care.wishes, "alarm-step": care.alarmSteps, link: care.links, passed: care.passed },
  } as const;
  const now = new Map<string, string>();
  for (const [topic, map] of Object.entries(maps))
    for (const [id, standing] of map) {
      now.set(`${topic} ${id}`, standing.now.entry);
      expect(standing.also).toEqual([]);
    }
  for (const [item, { ends }] of care.evidence) now.set(`evidence ${item}`, ends.map((one) => one.entry).join());
  const missing = [...care.alarms].filter(([, standing]) => standing.now.record.state === "missing");
  expect(missing.map(([alarm]) => alarm).sort()).toEqual([...notebook.missing].sort());
  if (care.owner !== null) now.set("owner ", care.owner.now.entry);
  const sorted = (map: ReadonlyMap<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(sorted(now)).toEqual(sorted(notebook.last));
  expect(care.closed !== null).toBe(notebook.closed);
  expect(care.reflection).toEqual(notebook.reflection);
  const idle = ["child-step-open", "not-closed", "no-period", "too-few-days", "shortens-nothing"];
  const last = care.timeline.at(-1);
  expect(last?.flags.some((flag) => idle.includes(flag))).toBe(notebook.ignored.has(last?.entry ?? ""));
}
