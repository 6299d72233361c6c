import { type AnyEnvelope, type Arrival, parentsOf, placeOf, stableText } from "./arrival.ts";
import type { Flag } from "./flags.ts";

/** One entry in its place, with what it rests on. */
export interface Placed {
  readonly envelope: AnyEnvelope;
  /** Earliest receipt that came with it. */
  readonly receivedAt: string | null;
  readonly flags: Set<Flag>;
  /** Places of the entries its author knew directly: parents, and the author's own entry before. */
  readonly after: readonly number[];
}

interface Node {
  readonly envelope: AnyEnvelope;
  readonly key: string;
  receivedAt: string | null;
  readonly flags: Set<Flag>;
  readonly needs: Set<Node>;
  readonly neededBy: Node[];
  waits: number;
  place: number;
}

/**
 * Puts entries into one order, the same for whatever order they came in and however often: parents first, an author's own
 * entries by their number, ties by id. Circles are cut at their smallest id, and flagged.
 */
export function order(arrivals: readonly Arrival[]): readonly Placed[] {
  const nodes = merge(arrivals);
  link(nodes);
  const placed: Node[] = [];
  const left = new Set(nodes);
  const ready = nodes.filter((node) => node.waits === 0);
  while (left.size > 0) {
    const node = ready.shift() ?? cut(left);
    if (node.place >= 0) continue;
    node.place = placed.length;
    placed.push(node);
    left.delete(node);
    for (const next of node.neededBy) {
      next.waits -= 1;
      if (next.waits === 0 && next.place < 0) insert(ready, next);
    }
  }
  return placed.map(({ envelope, receivedAt, flags, needs, place }) => ({
    envelope,
    receivedAt,
    flags,
    after: [...needs].map((need) => need.place).filter((other) => other < place),
  }));
}

/** One node per different envelope, sorted by id, then by content. */
function merge(arrivals: readonly Arrival[]): Node[] {
  const byKey = new Map<string, Node>();
  for (const { envelope, receivedAt } of arrivals) {
    const key = `${envelope.id} ${stableText(envelope)}`;
    const known = byKey.get(key);
    if (known === undefined) {
      byKey.set(key, {
        envelope,
        key,
        receivedAt: receivedAt ?? null,
        flags: new Set(),
        needs: new Set(),
        neededBy: [],
        waits: 0,
        place: -1,
      });
    } else if (receivedAt !== undefined && (known.receivedAt === null || receivedAt < known.receivedAt)) {
      known.receivedAt = receivedAt;
    }
  }
  return [...byKey.values()].sort(byKeyOrder);
}

function link(nodes: readonly Node[]): void {
  const byId = new Map<string, Node>();
  const byAuthor = new Map<string, Map<number, Node[]>>();
  for (const node of nodes) {
    const first = byId.get(node.envelope.id);
    if (first === undefined) byId.set(node.envelope.id, node);
    else {
      first.flags.add("forked");
      node.flags.add("forked").add("set-aside");
    }
    const place = placeOf(node.envelope);
    if (place === null || first !== undefined) continue;
    const own = byAuthor.get(place.author) ?? new Map<number, Node[]>();
    byAuthor.set(place.author, own);
    own.set(place.seq, [...(own.get(place.seq) ?? []), node]);
  }
  for (const node of nodes) {
    for (const parent of parentsOf(node.envelope)) {
      const known = byId.get(parent);
      if (known === undefined) node.flags.add("parent-missing");
      else need(node, known);
    }
  }
  for (const own of byAuthor.values()) linkSequence(own);
}

/** An author knows what she wrote before. Where a number was used twice, the smaller id stands for both. */
function linkSequence(own: Map<number, Node[]>): void {
  let before: Node | undefined;
  for (const seq of [...own.keys()].sort((a, b) => a - b)) {
    const group = own.get(seq) ?? [];
    for (const node of group) {
      if (group.length > 1) node.flags.add("seq-twice");
      if (before !== undefined) need(node, before);
    }
    before = group[0];
  }
}

function need(node: Node, known: Node): void {
  if (node === known) node.flags.add("loop");
  if (node === known || node.needs.has(known)) return;
  node.needs.add(known);
  known.neededBy.push(node);
  node.waits += 1;
}

/** Nothing is free to go first, so there is a circle: follow it round once and take its smallest. */
function cut(left: ReadonlySet<Node>): Node {
  const path: Node[] = [];
  const seen = new Set<Node>();
  let at: Node | undefined = left.values().next().value;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    path.push(at);
    at = [...at.needs].filter((need) => left.has(need)).sort(byKeyOrder)[0];
  }
  const circle = at === undefined ? path : path.slice(path.indexOf(at));
  const smallest = circle.sort(byKeyOrder)[0];
  if (smallest === undefined) throw new Error("an order was asked of nothing");
  smallest.flags.add("loop");
  return smallest;
}

function insert(ready: Node[], node: Node): void {
  let low = 0;
  let high = ready.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = ready[middle];
    if (other !== undefined && byKeyOrder(other, node) < 0) low = middle + 1;
    else high = middle;
  }
  ready.splice(low, 0, node);
}

function byKeyOrder(one: Node, other: Node): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
