import type { PushMessage } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { findStanding } from "../people/leave.store.ts";
import { organisationOf } from "./cases.store.ts";
import { browsersOf, endBrowser, giveBack, type KeptChoices, readChoices, take } from "./choices.store.ts";
import { asReader, type Reader } from "./choices.ts";
import { letterOf } from "./letter.ts";
import { markSent, membersToTell, type Unsent, unsentOf, type Way } from "./notices.store.ts";
import type { Subscriber } from "./push.ts";
import { pacedFrom, sendFrom } from "./when.ts";

/** How long one process may be at it before another one takes over. */
const hold = 2 * 60_000;
const day = 24 * 3_600_000;
/** What could not be sent for that long stays on her page, and is tried no more. */
const patience = { mail: 14 * day, push: 3 * day } as const;

interface Batch {
  readonly notices: readonly Unsent[];
  /** When the others may go out; null where there are none. */
  readonly next: Date | null;
}
interface Plan {
  readonly choices: KeptChoices;
  readonly browsers: readonly Subscriber[];
  readonly batches: Readonly<Record<Way, Batch>>;
}

/**
 * Sends a member what waits to be sent and may go out by now. What may not is put down for its moment. Two processes never send her the
 * same; where one dies between sending and writing that down, she is sent it again rather than not at all.
 * @throws where the mail server or her push services did not take it: nothing is lost, and the job is tried again
 */
export async function deliver(house: House, reader: Reader, now: Date): Promise<void> {
  const plan = await asReader(house, reader, (scope) => makePlan(house, scope, reader, now));
  if (plan === null) return;
  const { choices, browsers, batches } = plan;
  const [mailed, pushed] = await Promise.all([
    mail(house, choices.mail, batches.mail.notices),
    push(house, browsers, batches.push.notices),
  ]);
  await asReader(house, reader, async (scope) => {
    const went = (way: Way, done: boolean) =>
      done && batches[way].notices.some(({ kind }) => kind !== "test")
        ? [...choices.sent[way], now]
        : choices.sent[way];
    if (mailed) await markSent(scope, "mail", idsOf(batches.mail), now);
    if (pushed.done) await markSent(scope, "push", idsOf(batches.push), now);
    for (const { endpoint } of pushed.gone) await endBrowser(scope, endpoint);
    await giveBack(scope, reader.id, { mail: went("mail", mailed), push: went("push", pushed.done) });
    await putNext(house, scope, reader, [batches.mail.next, batches.push.next]);
  });
  if (!mailed || !pushed.done) throw new Error("not everything could be sent");
}

const idsOf = ({ notices }: Batch): string[] => notices.map(({ id }) => id);

/** The same for a member by her id, where there is one. */
export async function deliverTo(house: House, member: string, now: Date): Promise<void> {
  const organisation = await organisationOf(house.db, member);
  if (organisation !== null) await deliver(house, { id: member, organisation }, now);
}

/** Sends everybody what waits: what a lost job would have sent is sent all the same. @throws the first failure, after all */
export async function deliverDue(house: House, now: Date): Promise<void> {
  const failures: unknown[] = [];
  for (const { member: id, organisation } of await membersToTell(house.db))
    await deliver(house, { id, organisation }, now).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** What goes out now; null where nothing does. What need not be sent any more is marked so. */
async function makePlan(house: House, scope: Scope, reader: Reader, now: Date): Promise<Plan | null> {
  const choices = await readChoices(scope, { lock: true });
  const browsers = await browsersOf(scope);
  const here = (await findStanding(scope, reader.id, now)) === "here";
  if (choices !== null && choices.takenUntil !== null && choices.takenUntil > now) {
    await putNext(house, scope, reader, [choices.takenUntil]);
    return null;
  }
  const works = {
    mail: here && choices !== null && choices.mail !== null && choices.mailHow !== "none",
    push: here && choices !== null && browsers.length > 0,
  };
  const batch = async (way: Way): Promise<Batch> => {
    const unsent = await unsentOf(scope, way);
    const old = ({ at }: Unsent) => now.getTime() - at.getTime() > patience[way];
    const idle = unsent.filter((one) => one.read || !works[way] || old(one));
    await markSent(
      scope,
      way,
      idle.map(({ id }) => id),
      now,
    );
    const wanted = unsent.filter((one) => !idle.includes(one));
    // A start without a mail server, by mistake perhaps: what waits goes once there is one.
    const off = way === "mail" && house.telling.mail === null;
    return choices === null || off ? { notices: [], next: null } : batchOf(wanted, choices, way, now);
  };
  const batches = { mail: await batch("mail"), push: await batch("push") };
  if (choices === null) return null;
  if (batches.mail.notices.length + batches.push.notices.length > 0) {
    await take(scope, reader.id, new Date(now.getTime() + hold));
    return { choices, browsers, batches };
  }
  await putNext(house, scope, reader, [batches.mail.next, batches.push.next]);
  return null;
}

/** A test goes alone and at once. Of a flood, the rest waits until a quarter of an hour after the last one, and goes with what is urgent. */
function batchOf(unsent: readonly Unsent[], choices: KeptChoices, way: Way, now: Date): Batch {
  const tests = unsent.filter(({ kind }) => kind === "test");
  const rest = unsent.filter(({ kind }) => kind !== "test");
  const ready = rest.filter((one) => sendFrom(one, choices, way) <= now);
  const later = rest.filter((one) => !ready.includes(one)).map((one) => sendFrom(one, choices, way));
  const paced = pacedFrom(
    choices.sent[way],
    now,
    ready.some(({ urgent }) => urgent),
  );
  const held = ready.length > 0 && (paced > now || tests.length > 0);
  const moments = held ? [...later, paced] : later;
  const next = moments.length > 0 ? new Date(Math.min(...moments.map((at) => at.getTime()))) : null;
  return { notices: tests.length > 0 ? tests.slice(0, 1) : held ? [] : ready, next: tests.length > 1 ? now : next };
}

async function putNext(house: House, scope: Scope, { id }: Reader, moments: readonly (Date | null)[]): Promise<void> {
  const times = moments.flatMap((at) => at?.getTime() ?? []);
  if (times.length > 0) await house.telling.jobs.deliver(scope, id, new Date(Math.min(...times)));
}

async function mail({ telling }: House, to: string | null, notices: readonly Unsent[]): Promise<boolean> {
  if (to === null || telling.mail === null || notices.length === 0) return true;
  const letter = letterOf(telling.words, notices, telling.address);
  return telling.mail.send(to, letter).then(
    () => true,
    () => false,
  );
}

interface PushResult {
  /** False where none of her browsers could be told, and that may be otherwise later. */
  readonly done: boolean;
  readonly gone: readonly Subscriber[];
}

async function push(
  { telling }: House,
  browsers: readonly Subscriber[],
  notices: readonly Unsent[],
): Promise<PushResult> {
  const last = notices.findLast(({ urgent }) => urgent) ?? notices.at(-1);
  if (last === undefined) return { done: true, gone: [] };
  const message: PushMessage = { kind: last.kind, reference: notices.length === 1 ? last.reference : null };
  const results = await Promise.all(
    browsers.map(async (browser) => ({ browser, went: await telling.push.send(browser, message, last.urgent) })),
  );
  const gone = results.filter(({ went }) => went === "gone").map(({ browser }) => browser);
  return { done: results.some(({ went }) => went === "sent") || gone.length === browsers.length, gone };
}
