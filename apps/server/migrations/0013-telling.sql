-- Being told: what a member is told (codes and a reference), and how she wants to hear of it.

-- How a member hears of it. No row: on the page alone.
create table telling (
  member uuid primary key references member,
  organisation uuid not null references organisation,
  -- The confirmed address; one that waits for its code, of which a hash is kept.
  mail text,
  mail_waiting text,
  code_hash bytea check (length(code_hash) = 32),
  code_until timestamptz,
  code_tries integer not null default 0,
  mail_how text not null check (mail_how in ('at-once', 'digest', 'none')),
  digest_at text not null,
  quiet_from text,
  quiet_to text,
  zone text not null,
  urgent_anyway boolean not null,
  -- When the last few went out, so that a flood becomes one.
  mails timestamptz[] not null default '{}',
  pushes timestamptz[] not null default '{}',
  -- Until when one process is at it: no other one sends the same meanwhile.
  taken_until timestamptz,
  check ((quiet_from is null) = (quiet_to is null)),
  check ((mail_waiting is null) = (code_hash is null) and (code_hash is null) = (code_until is null))
);

-- A browser that takes push messages (RFC 8030), with the keys they are sealed to.
create table push_subscription (
  id uuid primary key default gen_random_uuid(),
  organisation uuid not null references organisation,
  member uuid not null references member,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null
);
create index on push_subscription (member);

create table notice (
  id uuid primary key default gen_random_uuid(),
  organisation uuid not null references organisation,
  member uuid not null references member,
  kind text not null check (kind in ('referral-came', 'answer-due-soon', 'passed-on', 'nobody-answered', 'answered', 'withdrawn',
    'case-due', 'handed-over', 'owner-away', 'test')),
  case_id uuid references referral (case_id),
  reference text,
  -- What it is about, as a code: nobody is told the same twice, however many processes find that it is time.
  about text not null,
  urgent boolean not null,
  at timestamptz not null,
  -- The desk was closed: mail and push wait until it opens.
  not_before timestamptz,
  due text,
  read_at timestamptz,
  -- When it went out this way, or needed to no more.
  mailed_at timestamptz,
  pushed_at timestamptz,
  unique (member, about),
  check ((case_id is null) = (kind = 'test') and (reference is null) = (kind = 'test'))
);
create index on notice (member, at) where read_at is null;
create index on notice (member) where mailed_at is null or pushed_at is null;
create index on notice (case_id);
create index on notice (at);

do $$
declare
  name text;
