-- The second factor, one-time codes, a session in two halves, and work asked of whoever tries to sign in.

-- What its people prove beside the passphrase. Only an invented organisation may ask for nothing.
alter table organisation add column factor text not null default 'passkey';
-- By the column's type, not by an update: with row-level security forced, a migration sees no rows.
alter table organisation alter column factor type text using case when invented then 'none' else factor end;
alter table organisation add constraint organisation_factor check (factor in ('passkey', 'oidc') or (factor = 'none' and invented));
-- Which of the agencies' sign-ins (by the name that whoever runs the server gave it).
alter table organisation add column provider text;
grant update (factor, provider) on organisation to threshold_app;

-- Sessions from before were proven by a passphrase alone: they are halves now, and end soon.
alter table session add column id uuid not null unique default gen_random_uuid();
alter table session add column level text not null default 'half' check (level in ('half', 'full'));
-- When the second factor was last proven; null where the organisation asks for none.
alter table session add column factor_at timestamptz;
alter table session add column browser text not null default 'other';
-- What was asked of this browser and waits for its answer: a passkey's challenge, the way to the agency's sign-in. Used once.
alter table session add column pending jsonb;
create index on session (member);

create table passkey (
  id uuid primary key,
  organisation uuid not null references organisation,
  member uuid not null references member,
  credential text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- The host it was made for: it is good nowhere else.
  host text not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz
);
create index on passkey (member);

create table recovery_code (
  code_hash bytea primary key check (length(code_hash) = 32),
  organisation uuid not null references organisation,
  member uuid not null references member,
  made_at timestamptz not null,
  used_at timestamptz
);
create index on recovery_code (member);

-- Who of an agency's own sign-in is which member. Hashed: the name there may be a person's number.
create table provider_link (
  subject_hash bytea primary key check (length(subject_hash) = 32),
  organisation uuid not null references organisation,
  member uuid not null unique references member,
  made_at timestamptz not null,
  -- Which of the agencies' sign-ins it was: good only while the organisation asks for that one.
  provider text not null
);

-- Work that was handed in once is not taken again.
create table work_spent (
  mark bytea primary key,
  expires_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['passkey', 'recovery_code', 'provider_link', 'work_spent'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  foreach name in array array['passkey', 'recovery_code', 'provider_link'] loop
    execute format('create policy own on %I to threshold_app using (organisation = (select current_organisation()))
      with check (organisation = (select current_organisation()))', name);
  end loop;
end $$;
create policy lookup on work_spent to threshold_lookup using (true) with check (true);

grant select, insert, delete, update (counter, used_at) on passkey to threshold_app;
grant select, insert, delete, update (used_at) on recovery_code to threshold_app;
grant select, insert, delete on provider_link to threshold_app;
grant update (kdf, proof_hash, bundle) on member to threshold_app;
grant select, insert, delete on work_spent to threshold_lookup;

-- Beside find_session: how far this session has come, and what its organisation asks for.
create function session_state(wanted bytea) returns table (id uuid, level text, factor_at timestamptz, factor text)
  language sql stable security definer set search_path = threshold
  as $$ select s.id, s.level, s.factor_at, o.factor from session s join organisation o on o.id = s.organisation
        where s.token_hash = wanted $$;

-- True where this work was not handed in before.
create function spend_work(stamp bytea, until timestamptz, now timestamptz) returns boolean
  language sql security definer set search_path = threshold
  as $$ delete from work_spent where expires_at < now;
        with fresh as (insert into work_spent (mark, expires_at) values (stamp, until) on conflict do nothing returning 1)
        select exists (select from fresh) $$;

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
