import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { askingEnds } from "./asking.ts";
import { findRecovery, type RecoveryRow, withRecovery } from "./recovery.store.ts";

/** `member` is null for one that nobody can answer: under a name that nobody has, or when newer ones took its place. */
export type Asking = Omit<NonNullable<RecoveryRow>, "member"> & { readonly member: string | null };

/**
 * Runs with the asking of a token. Where there is none, with one that is invented on the spot and asks the database the same: neither
 * answer nor time tells which it was.
 */
export async function withAsking<T>(
  house: House,
  token: string,
  work: (scope: Scope, row: Asking) => Promise<T>,
): Promise<T> {
  const ends = await askingEnds(house, token);
  const known = await findRecovery(house, token);
  const place = known ?? { id: crypto.randomUUID(), organisation: crypto.randomUUID() };
  return withRecovery(house, place, (scope, row) => {
    const displaced = row?.state === "stopped" && row.ended_by === null;
    if (row !== undefined && !displaced) return work(scope, row);
    return work(scope, unanswered(row?.expires_at ?? ends ?? new Date(0), place));
  });
}

function unanswered(expires_at: Date, place: { readonly id: string; readonly organisation: string }): Asking {
  return {
    ...place,
    ...{ member: null, token_hash: Buffer.alloc(32), how: "shares", recipient: "", verify_key: "" },
    ...{ kdf: null, proof_hash: null, bundle: null, desks: [], asked_at: expires_at, expires_at },
    ...{ state: "asked", ended_at: null, ended_by: null },
  };
}
