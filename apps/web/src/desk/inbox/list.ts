import { signal } from "@preact/signals";
import type { Found, Inbox, InboxLine } from "@threshold/contract";
import { type Answered, call } from "../../shared/api.ts";
import type { Box } from "./lines.ts";

export type Counts = NonNullable<Inbox["counts"]>;

/** Every line that the server named so far, by its case: boxes, filters and views are looks at these. Emptied with the keys. */
export const lines = signal<ReadonlyMap<string, InboxLine>>(new Map());
/** How many there are, by the server; null before it said anything. */
export const counts = signal<Counts | null>(null);
/** The server's clock when it was last asked. */
export const asOf = signal<string | null>(null);
/** Boxes of which every page is here. */
export const whole = signal<ReadonlySet<Box>>(new Set());

/** As many cases as one question names. */
const atOnce = 50;
/** Cases in which something happened since they were last asked for. */
const changed = new Set<string>();
/** From when on changes of `mine` are not known yet, by the server's clock; null while they were never read whole. */
let mineSince: string | null = null;
/** Counts up when everything is forgotten: what was asked before then is for somebody who is gone. */
let turn = 0;
let wantsAll = false;

type Failed = Extract<Answered<never>, { readonly ok: false }>;

/** Something happened in this case; the next look asks for it. */
export const noteChange = (id: string): void => void changed.add(id);

/**
 * Brings the list up to now: what waits, whole; of one's own, what changed since; whatever was said to have changed; and of everything
 * else the newest. Lines show as soon as their page is here. @returns what went wrong; null where nothing did
 */
export async function refresh(): Promise<Failed | null> {
  const started = turn;
  const asked = [...changed];
  const waiting = await pages("waiting");
  if (!waiting.ok) return waiting;
  const before = [...lines.peek().values()].filter(({ box }) => box === "waiting").map((line) => line.case);
  const failed = await refreshMine();
  if (failed !== null) return failed;
  // Answered, taken back or passed on meanwhile: asked for, to say what became of them.
  const gone = before.filter((id) => !waiting.value.has(id) && lines.peek().get(id)?.box === "waiting");
  const again = await named([...new Set([...gone, ...asked])]);
  if (again !== null) return again;
  if (started === turn) for (const id of asked) changed.delete(id);
  return wantsAll ? loadAll() : null;
}

async function refreshMine(): Promise<Failed | null> {
  if (mineSince !== null) {
    const answer = await page(`/inbox?box=mine&since=${mineSince}`);
    if (!answer.ok) return answer;
    mineSince = answer.value.now;
    // Where they are not as many as there should be, something was missed: then all of them once more.
    if (fits()) return null;
  }
  const all = await pages("mine");
  if (!all.ok) return all;
  mineSince = all.value.since;
  const gone = [...lines.peek().values()].filter((line) => line.box === "mine" && !all.value.has(line.case));
  return named(gone.map((line) => line.case));
}

function fits(): boolean {
  const mine = [...lines.peek().values()].filter(({ box }) => box === "mine");
  const closed = mine.filter((line) => line.closed).length;
  const said = counts.peek();
  return said !== null && said.closed === closed && said.mine === mine.length - closed;
}

/** Reads everything that ever came, the newest first; from then on each look has the newest of it. */
export async function loadAll(): Promise<Failed | null> {
  wantsAll = true;
  if (whole.peek().has("all")) {
    const newest = await page("/inbox?box=all");
    return newest.ok ? null : newest;
  }
  const all = await pages("all");
  return all.ok ? null : all;
}

interface Pages {
  has(id: string): boolean;
  /** The server's clock at the first page. */
  readonly since: string;
}

/** Reads a box page by page. */
async function pages(box: Box): Promise<Answered<Pages>> {
  const seen = new Set<string>();
  let since = "";
  let next: string | null = "";
  while (next !== null) {
    const answer: Answered<Inbox> = await page(`/inbox?box=${box}${next === "" ? "" : `&after=${next}`}`);
    if (!answer.ok) return answer;
    for (const line of answer.value.lines) seen.add(line.case);
    if (since === "") since = answer.value.now;
    next = answer.value.next;
  }
  if (!whole.peek().has(box)) whole.value = new Set([...whole.peek(), box]);
  return { ok: true, status: 200, value: { has: (id) => seen.has(id), since } };
}

async function page(path: string): Promise<Answered<Inbox>> {
  const started = turn;
  const answer = await call<Inbox>(path);
  if (answer.ok && started === turn) {
    merge(answer.value.lines);
    asOf.value = answer.value.now;
    if (answer.value.counts !== null) counts.value = answer.value.counts;
  }
  return answer;
}

/** Asks for these cases by name; those that are not shown to her any more leave the list. */
async function named(cases: readonly string[]): Promise<Failed | null> {
  const started = turn;
  for (let from = 0; from < cases.length; from += atOnce) {
    const some = cases.slice(from, from + atOnce);
    const answer = await call<Found>("/inbox/found", { method: "POST", body: { cases: some } });
    if (!answer.ok) return answer;
    if (started !== turn) return null;
    const found = answer.value.lines.map(({ card: _, referral: __, ...line }): InboxLine => line);
    merge(
      found,
      some.filter((id) => !found.some((line) => line.case === id)),
    );
  }
  return null;
}

/** A line that says the same stays the same object, so that nothing is drawn anew that did not change. */
function merge(fresh: readonly InboxLine[], gone: readonly string[] = []): void {
  const known = lines.peek();
  const news = fresh.filter((line) => JSON.stringify(known.get(line.case)) !== JSON.stringify(line));
  if (news.length === 0 && !gone.some((id) => known.has(id))) return;
  const next = new Map(known);
  for (const line of news) next.set(line.case, line);
  for (const id of gone) next.delete(id);
  lines.value = next;
}

export function forgetList(): void {
  turn += 1;
  wantsAll = false;
  mineSince = null;
  changed.clear();
  lines.value = new Map();
  counts.value = null;
  asOf.value = null;
  whole.value = new Set();
}
