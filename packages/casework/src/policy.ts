import type { Actor } from "./actor.ts";
import { contentRules } from "./content-rules.ts";
import type { Envelope } from "./envelope.ts";
import {
  groundsOf,
  type Readable,
  type ReadFacts,
  type Reading,
  type ReadRule,
  readables,
  readRules,
} from "./read-rules.ts";
import { kinds, type Permission, type Refusal, type WriteRule, type Writing } from "./rule.ts";
import type { CaseState } from "./state.ts";
import { writeRules } from "./write-rules.ts";

export interface Rules {
  readonly writing: readonly WriteRule[];
  readonly reading: readonly ReadRule[];
}
/** The whole policy; docs/access.md lists it. */
export const allRules: Rules = { writing: [...writeRules, ...contentRules], reading: readRules };

export interface Policy {
  /**
   * May this actor add this entry to this case now? Shape, signature and hashes are checked elsewhere; this is about who, when
   * and on what ground (guidebook II.3, II.4). An entry that is there already is the caller's to answer as repeated, before.
   * @param state the case as folded from all entries the server has
   * @param now milliseconds since 1970, the server's clock
   */
  mayWrite(envelope: Envelope, actor: Actor, state: CaseState, now: number): Permission;
  /** May this actor have this now? A case that she may not know of is `not-found`. */
  mayRead(what: Readable, actor: Actor, facts: ReadFacts, now: number): Permission;
}

const yes: Permission = { ok: true };
const no = (why: Refusal): Permission => ({ ok: false, why });

function firstRefusal(
  rules: readonly ReadRule[],
  asked: Reading,
): { readonly at: number; readonly why: Refusal } | null {
  for (const [at, rule] of rules.entries()) {
    const why = rule.refuses(asked);
    if (why !== null) return { at, why };
  }
  return null;
}

/** A policy of these rules: the house's own has them all, a test leaves one out. */
export function policyOf(rules: Rules): Policy {
  const ofKind = new Map(kinds.map((kind) => [kind, rules.writing.filter((rule) => rule.about.includes(kind))]));
  const ofReadable = new Map(readables.map((one) => [one, rules.reading.filter((rule) => rule.about.includes(one))]));
  return {
    mayWrite: (envelope, actor, state, now) => {
      const asked: Writing = { envelope, actor, state, now };
      const speaking = ofKind.get(envelope.kind) ?? [];
      if (speaking.length === 0) return no("bad-request");
      for (const rule of speaking) {
        const why = rule.refuses(asked);
        if (why !== null) return no(why);
      }
      return yes;
    },
    mayRead: (what, actor, { state, opening, entry }, now) => {
      if (state.status === "no-referral" || actor.kind === "server") return no("not-found");
      const speaking = ofReadable.get(what) ?? [];
      const opened = state.openings.find((one) => one.entry === opening);
      // One ground is enough; where none is, the one that got furthest says why.
      let furthest: { readonly at: number; readonly why: Refusal } = { at: -1, why: "not-found" };
      for (const { as, desk } of groundsOf(actor, state)) {
        const asked: Reading = { as, desk, what, actor, state, opening: opened, entry, now };
        const refused = firstRefusal(speaking, asked);
        if (refused === null) return speaking.length > 0 ? yes : no("not-found");
        if (refused.at > furthest.at) furthest = refused;
      }
      return no(furthest.why);
    },
  };
}

export const { mayWrite, mayRead }: Policy = policyOf(allRules);
