import { type DeskAddress, fold, type ReferredCase } from "@threshold/casework";
import type { Database } from "../database/connect.ts";
import { asServer, type Scope } from "../database/scope.ts";
import { asArrivals, judgedEntries, lockCase } from "../entries/entries.store.ts";
import type { House } from "../house.ts";
import { type Around, type Told, waitingKinds } from "./audience.ts";
import { type Care, caringMoments, caringTold, inCare } from "./caring.ts";
import { casesOf, casesToTell, senderOf, type Whose } from "./cases.store.ts";
import { addNotices, earlierOf, settleNotices } from "./notices.store.ts";
import { findOwner, hoursOf, peopleOf } from "./people.store.ts";
import type { TellingRules } from "./rules.ts";
import { waitingMoments, waitingTold } from "./waiting.ts";

/** Who works at the desks of a case, as the transaction finds them now. */
export async function lookAround(scope: Scope, state: ReferredCase, rules: TellingRules, now: Date): Promise<Around> {
  const named: (DeskAddress | null)[] = [state.sender, state.receiver, state.fallback];
  const desks = [...new Set(named.flatMap((one) => one?.desk ?? []))];
  return { people: await peopleOf(scope, desks), hours: await hoursOf(scope, desks), rules, now };
}

/** Puts it down, sees to it that it is sent, and that somebody looks again at the moments to come. */
export async function putDown(
  scope: Scope,
  { telling }: House,
  state: ReferredCase,
  told: readonly Told[],
  { now, moments }: { readonly now: Date; readonly moments: readonly Date[] },
): Promise<void> {
  for (const member of await addNotices(scope, state, told, now)) await telling.jobs.deliver(scope, member, null);
  for (const at of new Set(moments.map((one) => one.getTime())))
    await telling.jobs.look(scope, { case: state.case }, new Date(at));
}

/** Looks at the case as it is, and tells whoever is to be told by now. Doing it again tells nobody twice. */
export function tellCase(house: House, { case_id: id, organisation }: Whose, now: Date): Promise<void> {
  const { rules } = house.telling;
  return asServer(
    house.db,
    () => now,
    organisation,
    async (scope) => {
      await lockCase(scope, id);
      const state = fold(asArrivals((await judgedEntries(scope, [id])).get(id) ?? []));
      if (state.status === "no-referral") return;
      const around = await lookAround(scope, state, rules, now);
      const owner = inCare(state) && state.owner !== null ? await findOwner(scope, state.owner) : null;
      const care: Care = { ...around, owner, earlier: await earlierOf(scope, id) };
      // What was told before still stands where it still would be said; the database leaves out what is there already.
      const told = [...waitingTold(state, around), ...caringTold(state, care)];
      const known = new Set(care.earlier.map(({ member, about }) => `${member} ${about}`));
      const fresh = told.filter(({ member, about }) => !known.has(`${member} ${about}`));
      await settle(scope, state, care);
      const moments = [...waitingMoments(state, rules, now), ...caringMoments(state, care, fresh)];
      await putDown(scope, house, state, fresh, { now, moments });
    },
  );
}

/** What an answer, a closing or somebody's return has made idle. */
async function settle(scope: Scope, state: ReferredCase, { owner, now }: Care): Promise<void> {
  if (state.status !== "waiting" && state.status !== "passed-on")
    await settleNotices(scope, state.case, waitingKinds, now);
  if (!inCare(state)) await settleNotices(scope, state.case, ["case-due", "owner-away"], now);
  else if (owner?.standing === "here") await settleNotices(scope, state.case, ["owner-away"], now);
}

/** The same of one case by its id, where there is one. */
export async function tellOfCase(house: House, id: string, now: Date): Promise<void> {
  const organisation = await senderOf(house.db, id);
  if (organisation !== null) await tellCase(house, { case_id: id, organisation }, now);
}

/** Of all that a member looks after: she is away from now on, or back. */
export async function tellOfOwner(house: House, member: string, now: Date): Promise<void> {
  await each(await casesOf(house.db, member), (one) => tellCase(house, one, now));
}

const page = 500;

/**
 * Looks at every case that somebody may have to be told of by now: what a lost job would have told is told all the same. One case that
 * fails does not stop the others; the first failure is thrown at the end.
 */
export async function tellDue(house: House, now: Date): Promise<void> {
  const failures: unknown[] = [];
  for await (const cases of pages(house.db, now))
    await each(cases, (one) => tellCase(house, one, now)).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function* pages(db: Database, now: Date): AsyncGenerator<Whose[]> {
  for (let after: string | null = null; ; ) {
    const cases: Whose[] = await casesToTell(db, now, after, page);
    yield cases;
    if (cases.length < page) return;
    after = cases.at(-1)?.case_id ?? null;
  }
}

async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) await work(one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