begin
  foreach name in array array['telling', 'push_subscription', 'notice'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy lookup on %I to threshold_lookup using (true) with check (true)', name);
  end loop;
end $$;

create policy own on telling to threshold_app
  using (organisation = (select current_organisation()) and member = (select current_member()))
  with check (organisation = (select current_organisation()) and member = (select current_member()));
create policy own on push_subscription to threshold_app
  using (organisation = (select current_organisation()) and member = (select current_member()))
  with check (organisation = (select current_organisation()) and member = (select current_member()));
create policy own on notice to threshold_app
  using (organisation = (select current_organisation()) and member = (select current_member()));

grant select, insert, update on telling to threshold_app;
grant select, insert, delete on push_subscription to threshold_app;
grant select, update (read_at, mailed_at, pushed_at) on notice to threshold_app;
grant select, delete on telling, push_subscription to threshold_lookup;
grant select, insert, delete, update (read_at, mailed_at, pushed_at) on notice to threshold_lookup;

-- Whoever works these desks and has a key of theirs: whom the server may tell. Ids, roles and standing only, and none of it is handed out.
create function telling_people(wanted uuid[]) returns table (
    member uuid, organisation uuid, desk uuid, roles text[], here boolean, willing boolean)
  language sql stable security definer set search_path = threshold
  as $$ select m.id, m.organisation, d.id, m.roles, find_standing(m.id, clock()) = 'here', coalesce(t.urgent_anyway, false)
        from desk d join member m on m.organisation = d.organisation left join telling t on t.member = m.id
        where d.id = any(wanted) and m.left_at is null and (m.desks is null or d.id = any(m.desks))
          and exists (select from desk_key_wrap w where w.desk = d.id and w.member = m.id)
        order by d.id, m.id $$;

-- Whoever looks after a case: where she is, since when she is away, and who stands in.
create function telling_owner(wanted uuid) returns table (
    organisation uuid, standing text, away_since timestamptz, stands_in uuid, zone text)
  language sql stable security definer set search_path = threshold
  as $$ select m.organisation, find_standing(m.id, clock()), coalesce(m.left_at, m.leave_since), m.stands_in, t.zone
        from member m left join telling t on t.member = m.id where m.id = wanted $$;

create function desk_hours(wanted uuid[]) returns table (desk uuid, hours jsonb)
  language sql stable security definer set search_path = threshold
  as $$ select s.desk, s.hours from service s where s.desk = any(wanted) $$;

-- What was told of a case, and whether it was read.
create function case_notices(wanted uuid) returns table (member uuid, about text, at timestamptz, read boolean)
  language sql stable security definer set search_path = threshold
  as $$ select n.member, n.about, n.at, n.read_at is not null from notice n where n.case_id = wanted $$;

-- Tells members: each thing once. Whoever has no address and no browser to be told by has it on her page, and nothing waits to be sent.
-- Answers who has something to be sent.
create function add_notices(told jsonb) returns table (member uuid)
  language sql security definer set search_path = threshold
  as $$ with made as (
          insert into notice (organisation, member, kind, case_id, reference, about, urgent, at, not_before, due, mailed_at, pushed_at)
          select m.organisation, m.id, o.kind, o.case_id, o.reference, o.about, o.urgent, o.at, o.not_before, o.due,
                 case when t.mail is null or t.mail_how = 'none' then o.at end,
                 case when not exists (select from push_subscription p where p.member = m.id) then o.at end
          from jsonb_to_recordset(told) as o (member uuid, kind text, case_id uuid, reference text, about text, urgent boolean,
                 at timestamptz, not_before timestamptz, due text)
          join member m on m.id = o.member left join telling t on t.member = m.id
          on conflict do nothing
          returning notice.member, mailed_at, pushed_at)
        select distinct made.member from made where mailed_at is null or pushed_at is null $$;

-- What has become idle counts as read: nobody is sent it any more. Without members: of everybody who was told.
create function settle_notices(wanted uuid, kinds text[], members uuid[], seen timestamptz) returns void
  language sql security definer set search_path = threshold
  as $$ update notice n set read_at = seen
        where n.case_id = wanted and n.kind = any(kinds) and n.read_at is null and (members is null or n.member = any(members)) $$;

-- Cases that somebody may have to be told of at that moment, and who sent them: open referrals; taken-on cases that are due, or whose owner
-- is away. In the order of their ids, after the last one.
create function cases_to_tell(moment timestamptz, after uuid, most integer) returns table (case_id uuid, organisation uuid)
  language sql stable security definer set search_path = threshold
  as $$ select r.case_id, r.sender_organisation
        from referral r left join case_care c on c.case_id = r.case_id left join member m on m.id = c.owner
        where (after is null or r.case_id > after) and (
          (r.status in ('waiting', 'passed-on') and r.received_at > moment - interval '60 days')
          or (r.status = 'accepted' and not coalesce(c.closed, false) and (
                c.next_due between to_char(moment - interval '8 days', 'YYYY-MM-DD') and to_char(moment + interval '3 days', 'YYYY-MM-DD')
                or (m.id is not null and find_standing(m.id, moment) <> 'here'))))
        order by r.case_id limit most $$;

create function cases_of(wanted uuid) returns table (case_id uuid, organisation uuid)
  language sql stable security definer set search_path = threshold
  as $$ select r.case_id, r.sender_organisation from case_care c join referral r on r.case_id = c.case_id
        where c.owner = wanted and r.status = 'accepted' and not c.closed order by r.case_id $$;

create function sender_of(wanted uuid) returns uuid
  language sql stable security definer set search_path = threshold
  as $$ select sender_organisation from referral where case_id = wanted $$;

-- Members who have something to be sent.
create function members_to_tell() returns table (member uuid, organisation uuid)
  language sql stable security definer set search_path = threshold
  as $$ select distinct n.member, n.organisation from notice n where n.mailed_at is null or n.pushed_at is null $$;

create function organisation_of(wanted uuid) returns uuid
  language sql stable security definer set search_path = threshold
  as $$ select organisation from member where id = wanted $$;

-- A browser is told for whoever subscribed it last.
create function forget_endpoint(wanted text) returns void
  language sql security definer set search_path = threshold
  as $$ delete from push_subscription where endpoint = wanted $$;

-- Whoever has left is told nothing more.
create function forget_telling(who uuid) returns void
  language sql security definer set search_path = threshold
  as $$ delete from push_subscription where member = who and organisation = current_organisation();
        delete from telling where member = who and organisation = current_organisation() $$;

create function forget_notices(before timestamptz) returns void
  language sql security definer set search_path = threshold
  as $$ delete from notice where at < before $$;

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
