-- What leads a member to her work without a page open: the address of a calendar. And what open pages must hear at once.

-- One address for each member. Whoever has it reads references and days, so only its hash is kept.
create table calendar_feed (
  member uuid primary key references member,
  organisation uuid not null references organisation,
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- Language of its words, as of the page where it was made.
  language text not null,
  made_at timestamptz not null
);
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy own on calendar_feed to threshold_app
  using (organisation = (select current_organisation())) with check (organisation = (select current_organisation()));
create policy lookup on calendar_feed to threshold_lookup using (true);
grant select, insert, delete on calendar_feed to threshold_app;
grant select on calendar_feed to threshold_lookup;

-- Whose address it is, and what she may see at that moment. Whoever has left has none.
create function find_calendar(wanted bytea, at timestamptz) returns table (
    member uuid, organisation uuid, language text, roles text[], desks uuid[], here boolean)
  language sql stable security definer set search_path = threshold
  as $$ select c.member, c.organisation, c.language, m.roles,
               array(select distinct w.desk from desk_key_wrap w where w.member = m.id), find_standing(m.id, at) = 'here'
        from calendar_feed c join member m on m.id = c.member where c.token_hash = wanted and m.left_at is null $$;

-- Sessions behind open streams, by many at once; as find_session and session_state say it of one.
create function open_sessions(wanted bytea[]) returns table (
    id uuid, roles text[], desks uuid[], made_at timestamptz, seen_at timestamptz, level text, factor_at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select s.id, m.roles, array(select distinct w.desk from desk_key_wrap w where w.member = m.id),
               s.made_at, s.seen_at, s.level, s.factor_at
        from session s join member m on m.id = s.member where s.token_hash = any (wanted) and m.left_at is null $$;

-- However a session ends, each process hears it and ends its streams: by its id, never by its token.
create function tell_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('threshold_live', json_build_object('session', old.id)::text);
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function tell_session_ended();

-- Roles, standing and the keys of desks say what a member hears of.
create function tell_member_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('threshold_live', json_build_object('member', new.id)::text);
  return null;
end $$;
create trigger member_changed after update of roles, leave_since, left_at on member for each row execute function tell_member_changed();
create function tell_wrap_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('threshold_live', json_build_object('member', coalesce(new.member, old.member))::text);
  return null;
end $$;
create trigger wrap_changed after insert or delete on desk_key_wrap for each row execute function tell_wrap_changed();

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
