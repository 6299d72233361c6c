import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { ReferralRow } from "../database/tables.ts";
import type { Cursor } from "./cursor.ts";

/** `waiting`: her desks may answer it now; `mine`: one of them accepted it; `all`: everything that came to them. */
export type Box = "waiting" | "mine" | "all";

/** A row of the list; the last four are those of a case that one of her desks took on, null elsewhere. */
export type ListRow = Omit<
  Selectable<ReferralRow>,
  "author" | "receiver_organisation" | "fallback_organisation" | "passed_on_at"
> & {
  readonly next_due: string | null;
  readonly owner: string | null;
  readonly closed: boolean | null;
  readonly steps_done: boolean | null;
};

/*
 * Row-level security says what she may see at all, and whether the second desk's turn has come; here is said what of it lies in which
 * box. Each box begins with an index of her desks, one after the other: together in one condition they would be read whole, and sorted.
 */

const columns = sql`r.case_id, r.entry, r.reference, r.sender_organisation, r.sender_desk, r.receiver_desk, r.fallback_desk, r.urgency,
  r.child, r.received_at, r.due, r.status, r.holder_desk, r.fallback_from, r.declined_desks, c.next_due, c.owner, c.closed, c.steps_done`;
const care = sql`left join case_care c on c.case_id = r.case_id and c.desk = r.holder_desk and r.status = 'accepted'`;
const rank = sql`case r.urgency when 'now' then 0 when 'today' then 1 else 2 end`;
const day = sql`coalesce(c.next_due, '9999-12-31')`;
/** The second desk's turn has begun: before, it is nothing that came to it, even where a desk of hers sent it and she sees that it stands. */
const turn = sql`r.fallback_from is not null and r.fallback_from <= (select clock())`;
const ids = (desks: readonly string[]) => sql`${[...desks]}::uuid[]`;

/** Cases that one of these desks may answer now: the first from the start, the second from its turn on, none that declined. */
const waiting = (desks: readonly string[]) => sql`(
  select r.* from referral r
  where r.status in ('waiting', 'passed-on') and r.receiver_desk = any (${ids(desks)}) and not r.receiver_desk = any (r.declined_desks)
  union all
  select r.* from referral r
  where r.status in ('waiting', 'passed-on') and r.fallback_desk = any (${ids(desks)}) and ${turn}
    and not r.fallback_desk = any (r.declined_desks)
    and (not r.receiver_desk = any (${ids(desks)}) or r.receiver_desk = any (r.declined_desks)))`;

/** Cases that one of these desks accepted. */
const mine = (desks: readonly string[]) => sql`
  from case_care c join referral r on r.case_id = c.case_id and r.status = 'accepted' and r.holder_desk = c.desk
  where c.desk = any (${ids(desks)})`;

/** One page of a box in its order: what waits by urgency, then what is due first; one's own by what is due next; all by the newest. */
export async function listPage(
  scope: Scope,
  desks: readonly string[],
  box: Box,
  after: Cursor | null,
  limit: number,
): Promise<ListRow[]> {
  return run(scope, pages[box](desks, after, limit));
}

const pages: Readonly<
  Record<Box, (desks: readonly string[], after: Cursor | null, limit: number) => RawBuilder<ListRow>>
> = {
  waiting: (desks, after, limit) => sql<ListRow>`
    select ${columns} from ${waiting(desks)} r ${care}
    ${after === null ? sql`` : sql`where (${rank}, r.due, r.case_id) > (${after.first}::int, ${after.second}::timestamptz, ${after.case}::uuid)`}
    order by ${rank}, r.due, r.case_id limit ${limit}`,
  mine: (desks, after, limit) => sql<ListRow>`
    select ${columns} ${mine(desks)}
    ${after === null ? sql`` : sql`and (c.closed, ${day}, c.case_id) > (${after.first}::boolean, ${after.second}, ${after.case}::uuid)`}
    order by c.closed, ${day}, c.case_id limit ${limit}`,
  all: (desks, after, limit) => {
    const further =
      after === null
        ? sql``
        : sql`and (r.received_at, r.case_id) < (${after.second}::timestamptz, ${after.case}::uuid)`;
    const some = sql`order by r.received_at desc, r.case_id desc limit ${limit}`;
    return sql<ListRow>`
      with found as (
        select distinct hit.case_id, hit.received_at from unnest(${ids(desks)}) own (desk) cross join lateral (
          (select r.case_id, r.received_at from referral r where r.receiver_desk = own.desk ${further} ${some})
          union all
          (select r.case_id, r.received_at from referral r
           where r.fallback_desk = own.desk and ${turn} ${further} ${some})) hit
        order by hit.received_at desc, hit.case_id desc limit ${limit})
      select ${columns} from found f join referral r on r.case_id = f.case_id ${care}
      order by r.received_at desc, r.case_id desc`;
  },
};

/** Cases of `mine` into which something was written since; of those written in a minute before, too: it may have ended later. */
export const changedSince = (scope: Scope, desks: readonly string[], since: Date): Promise<ListRow[]> =>
  run(
    scope,
    sql<ListRow>`select ${columns} ${mine(desks)} and c.changed_at >= ${since}::timestamptz - interval '1 minute'
      order by c.changed_at desc, c.case_id`,
  );

/** Of these cases, those that came to these desks. */
export const listOf = (scope: Scope, desks: readonly string[], cases: readonly string[]): Promise<ListRow[]> =>
  run(
    scope,
    sql<ListRow>`select ${columns} from referral r ${care}
      where r.case_id = any (${ids(cases)})
        and (r.receiver_desk = any (${ids(desks)}) or (r.fallback_desk = any (${ids(desks)}) and ${turn}))
      order by r.received_at desc, r.case_id desc`,
  );

/** How many cases lie in each box; of those that a desk of hers accepted, the closed ones apart. */
export async function countBoxes(scope: Scope, desks: readonly string[]): Promise<Record<Box | "closed", number>> {
  const { rows } = await sql<Record<Box | "closed", number>>`
    select w.waiting, m.mine, m.closed, a.all from
      (select count(*)::integer as waiting from ${waiting(desks)} r) w,
      (select (count(*) filter (where not c.closed))::integer as mine, (count(*) filter (where c.closed))::integer as closed ${mine(desks)}) m,
      (select count(*)::integer as all from (
        select r.case_id from referral r where r.receiver_desk = any (${ids(desks)})
        union select r.case_id from referral r where r.fallback_desk = any (${ids(desks)}) and ${turn}) r) a`.execute(
    scope,
  );
  return rows[0] ?? none;
}
export const none = { waiting: 0, mine: 0, closed: 0, all: 0 } as const;

async function run(scope: Scope, query: RawBuilder<ListRow>): Promise<ListRow[]> {
  return (await query.execute(scope)).rows;
}
