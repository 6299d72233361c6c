-- Everything the first journey keeps: organisations and their people, sealed entries, receipts.
-- Row-level security is forced on every table, so that even the tables' owner reads nothing without a policy.
-- Three ways in:
--   threshold_app     answers requests; sees what the organisation of its transaction may see, nothing without one
--   threshold_lookup  owns the few functions below that must look across organisations, each as narrow as its use
--   threshold_owner   owns the tables; no policy names it

-- The transaction's organisation, and the server's clock (scope.ts sets both).
create function current_organisation() returns uuid language sql stable
  as $$ select nullif(current_setting('threshold.organisation', true), '')::uuid $$;
create function clock() returns timestamptz language sql stable
  as $$ select coalesce(nullif(current_setting('threshold.now', true), '')::timestamptz, now()) $$;

create table organisation (
  id uuid primary key,
  name text not null,
  kind text not null,
  invented boolean not null default false,
  made_at timestamptz not null
);

create table desk (
  id uuid primary key,
  organisation uuid not null references organisation,
  name text not null
);
create index on desk (organisation);

create table member (
  id uuid primary key,
  organisation uuid not null references organisation,
  handle text not null,
  -- Lower case: sign-in names do not depend on capitals.
  handle_key text not null unique,
  name text not null,
  role text not null check (role in ('caseworker', 'coordinator')),
  kdf jsonb not null,
  -- SHA-256 of the half of the derived key that signs in; the other half never comes here.
  proof_hash bytea not null check (length(proof_hash) = 32),
  recipient text not null,
  verify_key text not null,
  bundle text not null,
  made_at timestamptz not null
);
create index on member (organisation);

create table desk_key (
  desk uuid not null references desk,
  version integer not null,
  organisation uuid not null references organisation,
  recipient text not null unique,
  made_at timestamptz not null,
  retired_at timestamptz,
  primary key (desk, version)
);
create unique index desk_key_current on desk_key (desk) where retired_at is null;

-- A desk's private key, sealed to one of the members who work it.
create table desk_key_wrap (
  desk uuid not null,
  version integer not null,
  member uuid not null references member,
  organisation uuid not null references organisation,
  wrapped text not null,
  primary key (desk, version, member),
  foreign key (desk, version) references desk_key
);
create index on desk_key_wrap (member);

create table device (
  id uuid primary key,
  organisation uuid not null references organisation,
  desk uuid not null references desk,
  verify_key text not null,
  token_hash bytea not null unique,
  enrolled_at timestamptz not null,
  revoked_at timestamptz
);
create index on device (organisation);

