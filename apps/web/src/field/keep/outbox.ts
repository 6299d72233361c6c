import { sent, unstored, waiting } from "../outbox/current.ts";
import { database, type SentRow, type Waiting } from "../outbox/database.ts";

const month = 30 * 86_400_000;

/** Shows what is stored; what had no room stays in front of it, and is all there is where nothing can be read. */
export async function refresh(): Promise<void> {
  const read = await database()
    .then((db) => Promise.all([db.getAll("outbox"), db.getAll("sent")]))
    .catch(() => null);
  if (read === null) {
    waiting.value = [...unstored.value];
    return;
  }
  const [stored, rows] = read;
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
  await deleteSame(tx.objectStore("outbox"), row.reference, entry).catch(quiet);
  await tx.done;
}

/** Where the person changed her mind meanwhile, another row waits under the same reference: that one stays. */
async function deleteSame(
  store: {
    get(reference: string): Promise<Waiting | undefined>;
    delete(reference: string): Promise<void>;
  },
  reference: string,
  entry: string,
): Promise<void> {
  if ((await store.get(reference))?.entry === entry) await store.delete(reference);
}

/** The server has taken it back: of the row that waited for it nothing is left to do. */
export async function moveToWithdrawn(row: Waiting, at: string): Promise<void> {
  unstored.value = unstored.value.filter((other) => other.entry !== row.entry);
  const tx = (await database()).transaction(["outbox", "sent"], "readwrite", { durability: "strict" });
  const { reference, receiver, fallback } = row;
  const known = await tx.objectStore("sent").get(reference);
  const ids = { case: row.case, referral: row.referral };
  const before: SentRow = known ?? { reference, ids, receiver, fallback, due: at, status: "waiting", sentAt: at };
  await tx.objectStore("sent").put({ ...before, status: "withdrawn" });
  await deleteSame(tx.objectStore("outbox"), reference, row.entry);
  await tx.done;
}

/** Deletes a row for good, wherever it is kept. */
export async function drop(row: Waiting): Promise<void> {
  const others = unstored.value.filter((other) => other.entry !== row.entry);
  if (others.length < unstored.value.length) {
    unstored.value = others;
    return;
  }
  const tx = (await database()).transaction("outbox", "readwrite", { durability: "strict" });
  await deleteSame(tx.store, row.reference, row.entry);
  await tx.done;
}

/** The row as it is kept now; undefined where it is gone or another took its place. */
export async function current(row: Waiting): Promise<Waiting | undefined> {
  const here = unstored.value.find((other) => other.entry === row.entry);
  if (here !== undefined) return here;
  const stored = await (await database()).get("outbox", row.reference);
  return stored?.entry === row.entry ? stored : undefined;
}

/**
 * Writes down that a referral is being tried, before it is: its answer may get lost.
 * @returns false where it is not to be sent any more
 */
export async function markTried(row: Waiting, at: string): Promise<boolean> {
  if (unstored.value.some((other) => other.entry === row.entry)) {
    unstored.value = unstored.value.map((other) => (other.entry === row.entry ? { ...other, triedAt: at } : other));
    return true;
  }
  const tx = (await database()).transaction("outbox", "readwrite", { durability: "strict" });
  const stored = await tx.store.get(row.reference);
  const same = stored?.entry === row.entry;
  if (same) await tx.store.put({ ...stored, triedAt: at });
  await tx.done;
  return same;
}

/** Which entry was used up, and whose number. */
export interface Used {
  readonly entry: string;
  readonly author: string;
  readonly seq: number;
}

export async function markRefused(row: Waiting, refused: string): Promise<void> {
  if (unstored.value.some((other) => other.entry === row.entry)) {
    unstored.value = unstored.value.map((other) => (other.entry === row.entry ? { ...other, refused } : other));
    return;
  }
  const tx = (await database()).transaction("outbox", "readwrite");
  const stored = await tx.store.get(row.reference);
  if (stored?.entry === row.entry) await tx.store.put({ ...stored, refused });
  await tx.done;
}

/** What the desks said since; rows older than a month go, since the desk has them. */
export async function updateSent(
  rows: readonly Pick<SentRow, "reference" | "status" | "due" | "left">[],
): Promise<void> {
  const tx = (await database()).transaction("sent", "readwrite");
  const news = new Map(rows.map((row) => [row.reference, row]));
  for (const old of await tx.store.getAll()) {
    const now = news.get(old.reference);
    if (Date.now() - Date.parse(old.sentAt) > month) void tx.store.delete(old.reference);
    // An answer that was on its way while it was taken back does not bring it back.
    else if (now !== undefined && old.status !== "withdrawn")
      void tx.store.put({ ...old, status: now.status, due: now.due, left: now.left === true });
  }
  await tx.done;
}
