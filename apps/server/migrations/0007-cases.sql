-- Cases by desk, team and role, not by organisation alone: what packages/casework/src/policy.ts decides, once more under it.
-- A transaction says who asks (scope.ts): a member or a phone, at which desks, in which roles; or the server itself.

create function current_member() returns uuid language sql stable
  as $$ select nullif(current_setting('threshold.member', true), '')::uuid $$;
create function current_device() returns uuid language sql stable
  as $$ select nullif(current_setting('threshold.device', true), '')::uuid $$;
create function current_desks() returns uuid[] language sql stable
  as $$ select coalesce(nullif(current_setting('threshold.desks', true), ''), '{}')::uuid[] $$;
-- The server as an author: only the sweep, which says that a time has passed.
create function is_server() returns boolean language sql stable
  as $$ select coalesce(current_setting('threshold.server', true), '') = 'on' $$;
-- As `abilities` in packages/casework/src/roles.ts; a test compares them.
create function works_cases() returns boolean language sql stable
  as $$ select current_member() is not null
               and coalesce(nullif(current_setting('threshold.roles', true), ''), '{}')::text[] && array['caseworker', 'investigator', 'coordinator'] $$;
create function sees_sent() returns boolean language sql stable
  as $$ select current_member() is not null
               and coalesce(nullif(current_setting('threshold.roles', true), ''), '{}')::text[] && array['officer', 'caseworker', 'investigator', 'coordinator'] $$;

alter table referral
  -- Desks whose declining counts: they read on no more.
  add column declined_desks uuid[] not null default '{}';
grant update (declined_desks) on referral to threshold_app;
-- For what is in the journal already: declines that count, as answers.ts of packages/casework settles them, by the order of receipts.
-- (With row-level security forced, the owner sees no rows either; nobody else is at these tables until this transaction ends.)
alter table referral no force row level security;
alter table entry no force row level security;
alter table receipt no force row level security;
update referral r set declined_desks = array(
  select d.sender_desk from entry d join receipt t on t.entry = d.id
  where d.case_id = r.case_id and d.kind = 'declined'
    -- The first desk from the start, the second from its turn on; nobody else.
    and (d.sender_desk = r.receiver_desk
         or (d.sender_desk = r.fallback_desk
             and (d.received_at > r.due
                  or exists (select from entry o where o.case_id = r.case_id and o.kind = 'passed-on' and o.received_at > r.due)
                  or exists (select from entry o where o.case_id = r.case_id and o.kind = 'declined' and o.sender_desk = r.receiver_desk))))
    -- Once it was accepted or taken back, nobody declines.
    and not exists (select from entry o join receipt u on u.entry = o.id
                    where o.case_id = r.case_id and o.kind in ('accepted', 'withdrawn') and u.n < t.n
                      and o.sender_desk in (r.sender_desk, r.receiver_desk, r.fallback_desk))
  group by d.sender_desk order by min(t.n)
);
alter table referral force row level security;
alter table entry force row level security;
alter table receipt force row level security;

-- Members who work on a case, null for the whole desk that accepted. In a table of its own: the sender's desk reads the referral, and who
-- works for the receiver is not its business.
create table case_team (
  case_id uuid primary key references referral (case_id),
  members uuid[]
);
alter table case_team enable row level security;
alter table case_team force row level security;
grant select, insert, update on case_team to threshold_app;
grant select on case_team to threshold_lookup;
create policy lookup on case_team to threshold_lookup using (true);
create policy holder on case_team to threshold_app using (
  (select works_cases()) and exists (
    select from referral r where r.case_id = case_team.case_id and r.holder_desk = any ((select current_desks())::uuid[])
  )
);
-- Asked by the policies below whoever asks: a row that its own policy hides from her must close a case, not open it.
create function outside_team(wanted uuid) returns boolean
  language sql stable security definer set search_path = threshold
  as $$ select exists (select from case_team t
                       where t.case_id = wanted and t.members is not null and not coalesce(current_member() = any (t.members), false)) $$;

create index on referral (sender_desk, received_at);
create index on referral (receiver_desk, received_at);
create index on referral (fallback_desk, received_at);

alter table sealed_part drop constraint sealed_part_name_check;
alter table sealed_part add constraint sealed_part_name_check check (name in ('card', 'story', 'answer', 'key', 'glass', 'person', 'file'));

-- A part in the case: the phone that sent it; the sender's desk; the receiver's; the fallback's from its moment on.
create function sees_case(author uuid, sender_organisation uuid, sender_desk uuid, receiver_desk uuid, fallback_desk uuid, fallback_from timestamptz)
  returns boolean language sql stable
  as $$ select (is_server() and sender_organisation = current_organisation())
            or author = current_device()
            or (sees_sent() and sender_desk = any (current_desks()))
            or (works_cases() and (receiver_desk = any (current_desks())
                                   or (fallback_desk = any (current_desks()) and fallback_from <= clock()))) $$;

drop policy parties on referral;
drop policy answer on referral;
drop policy send on referral;
create policy parties on referral for select to threshold_app using (
  (sender_organisation = (select current_organisation()) and (select is_server()))
  or author = (select current_device())
  or (sender_desk = any ((select current_desks())::uuid[]) and (select sees_sent()))
  or (receiver_desk = any ((select current_desks())::uuid[]) and (select works_cases()))
  or (fallback_desk = any ((select current_desks())::uuid[]) and fallback_from <= (select clock()) and (select works_cases()))
);
create policy send on referral for insert to threshold_app with check (
  sender_organisation = (select current_organisation())
  and sender_desk = any ((select current_desks())::uuid[])
  and (author = (select current_device()) or (author = (select current_member()) and (select sees_sent())))
);
create policy answer on referral for update to threshold_app using (
  (sender_organisation = (select current_organisation()) and (select is_server()))
  or author = (select current_device())
  or (sender_desk = any ((select current_desks())::uuid[]) and (select sees_sent()))
  or (receiver_desk = any ((select current_desks())::uuid[]) and (select works_cases()))
  or (fallback_desk = any ((select current_desks())::uuid[]) and fallback_from <= (select clock()) and (select works_cases()))
) with check (true);