create table enrolment (
  code_hash bytea primary key,
  organisation uuid not null references organisation,
  desk uuid not null references desk,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table invitation (
  code_hash bytea primary key,
  -- Null for the set-up code of an empty database.
  organisation uuid references organisation,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table session (
  token_hash bytea primary key,
  organisation uuid not null references organisation,
  member uuid not null references member,
  made_at timestamptz not null,
  seen_at timestamptz not null
);

-- Wrong passphrases, by account and never by address: a whole police station comes from one.
create table sign_in_try (
  account bytea not null,
  at timestamptz not null
);
create index on sign_in_try (account, at);

create table service (
  id uuid primary key,
  organisation uuid not null references organisation,
  desk uuid references desk,
  name text not null,
  offers text[] not null,
  whom text[] not null,
  languages text[] not null,
  hours jsonb not null,
  phone text not null,
  specialist boolean not null,
  open boolean not null,
  invented boolean not null default false,
  checked_on date not null
);
create index on service (organisation);

-- One row per case, computed from its entries: what the inbox and the policies ask for.
create table referral (
  case_id uuid primary key,
  entry uuid not null unique,
  reference text not null,
  author uuid not null,
  sender_organisation uuid not null references organisation,
  sender_desk uuid not null references desk,
  receiver_organisation uuid not null references organisation,
  receiver_desk uuid not null references desk,
  fallback_organisation uuid references organisation,
  fallback_desk uuid references desk,
  urgency text not null check (urgency in ('now', 'today', 'usual')),
  child boolean not null,
  received_at timestamptz not null,
  due timestamptz not null,
  status text not null check (status in ('waiting', 'passed-on', 'accepted', 'declined', 'withdrawn')),
  -- Who has it in hand by its entries; nobody once withdrawn.
  holder_desk uuid references desk,
  -- From this moment the fallback may read; null where it never may, for instance after an answer in time.
  fallback_from timestamptz,
  passed_on_at timestamptz,
  unique (sender_organisation, reference)
);
create index on referral (sender_organisation, received_at);
create index on referral (receiver_organisation, received_at);
create index on referral (fallback_organisation, received_at);
create index referral_to_pass_on on referral (due) where status = 'waiting' and fallback_desk is not null and passed_on_at is null;

create table entry (
  id uuid primary key,
  case_id uuid not null references referral (case_id) deferrable initially deferred,
  kind text not null,
  author uuid not null,
  seq integer not null,
  sender_organisation uuid not null references organisation,
  sender_desk uuid not null references desk,
  -- Canonical JSON, byte for byte what was signed.
  envelope text not null,
  signature text not null,
  -- The key the signature was checked with on arrival.
  verify_key text not null,
  -- Name of the member, or of the desk whose phone it was; null for the server.
  written_by text,
  received_at timestamptz not null,
  unique (author, seq)
);
create index on entry (case_id);

create table sealed_part (
  entry uuid not null references entry,
  name text not null check (name in ('card', 'story', 'answer')),
  case_id uuid not null references referral (case_id) deferrable initially deferred,
  sha256 text not null,
  bytes bytea,
  erased_at timestamptz,
  primary key (entry, name),
  check ((bytes is null) = (erased_at is not null))
);
-- age files do not compress.
alter table sealed_part alter column bytes set storage external;
create index on sealed_part (case_id);

-- The log of arrivals: each row's hash covers the row before it, and the server signs it.
create table receipt (
  n bigint primary key,
  entry uuid not null unique references entry deferrable initially deferred,
  entry_hash text not null,
  previous text not null,
  hash text not null unique,
  signature text not null,
  at text not null
);

do $$
declare
  name text;
begin
  foreach name in array array['organisation', 'desk', 'member', 'desk_key', 'desk_key_wrap', 'device', 'enrolment', 'invitation', 'session',
    'sign_in_try', 'service', 'referral', 'entry', 'sealed_part', 'receipt'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  -- What belongs to one organisation and to nobody else.
  foreach name in array array['desk', 'member', 'desk_key', 'desk_key_wrap', 'device', 'enrolment', 'invitation', 'session', 'service'] loop
    execute format('create policy own on %I to threshold_app using (organisation = (select current_organisation()))
      with check (organisation = (select current_organisation()))', name);
  end loop;
  foreach name in array array['organisation', 'desk', 'member', 'desk_key', 'desk_key_wrap', 'device', 'enrolment', 'invitation', 'session',
    'sign_in_try', 'service', 'referral', 'entry', 'sealed_part', 'receipt'] loop
    execute format('create policy lookup on %I to threshold_lookup using (true)', name);
  end loop;
end $$;

create policy own on organisation to threshold_app using (id = (select current_organisation())) with check (id = (select current_organisation()));

-- The sender sees that it stands; the receiver too; the fallback only from its moment on.
create policy parties on referral for select to threshold_app using (
  sender_organisation = (select current_organisation())
  or receiver_organisation = (select current_organisation())
  or (fallback_organisation = (select current_organisation()) and fallback_from <= (select clock()))
);
create policy send on referral for insert to threshold_app with check (sender_organisation = (select current_organisation()));
create policy answer on referral for update to threshold_app using (
  sender_organisation = (select current_organisation())
  or receiver_organisation = (select current_organisation())
  or (fallback_organisation = (select current_organisation()) and fallback_from <= (select clock()))
) with check (true);

-- Who sees a case's referral sees its entries and their receipts. (The referral's own policy applies inside.)
create policy parties on entry for select to threshold_app
  using (exists (select from referral r where r.case_id = entry.case_id));
create policy write on entry for insert to threshold_app with check (
  (kind = 'passed-on' or sender_organisation = (select current_organisation()))
  and exists (select from referral r where r.case_id = entry.case_id)
);
create policy parties on receipt for select to threshold_app using (exists (select from entry e where e.id = receipt.entry));
create policy write on receipt for insert to threshold_app with check (exists (select from entry e where e.id = receipt.entry));

-- Card and story are for the desks they are sealed to, and never for the sender's; a sealed answer is for all three.
create policy parties on sealed_part for select to threshold_app using (
  exists (
    select from referral r
    where r.case_id = sealed_part.case_id
      and (
        sealed_part.name = 'answer'
        or r.receiver_organisation = (select current_organisation())
        or r.fallback_organisation = (select current_organisation())
      )
  )
);
create policy write on sealed_part for insert to threshold_app with check (
  exists (select from entry e where e.id = sealed_part.entry and e.sender_organisation = (select current_organisation()))
);

grant select, insert on organisation, desk, desk_key, desk_key_wrap to threshold_app;
grant select, insert on member, entry, sealed_part, receipt to threshold_app;
grant select, insert, update on device, service to threshold_app;
grant select, insert, update (status, holder_desk, fallback_from, passed_on_at) on referral to threshold_app;
grant insert on enrolment, invitation to threshold_app;
grant select, insert, update, delete on session to threshold_app;
grant select on all tables in schema threshold to threshold_lookup;
grant update (used_at) on enrolment, invitation to threshold_lookup;
grant insert on invitation to threshold_lookup;
grant insert, delete on sign_in_try to threshold_lookup;

-- Looking across organisations: nothing else may. Each answers one question.

create function find_account(wanted text) returns table (id uuid, organisation uuid, kdf jsonb, proof_hash bytea)
  language sql stable security definer set search_path = threshold
  as $$ select id, organisation, kdf, proof_hash from member where handle_key = wanted $$;

create function find_session(wanted bytea) returns table (
    member uuid, organisation uuid, role text, name text, verify_key text, desks uuid[], made_at timestamptz, seen_at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select s.member, s.organisation, m.role, m.name, m.verify_key,
               array(select distinct w.desk from desk_key_wrap w where w.member = m.id), s.made_at, s.seen_at
        from session s join member m on m.id = s.member where s.token_hash = wanted $$;

create function find_device(wanted bytea) returns table (id uuid, organisation uuid, desk uuid, desk_name text, verify_key text)
  language sql stable security definer set search_path = threshold
  as $$ select d.id, d.organisation, d.desk, k.name, d.verify_key from device d join desk k on k.id = d.desk
        where d.token_hash = wanted and d.revoked_at is null $$;

-- A code works once: the update decides a race.
create function use_enrolment(wanted bytea, at timestamptz) returns table (organisation uuid, desk uuid)
  language sql security definer set search_path = threshold
  as $$ update enrolment e set used_at = at where e.code_hash = wanted and e.used_at is null and e.expires_at > at
        returning e.organisation, e.desk $$;

create function use_invitation(wanted bytea, at timestamptz) returns boolean
  language sql security definer set search_path = threshold
  as $$ with used as (update invitation i set used_at = at where i.code_hash = wanted and i.used_at is null and i.expires_at > at returning 1)
        select exists (select from used) $$;

create function invitation_open(wanted bytea, at timestamptz) returns boolean
  language sql stable security definer set search_path = threshold
  as $$ select exists (select from invitation i where i.code_hash = wanted and i.used_at is null and i.expires_at > at) $$;

-- The code of an empty database; each start makes a new one, and none once there is an organisation.
create function make_setup_code(hash bytea, expires timestamptz) returns boolean
  language sql security definer set search_path = threshold
  as $$ with made as (insert into invitation (code_hash, expires_at) select hash, expires where not exists (select from organisation) returning 1)
        select exists (select from made) $$;

create function is_empty() returns boolean language sql stable security definer set search_path = threshold
  as $$ select not exists (select from organisation) $$;

create function handle_taken(wanted text) returns boolean language sql stable security definer set search_path = threshold
  as $$ select exists (select from member where handle_key = wanted) $$;

create function count_tries(who bytea, since timestamptz) returns table (tries integer, oldest timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select count(*)::integer, min(at) from sign_in_try where account = who and at > since $$;

create function add_try(who bytea, now timestamptz, keep timestamptz) returns void
  language sql security definer set search_path = threshold
  as $$ delete from sign_in_try where at <= keep; insert into sign_in_try (account, at) values (who, now) $$;

create function forget_tries(who bytea) returns void language sql security definer set search_path = threshold
  as $$ delete from sign_in_try where account = who $$;

-- The directory is common to all: services, whose they are, and the key a referral is sealed to.
create function directory() returns table (
    id uuid, organisation uuid, organisation_name text, organisation_kind text, name text, offers text[], whom text[], languages text[],
    hours jsonb, phone text, checked_on date, specialist boolean, open boolean, invented boolean, desk uuid, recipient text)
  language sql stable security definer set search_path = threshold
  as $$ select s.id, o.id, o.name, o.kind, s.name, s.offers, s.whom, s.languages, s.hours, s.phone, s.checked_on, s.specialist, s.open,
               s.invented or o.invented, s.desk, k.recipient
        from service s join organisation o on o.id = s.organisation
        left join desk_key k on k.desk = s.desk and k.retired_at is null
        order by o.name, s.name, s.id $$;

create function find_desks(wanted uuid[]) returns table (desk uuid, organisation uuid, organisation_name text, recipient text)
  language sql stable security definer set search_path = threshold
  as $$ select d.id, d.organisation, o.name, k.recipient
        from desk d join organisation o on o.id = d.organisation join desk_key k on k.desk = d.id and k.retired_at is null
        where d.id = any(wanted) $$;

-- The end of the log, with the lock that lets one transaction at a time write after it.
create function last_receipt() returns table (n bigint, hash text)
  language plpgsql security definer set search_path = threshold
  as $$ begin
    perform pg_advisory_xact_lock(7411907);
    return query select r.n, r.hash from receipt r order by r.n desc limit 1;
  end $$;

create function last_seq(who uuid) returns integer language sql stable security definer set search_path = threshold
  as $$ select coalesce(max(seq), 0) from entry where author = who $$;

create function to_pass_on(at timestamptz, most integer) returns table (case_id uuid, organisation uuid)
  language sql stable security definer set search_path = threshold
  as $$ select r.case_id, r.sender_organisation from referral r
        where r.status = 'waiting' and r.fallback_desk is not null and r.passed_on_at is null and r.due < at order by r.due limit most $$;

-- Who may call them, and as whom they run.
do $$
declare
  called regprocedure;
begin
  grant create on schema threshold to threshold_lookup;
  for called in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'threshold'::regnamespace and p.prosecdef loop
    execute format('revoke all on function %s from public', called);
    execute format('grant execute on function %s to threshold_app', called);
    execute format('alter function %s owner to threshold_lookup', called);
  end loop;
  revoke create on schema threshold from threshold_lookup;
end $$;
