-- A desk that takes no more referrals, and one that nobody works at any more: what waits there goes on to its second desk at once.

alter table desk add column closed_at timestamptz;
grant update (closed_at) on desk to threshold_app;

-- Desks that nobody answers at. The roles are `work-cases` in packages/casework/src/roles.ts; a test compares them.
create function gone_desks() returns setof uuid
  language sql stable security definer set search_path = threshold
  as $$ select d.id from desk d
        where d.closed_at is not null
           or not exists (select from desk_key_wrap w join member m on m.id = w.member
                          where w.desk = d.id and m.left_at is null and m.roles && array['caseworker', 'investigator', 'coordinator']) $$;

-- A row that a function returns has its columns in its type: the old functions make room for the new ones.
drop function directory();
create function directory() returns table (
    id uuid, organisation uuid, organisation_name text, organisation_kind text, name text, offers text[], whom text[], languages text[],
    hours jsonb, phone text, checked_on date, specialist boolean, open boolean, invented boolean, desk uuid, recipient text, gone boolean)
  language sql stable security definer set search_path = threshold
  as $$ select s.id, o.id, o.name, o.kind, s.name, s.offers, s.whom, s.languages, s.hours, s.phone, s.checked_on, s.specialist, s.open,
               s.invented or o.invented, s.desk, k.recipient, s.desk in (select gone_desks())
        from service s join organisation o on o.id = s.organisation
        left join desk_key k on k.desk = s.desk and k.retired_at is null
        order by o.name, s.name, s.id $$;

drop function find_desks(uuid[]);
create function find_desks(wanted uuid[]) returns table (desk uuid, organisation uuid, organisation_name text, recipient text, gone boolean)
  language sql stable security definer set search_path = threshold
  as $$ select d.id, d.organisation, o.name, k.recipient, d.id in (select gone_desks())
        from desk d join organisation o on o.id = d.organisation join desk_key k on k.desk = d.id and k.retired_at is null
        where d.id = any(wanted) $$;

-- Whose time has passed, oldest first; then what waits at a desk that is gone, whatever time is left.
drop function to_pass_on(timestamptz, integer);
create function to_pass_on(at timestamptz, most integer) returns table (case_id uuid, organisation uuid, gone boolean)
  language sql stable security definer set search_path = threshold
  as $$ select * from (
          (select r.case_id, r.sender_organisation, false from referral r
           where r.status = 'waiting' and r.fallback_desk is not null and r.passed_on_at is null and r.due < at order by r.due limit most)
          union all
          (select r.case_id, r.sender_organisation, true from referral r
           where r.receiver_desk in (select gone_desks())
             and r.status = 'waiting' and r.fallback_desk is not null and r.passed_on_at is null and r.due >= at
           order by r.due limit most)
        ) as found limit most $$;

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