-- Of a case's entries: those of the sender's desk, of the server, and of one's own desks. Another receiver's stay with it: who opened
-- what and when, and how much there is. (The referral's own policy applies inside.)
drop policy parties on entry;
drop policy write on entry;
create policy parties on entry for select to threshold_app using (
  author = (select current_device())
  or ((select current_device()) is null and exists (
    select from referral r
    where r.case_id = entry.case_id
      and (entry.kind = 'passed-on' or entry.sender_desk = r.sender_desk
           or entry.sender_desk = any ((select current_desks())::uuid[]) or (select is_server()))
  ))
);
create policy write on entry for insert to threshold_app with check (
  ((kind = 'passed-on' and (select is_server()))
   or (kind <> 'passed-on'
       and sender_organisation = (select current_organisation())
       and sender_desk = any ((select current_desks())::uuid[])
       and author in ((select current_device()), (select current_member()))))
  and exists (select from referral r where r.case_id = entry.case_id)
);

-- Sealed bytes, each name by its own rule; the names of the rules are those of packages/casework/src/read-rules.ts. (Here too: whoever has
-- no part in the case sees no referral inside.)
drop policy parties on sealed_part;
drop policy write on sealed_part;
create policy answers on sealed_part for select to threshold_app using (
  name = 'answer' and exists (
    select from referral r
    where r.case_id = sealed_part.case_id
      and ((r.sender_desk = any ((select current_desks())::uuid[]) and (select sees_sent()))
           or (r.status <> 'withdrawn' and (select works_cases())))
  )
);
create policy in_hand on sealed_part for select to threshold_app using (
  (select works_cases()) and exists (
    select from referral r
    where r.case_id = sealed_part.case_id
      and ((r.status = 'accepted' and r.holder_desk = any ((select current_desks())::uuid[]))
           or (r.status in ('waiting', 'passed-on')
               and ((r.receiver_desk = any ((select current_desks())::uuid[]) and not r.receiver_desk = any (r.declined_desks))
                    or (r.fallback_desk = any ((select current_desks())::uuid[]) and r.fallback_from <= (select clock())
                        and not r.fallback_desk = any (r.declined_desks)))))
      and (
        sealed_part.name = 'card'
        or (sealed_part.name <> 'glass' and not outside_team(r.case_id))
        or (sealed_part.name <> 'key' and exists (
          select from entry g
          where g.case_id = r.case_id and g.kind = 'broke-glass' and g.author = (select current_member())
            and g.sender_desk = r.holder_desk and g.received_at <= (select clock())
            and g.received_at + make_interval(hours => (g.envelope::jsonb ->> 'hours')::integer) > (select clock())
        ))
      )
  ) and (
    name in ('card', 'key', 'glass') or exists (
      select from entry o
      where o.case_id = sealed_part.case_id and o.kind = 'opened' and o.author = (select current_member())
        and o.received_at <= (select clock()) and o.received_at > (select clock()) - interval '15 minutes'
    )
  )
);
create policy write on sealed_part for insert to threshold_app with check (
  exists (select from entry e where e.id = sealed_part.entry and e.case_id = sealed_part.case_id
          and e.author in ((select current_device()), (select current_member())))
);

-- All entries of a case, for whoever has a part in it: what the server folds before it decides. Nothing of this is handed out.
create function judged_entries(cases uuid[]) returns table (case_id uuid, id uuid, envelope text, received_at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select e.case_id, e.id, e.envelope, e.received_at
        from entry e join referral r on r.case_id = e.case_id join receipt t on t.entry = e.id
        where e.case_id = any (cases)
          and sees_case(r.author, r.sender_organisation, r.sender_desk, r.receiver_desk, r.fallback_desk, r.fallback_from)
        order by t.n $$;

-- Forgets the bytes that an `erased` entry of this transaction's member names: there is no other way to lose them.
create function erase_parts(erasing uuid) returns integer
  language sql security definer set search_path = threshold
  as $$ with gone as (
          update sealed_part p set bytes = null, erased_at = clock()
          from entry e
          where e.id = erasing and e.kind = 'erased' and e.author = current_member() and e.sender_desk = any (current_desks())
            and p.case_id = e.case_id and p.entry = (e.envelope::jsonb ->> 'of')::uuid
            and (e.envelope::jsonb -> 'names') ? p.name and p.erased_at is null
          returning 1)
        select count(*)::integer from gone $$;
grant update (bytes, erased_at) on sealed_part to threshold_lookup;

-- Keys of the members of one's own organisation who work a desk: to whom a team's key may be sealed.
create function desk_members(wanted uuid) returns table (member uuid, recipient text)
  language sql stable security definer set search_path = threshold
  as $$ select distinct m.id, m.recipient from desk_key_wrap w join member m on m.id = w.member and m.left_at is null
        where w.desk = wanted and w.organisation = current_organisation() and wanted = any (current_desks()) $$;

-- Who may call them, and as whom they run.
do $$
declare
  called regprocedure;
begin
  grant create on schema threshold to threshold_lookup;
  for called in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'threshold'::regnamespace and p.prosecdef and p.proowner = 'threshold_owner'::regrole loop
    execute format('revoke all on function %s from public', called);
    execute format('grant execute on function %s to threshold_app', called);
    execute format('alter function %s owner to threshold_lookup', called);
  end loop;
  revoke create on schema threshold from threshold_lookup;
end $$;
