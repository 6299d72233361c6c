-- People of an organisation beside its first one: invited, on leave, with new keys, gone. And desks beside the first one.

alter table organisation
  -- Since when one person both works cases and keeps people, and has said that she knows what it costs; null where nobody has.
  add column small_office timestamptz;

alter table member
  -- Where she works, whether or not the keys have reached her; null: the desks whose keys she holds (from before this was asked).
  add column desks uuid[],
  -- Away from that moment to the end of that day (null: until an administrator says otherwise). Nobody on leave can sign in.
  add column leave_since timestamptz,
  add column leave_until date,
  -- Whose turn it is meanwhile.
  add column stands_in uuid references member,
  -- Out for good. The row stays, since entries name its author; the sign-in name is free again.
  add column left_at timestamptz;
alter table member add constraint member_leave_whole check (leave_since is not null or (leave_until is null and stands_in is null));

-- A place for one person, opened by a code that the inviting browser made: the hash is all that comes here.
create table member_invitation (
  id uuid primary key,
  code_hash bytea not null unique check (length(code_hash) = 32),
  organisation uuid not null references organisation,
  -- The member who gets new keys; null where somebody new is invited.
  renews uuid references member,
  name text not null,
  handle text not null,
  -- Lower case, as member.handle_key.
  handle_key text not null,
  roles text[] not null,
  desks uuid[] not null,
  -- HMAC under the code: that the network's root is the one the inviting browser knows.
  mark text not null,
  -- The code, sealed to the administrators, so that any of them can check the new keys.
  sealed_code text not null,
  made_by uuid not null references member,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references member,
  -- HMAC under the code over the keys that came.
  binding text,
  -- Certified, or taken back.
  closed_at timestamptz
);
create index on member_invitation (organisation) where closed_at is null;

alter table member_invitation enable row level security;
alter table member_invitation force row level security;
create policy own on member_invitation to threshold_app
  using (organisation = (select current_organisation())) with check (organisation = (select current_organisation()));
create policy lookup on member_invitation to threshold_lookup using (true);

grant select (id, organisation, renews, name, handle, handle_key, roles, desks, mark, sealed_code, made_by, made_at, expires_at, used_at, used_by, binding,
  closed_at) on member_invitation to threshold_app;
grant insert, update (used_by, binding, closed_at) on member_invitation to threshold_app;
grant select, update (used_at) on member_invitation to threshold_lookup;

grant update (roles, desks, handle_key, leave_since, leave_until, stands_in, left_at, kdf, proof_hash, recipient, verify_key, bundle) on member to threshold_app;
grant update (small_office) on organisation to threshold_app;
grant update (expires_at) on invitation, enrolment to threshold_lookup;
grant update (retired_at) on desk_key to threshold_app;
grant delete on desk_key_wrap to threshold_app;

-- What somebody with a code may know before she makes keys: looking uses nothing up.
create function find_member_invitation(wanted bytea, at timestamptz) returns table (
    id uuid, organisation uuid, organisation_name text, renews uuid, name text, handle text, roles text[], desks uuid[], mark text)
  language sql stable security definer set search_path = threshold
  as $$ select i.id, i.organisation, o.name, i.renews, i.name, i.handle, i.roles, i.desks, i.mark
        from member_invitation i join organisation o on o.id = i.organisation
        where i.code_hash = wanted and i.used_at is null and i.closed_at is null and i.expires_at > at $$;

-- A code works once: the update decides a race.
create function use_member_invitation(wanted bytea, at timestamptz) returns table (
    id uuid, organisation uuid, renews uuid, name text, handle text, roles text[], desks uuid[])
  language sql security definer set search_path = threshold
  as $$ update member_invitation i set used_at = at
        where i.code_hash = wanted and i.used_at is null and i.closed_at is null and i.expires_at > at
        returning i.id, i.organisation, i.renews, i.name, i.handle, i.roles, i.desks $$;

-- Codes that a member made for organisations and for phones, and nobody used: closed when she may not make such any more.
create function close_codes(who uuid, at timestamptz, organisations boolean, phones boolean) returns void
  language sql security definer set search_path = threshold
  as $$ update invitation i set expires_at = at
          where organisations and i.made_by = who and i.organisation = current_organisation() and i.used_at is null and i.expires_at > at;
        update enrolment e set expires_at = at
          where phones and e.made_by = who and e.organisation = current_organisation() and e.used_at is null and e.expires_at > at $$;

-- Whether somebody who has proven her passphrase may come in at that moment.
create function find_standing(wanted uuid, at timestamptz) returns text
  language sql stable security definer set search_path = threshold
  as $$ select case
          when left_at is not null then 'left'
          when leave_since <= at and (leave_until is null or (at at time zone 'utc')::date <= leave_until) then 'on-leave'
          else 'here' end
        from member where id = wanted $$;

-- Keys a desk had in the last 30 days: what was sealed to one of them on a phone without network is still let in.
create function late_desk_keys(wanted uuid[]) returns table (desk uuid, recipient text)
  language sql stable security definer set search_path = threshold
  as $$ select k.desk, k.recipient from desk_key k where k.desk = any(wanted) and k.retired_at > clock() - interval '30 days' $$;

-- Whoever has left keeps no keys: the root never names her as one who may sign for her organisation.
drop function network_members(text[]);
create function network_members(keepers text[]) returns table (id uuid, kind text, name text, version integer, hash text, signed text, stewards text[], desks jsonb)
  language sql stable security definer set search_path = threshold
  as $$ select o.id, o.kind, o.name, s.version, s.hash, s.signed,
               array(select m.verify_key from member m where m.organisation = o.id and m.roles && keepers and m.left_at is null
                     order by m.made_at, m.id),
               coalesce((select jsonb_agg(jsonb_build_object('desk', k.desk, 'recipient', k.recipient) order by k.desk)
                         from desk_key k where k.organisation = o.id and k.retired_at is null), '[]'::jsonb)
        from organisation o
        left join lateral (select t.version, t.hash, t.signed from organisation_statement t where t.organisation = o.id
                           order by t.version desc limit 1) s on true
        order by o.made_at, o.id $$;

-- Whoever has left has no session, whatever else happened at that moment.
drop function find_session(bytea);
create function find_session(wanted bytea) returns table (
    member uuid, organisation uuid, roles text[], name text, verify_key text, desks uuid[], made_at timestamptz, seen_at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select s.member, s.organisation, m.roles, m.name, m.verify_key,
               array(select distinct w.desk from desk_key_wrap w where w.member = m.id), s.made_at, s.seen_at
        from session s join member m on m.id = s.member where s.token_hash = wanted and m.left_at is null $$;

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
