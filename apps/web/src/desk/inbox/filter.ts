import type { InboxLine } from "@threshold/contract";
import { type Box, inBox, inOrder, matching, newestFirst, nightOrder } from "./lines.ts";
import { isForNight, isLate, isSoon, type Moments } from "./moments.ts";

/** What each choice of a filter can be, the first being "whatever". */
export const choices = {
  /** `mine`: she looks after it herself; `nobody`: nobody does, or somebody who is away or has left. */
  owner: ["any", "mine", "nobody"],
  /** `soon`: late, today or tomorrow; `night`: until eight in the morning. */
  due: ["any", "late", "soon", "night"],
  /** `usual`: in "All" any, elsewhere open ones. */
  state: ["usual", "open", "ended", "any"],
  /** `usual`: in "All" the newest, elsewhere what is due first. */
  order: ["usual", "due", "newest", "night"],
} as const;
export const flags = ["child", "urgent", "answer"] as const;

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K][number] };
/** Codes only. `answer`: waiting for an answer. */
export type Filter = Choices & Readonly<Record<(typeof flags)[number], boolean>>;

export const noFilter: Filter = {
  ...{ owner: "any", due: "any", state: "usual", order: "usual" },
  ...{ child: false, urgent: false, answer: false },
};

/** What a filter asks after, beside the line itself. */
export interface Asking extends Moments {
  /** The member who asks. */
  readonly self: string;
  /** Members who are here and not away; null where that is not known yet: then nobody counts as away. */
  readonly here: ReadonlySet<string> | null;
}

/** Lines of a box that fit, in their order. @param typed part of a reference */
export function shown(
  lines: Iterable<InboxLine>,
  box: Box,
  filter: Filter,
  typed: string,
  asking: Asking,
): readonly InboxLine[] {
  const fitting = inBox(lines, box).filter((line) => fits(line, box, filter, asking));
  return orderOf(box, filter)(matching(fitting, typed));
}

/** True where anything is left out. */
export const narrows = (filter: Filter): boolean =>
  flags.some((flag) => filter[flag]) || filter.owner !== "any" || filter.due !== "any" || filter.state !== "usual";

function fits(line: InboxLine, box: Box, filter: Filter, asking: Asking): boolean {
  const ended = line.box === null || line.closed;
  const state = filter.state === "usual" ? (box === "all" ? "any" : "open") : filter.state;
  return (
    (!filter.child || line.child) &&
    (!filter.urgent || line.urgency === "now") &&
    (!filter.answer || line.box === "waiting") &&
    (state === "any" || ended === (state === "ended")) &&
    owned(line, filter.owner, asking) &&
    due(line, filter.due, asking)
  );
}

function owned(line: InboxLine, wanted: Filter["owner"], { self, here }: Asking): boolean {
  if (wanted === "any") return true;
  if (line.box !== "mine") return false;
  return wanted === "mine" ? line.owner === self : isUnowned(line, here);
}

/** Nobody looks after it, or somebody who is not here. */
const isUnowned = ({ owner }: InboxLine, here: ReadonlySet<string> | null): boolean =>
  owner === null || (here !== null && !here.has(owner));

function due(line: InboxLine, wanted: Filter["due"], now: Moments): boolean {
  if (wanted === "any") return true;
  if (wanted === "night") return isForNight(line, now);
  return !line.closed && (wanted === "late" ? isLate(line, now) : isSoon(line, now));
}

function orderOf(box: Box, { order }: Filter) {
  const usual = box === "all" ? "newest" : "due";
  return { due: inOrder, newest: newestFirst, night: nightOrder }[order === "usual" ? usual : order];
}

/** A filter out of what was kept; what this program does not know is whatever. */
export function readFilter(kept: unknown): Filter {
  const said = (typeof kept === "object" && kept !== null ? kept : {}) as Readonly<Record<string, unknown>>;
  const choice = <K extends keyof Choices>(key: K) => choices[key].find((one) => one === said[key]) ?? choices[key][0];
  const flag = (key: (typeof flags)[number]) => said[key] === true;
  return {
    ...({ owner: choice("owner"), due: choice("due"), state: choice("state"), order: choice("order") } as Choices),
    ...{ child: flag("child"), urgent: flag("urgent"), answer: flag("answer") },
  };
}
