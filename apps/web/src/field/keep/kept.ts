import { changePeople, people } from "../notes/current.ts";
import type { People } from "../notes/people.ts";
import { database, type KeptRow } from "../outbox/database.ts";
import { isOver, keptRows, lastDay, mostKept } from "../people/kept-rows.ts";
import { fromKept, toKept } from "../people/kept-text.ts";

export type KeepOutcome =
  | { readonly ok: true; readonly code: string; readonly until: string }
  | { readonly ok: false; readonly why: "no-storage" | "full" | "not-loaded" };
export type OpenOutcome =
  | { readonly ok: true; readonly people: People }
  | { readonly ok: false; readonly why: "short" | "wrong" | "newer" | "not-loaded" };

const sealingPart = () => import("@threshold/sealing").catch(() => null);

/**
 * Seals everything noticed here under a new code and stores it, in place of what it was opened from. The code is in no storage and is
 * given back once.
 */
export async function keepHere(): Promise<KeepOutcome> {
  const sealing = await sealingPart();
  if (sealing === null) return { ok: false, why: "not-loaded" };
  const rows = await sweepKept();
  if (rows === null) return { ok: false, why: "no-storage" };
  const now = people.value;
  if (rows.filter(({ id }) => id !== now.from).length >= mostKept) return { ok: false, why: "full" };
  const code = sealing.makeShortCode();
  const bytes = await sealing.sealWithCode(toKept(now), code);
  const row: KeptRow = { id: crypto.randomUUID(), bytes, until: lastDay(Date.now()) };
  if (!(await replace(row, now.from).catch(() => false))) return { ok: false, why: "no-storage" };
  // Whoever goes on now keeps the same people the next time.
  changePeople((before) => ({ ...before, from: row.id }));
  await sweepKept();
  return { ok: true, code, until: row.until };
}

/** The new one and the end of the old one together: either both or neither. */
async function replace(row: KeptRow, old: string | null): Promise<boolean> {
  const tx = (await database()).transaction("kept", "readwrite", { durability: "strict" });
  tx.store.put(row).catch(() => undefined);
  if (old !== null) tx.store.delete(old).catch(() => undefined);
  await tx.done;
  return true;
}

/** Tries a code on everything kept here. What does not open stays as it is. */
export async function openKept(typed: string): Promise<OpenOutcome> {
  const sealing = await sealingPart();
  if (sealing === null) return { ok: false, why: "not-loaded" };
  const code = sealing.readShortCode(typed);
  if (code === null) return { ok: false, why: "short" };
  await sweepKept();
  const rows = await database()
    .then((db) => db.getAll("kept"))
    .catch((): KeptRow[] => []);
  for (const { id, bytes } of rows) {
    const opened = await sealing.openWithCode(bytes, code);
    if (!opened.ok) continue;
    const kept = fromKept(opened.value);
    return kept === null ? { ok: false, why: "newer" } : { ok: true, people: { ...kept, from: id } };
  }
  return { ok: false, why: "wrong" };
}

export async function dropKept(id: string): Promise<void> {
  await database()
    .then((db) => db.delete("kept", id))
    .catch(() => undefined);
  await sweepKept();
}

/** Deletes what the notes were opened from: they are sealed to a desk now, or no longer wanted. */
export async function dropOpened(): Promise<void> {
  const { from } = people.value;
  if (from !== null) await dropKept(from);
}

/**
 * Deletes what is over, and shows what is left.
 * @returns null where this phone cannot store
 */
export async function sweepKept(): Promise<readonly KeptRow[] | null> {
  const left = await stored().catch(() => null);
  keptRows.value = left?.map(({ id, until }) => ({ id, until })) ?? null;
  return left;
}

async function stored(): Promise<readonly KeptRow[]> {
  const tx = (await database()).transaction("kept", "readwrite");
  const left: KeptRow[] = [];
  for (const row of await tx.store.getAll()) {
    if (isOver(row, Date.now())) void tx.store.delete(row.id);
    else left.push(row);
  }
  await tx.done;
  return left.sort((a, b) => a.until.localeCompare(b.until));
}
