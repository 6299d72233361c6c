import { sent, unstored, waiting } from "../outbox/current.ts";
import { database, type SentRow, type Waiting } from "../outbox/database.ts";

const month = 30 * 86_400_000;

/** Shows what is stored; what had no room stays in front of it. */
export async function refresh(): Promise<void> {
  const db = await database();
  const [stored, rows] = await Promise.all([db.getAll("outbox"), db.getAll("sent")]);
  waiting.value = [...unstored.value, ...stored];
  sent.value = rows.sort((a, b) => b.sentAt.localeCompare(a.sentAt));
}

/** The last number this device used. */
export async function lastSeq(device: string): Promise<number> {
  return (await (await database()).get("counter", device)) ?? 0;
}

/**
 * Writes a sealed referral and its number together: either both are there or neither.
 * @returns false where the number was taken meanwhile
 * @throws where the phone cannot store (no room, storage switched off)
 */
export async function keep(row: Waiting, device: string, seq: number): Promise<boolean> {
  const tx = (await database()).transaction(["outbox", "counter"], "readwrite", { durability: "strict" });
  // Failures of single requests surface in `done`, with the reason (such as no room) instead of a bare abort.
  const quiet = () => undefined;
  const counter = tx.objectStore("counter");
  if (((await counter.get(device)) ?? 0) >= seq) {
    tx.abort();
    await tx.done.catch(quiet);
    return false;
  }
  counter.put(seq, device).catch(quiet);
  tx.objectStore("outbox").put(row).catch(quiet);
  await tx.done;
  return true;
}

/**
 * The server has it: the sealed text goes only now, with the receipt in hand. The number is written as well, for a referral
 * that the phone had no room to keep: the next one must not take it again.
 */
export async function moveToSent(row: SentRow, { entry, author, seq }: Used): Promise<void> {
  unstored.value = unstored.value.filter((other) => other.entry !== entry);
  const tx = (await database()).transaction(["outbox", "sent", "counter"], "readwrite", { durability: "strict" });
  const quiet = () => undefined;
  const counter = tx.objectStore("counter");
  const last = (await counter.get(author)) ?? 0;
  counter.put(Math.max(last, seq), author).catch(quiet);
  tx.objectStore("sent").put(row).catch(quiet);
  tx.objectStore("outbox").delete(row.reference).catch(quiet);
  await tx.done;
}

/** Which entry was used up, and whose number. */
export interface Used {
  readonly entry: string;
  readonly author: string;
  readonly seq: number;
}

export async function markRefused(row: Waiting, refused: string): Promise<void> {
  const marked = { ...row, refused };
  if (unstored.value.some((other) => other.entry === row.entry)) {
    unstored.value = unstored.value.map((other) => (other.entry === row.entry ? marked : other));
    return;
  }
  await (await database()).put("outbox", marked);
}

/** What the desks said since; rows older than a month go, since the desk has them. */
export async function updateSent(rows: readonly Pick<SentRow, "reference" | "status" | "due">[]): Promise<void> {
  const tx = (await database()).transaction("sent", "readwrite");
  const news = new Map(rows.map((row) => [row.reference, row]));
  for (const old of await tx.store.getAll()) {
    const now = news.get(old.reference);
    if (Date.now() - Date.parse(old.sentAt) > month) void tx.store.delete(old.reference);
    else if (now !== undefined) void tx.store.put({ ...old, status: now.status, due: now.due });
  }
  await tx.done;
}
