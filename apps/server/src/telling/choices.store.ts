import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { Subscriber } from "./push.ts";
import type { Choices } from "./when.ts";

/** How a member hears of things, as it is kept. */
export interface KeptChoices extends Choices {
  /** The confirmed address. */
  readonly mail: string | null;
  readonly waiting: { readonly address: string; readonly until: Date } | null;
  /** When the last few went out. */
  readonly sent: { readonly mail: readonly Date[]; readonly push: readonly Date[] };
  /** Until when a process sends her something. */
  readonly takenUntil: Date | null;
}

/** What holds for whoever chose nothing. */
export const unchosen = (zone: string): KeptChoices => ({
  ...{ mail: null, waiting: null, mailHow: "at-once", digestAt: "08:00", quiet: null, zone, urgentAnyway: true },
  ...{ sent: { mail: [], push: [] }, takenUntil: null },
});

/** Of the transaction's member; null where she chose nothing. @param lock holds the row to the end of the transaction */
export async function readChoices(scope: Scope, { lock = false } = {}): Promise<KeptChoices | null> {
  const row = await scope
    .selectFrom("telling")
    .selectAll()
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) return null;
  const { mail, mail_waiting: address, code_until: until, quiet_from: from, quiet_to: to } = row;
  return {
    mail,
    waiting: address === null || until === null ? null : { address, until },
    mailHow: row.mail_how,
    digestAt: row.digest_at,
    quiet: from === null || to === null ? null : { from, to },
    ...{ zone: row.zone, urgentAnyway: row.urgent_anyway },
    ...{ sent: { mail: row.mails, push: row.pushes }, takenUntil: row.taken_until },
  };
}

/** A member of the transaction's organisation, as the one whose row it is. */
export interface Whose {
  readonly member: string;
  readonly organisation: string;
}

/** Puts her choices in the place of those before. The address stands apart. */
export async function putChoices(scope: Scope, whose: Whose, choices: Choices): Promise<void> {
  const { mailHow, digestAt, quiet, zone, urgentAnyway } = choices;
  const values = {
    ...{ mail_how: mailHow, digest_at: digestAt, zone, urgent_anyway: urgentAnyway },
    ...{ quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null },
  };
  await scope
    .insertInto("telling")
    .values({ ...whose, ...values })
    .onConflict((conflict) => conflict.column("member").doUpdateSet(values))
    .execute();
}

/** A row where there was none, so that browsers can be told. */
export async function keepChoices(scope: Scope, whose: Whose, zone: string): Promise<void> {
  if ((await readChoices(scope)) === null) await putChoices(scope, whose, unchosen(zone));
}

const noCode = { mail_waiting: null, code_hash: null, code_until: null, code_tries: 0 };

/** Null forgets every address; else only the one that waits goes. */
export async function forgetAddress(scope: Scope, member: string, which: "all" | "waiting"): Promise<void> {
  const gone = which === "all" ? { ...noCode, mail: null } : noCode;
  await scope.updateTable("telling").set(gone).where("member", "=", member).execute();
}

export interface Waiting {
  readonly address: string;
  readonly codeHash: Buffer;
  readonly until: Date;
}

export async function putWaiting(scope: Scope, member: string, { address, codeHash, until }: Waiting): Promise<void> {
  await scope
    .updateTable("telling")
    .set({ mail_waiting: address, code_hash: codeHash, code_until: until, code_tries: 0 })
    .where("member", "=", member)
    .execute();
}

const mostTries = 10;

/** Uses a code: the address that waited is confirmed. A code works once, and after ten wrong ones not at all. */
export async function confirmAddress(scope: Scope, member: string, codeHash: Buffer, now: Date): Promise<boolean> {
  const done = await scope
    .updateTable("telling")
    .set({ ...noCode, mail: sql<string>`mail_waiting` })
    .where("member", "=", member)
    .where("code_hash", "=", codeHash)
    .where("code_until", ">", now)
    .where("code_tries", "<", mostTries)
    .executeTakeFirst();
  if (done.numUpdatedRows > 0n) return true;
  await scope
    .updateTable("telling")
    .set({ code_tries: sql<number>`code_tries + 1` })
    .where("member", "=", member)
    .execute();
  return false;
}

const remembered = 5;

/** One process sends her something, until then at the latest. */
export async function take(scope: Scope, member: string, until: Date): Promise<void> {
  await scope.updateTable("telling").set({ taken_until: until }).where("member", "=", member).execute();
}
/** It is done, and went out at these moments. */
export async function giveBack(
  scope: Scope,
  member: string,
  sent: { readonly mail: readonly Date[]; readonly push: readonly Date[] },
): Promise<void> {
  const last = (all: readonly Date[]) => all.slice(-remembered);
  await scope
    .updateTable("telling")
    .set({ taken_until: null, mails: last(sent.mail), pushes: last(sent.push) })
    .where("member", "=", member)
    .execute();
}

const mostBrowsers = 10;

/** The browser is told for this member from now on, and for nobody else. The oldest of too many goes. */
export async function addBrowser(scope: Scope, whose: Whose, browser: Subscriber, at: Date): Promise<void> {
  await sql`select forget_endpoint(${browser.endpoint})`.execute(scope);
  await scope
    .insertInto("push_subscription")
    .values({ ...whose, ...browser, made_at: at })
    .execute();
  const old = await scope
    .selectFrom("push_subscription")
    .select("id")
    .orderBy("made_at", "desc")
    .orderBy("id")
    .offset(mostBrowsers)
    .execute();
  if (old.length > 0)
    await scope
      .deleteFrom("push_subscription")
      .where(
        "id",
        "in",
        old.map(({ id }) => id),
      )
      .execute();
}

export async function endBrowser(scope: Scope, endpoint: string): Promise<void> {
  await scope.deleteFrom("push_subscription").where("endpoint", "=", endpoint).execute();
}

/** The browsers of the transaction's member. */
export function browsersOf(scope: Scope): Promise<Subscriber[]> {
  return scope.selectFrom("push_subscription").select(["endpoint", "p256dh", "auth"]).orderBy("made_at").execute();
}

/** Whoever has left is told nothing more; in her organisation's transaction. */
export async function forgetTelling(scope: Scope, member: string): Promise<void> {
  await sql`select forget_telling(${member})`.execute(scope);
}
