import type { KeyChange } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { publish } from "../trust/publish.ts";
import { changeDeskKey, currentKeys } from "./desk-keys.store.ts";

/** A member as she is to be after the change. */
export interface Person {
  readonly id: string;
  readonly desks: readonly string[];
}

/** What a change of people asks of its keys. */
export interface Asked {
  /** Everybody who is here afterwards with a certificate, or gets one by this. */
  readonly people: readonly Person[];
  /** Desks that have to get a new key, and no others. */
  readonly rotate: readonly string[];
  /** Whose certificate has to be made anew. */
  readonly certify: readonly string[];
  /** A desk that is added by this. */
  readonly added?: string;
}

/**
 * Takes what an administrator's browser made for one change, in the caller's transaction: all of it fits, or nothing is kept.
 * Whether the browser made it well is for other browsers to check; the server sees that nobody is left out and nobody is let in by
 * the way.
 */
export async function takeKeys(
  house: House,
  scope: Scope,
  by: CallerMember,
  change: KeyChange,
  asked: Asked,
): Promise<Refused | null> {
  const wrong = fits(change, asked);
  if (wrong !== null) return refused("keys-incomplete", wrong);
  const before = await currentKeys(scope);
  for (const [at, key] of change.desks.entries()) {
    const version = before.find((one) => one.desk === key.desk)?.version ?? 0;
    if (key.version !== version + 1) return refused("people-changed", `/change/desks/${at}/version`);
    await changeDeskKey(scope, by.organisation, key, house.clock());
    const kind = key.desk === asked.added ? "desk-added" : "desk-key-rotated";
    await addRecord(scope, house, { organisation: by.organisation, kind, by: by.id, about: key.desk });
  }
  const { statement, certificates } = change;
  return publish(scope, house, by, { statement, certificates });
}

/** The first place that does not fit, as a JSON pointer; null where all does. What statement and certificates say is for `publish`. */
function fits({ statement, certificates, desks }: KeyChange, { people, rotate, certify }: Asked): string | null {
  const named = desks.map((one) => one.desk);
  if (!sameSet(named, rotate)) return "/change/desks";
  for (const [at, key] of desks.entries()) {
    const who = people.filter((one) => one.desks.includes(key.desk)).map((one) => one.id);
    const wraps = key.wraps.map((one) => one.member);
    if (!sameSet(wraps, who)) return `/change/desks/${at}/wraps`;
  }
  const made = new Set(certificates.map((one) => one.statement.id));
  if (!certify.every((id) => made.has(id))) return "/change/certificates";
  return desks.length > 0 && statement === null ? "/change/statement" : null;
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();
