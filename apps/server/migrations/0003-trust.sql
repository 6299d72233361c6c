-- The signed directory of keys, codes that prove keys both ways, and the record of what happened with keys and access.

-- What the root signed. Common to all, and read through a function only.
create table network_statement (
  version integer primary key check (version > 0),
  hash text not null unique,
  -- Hash of the statement alone: clients walk the chain by these.
  body text not null,
  -- The statement with its signature, canonical JSON.
  signed text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);

create table organisation_statement (
  organisation uuid not null references organisation,
  version integer not null check (version > 0),
  hash text not null unique,
  signed text not null,
  published_at timestamptz not null,
  primary key (organisation, version)
);

create table certificate (
  hash text primary key,
  organisation uuid not null references organisation,
  subject text not null check (subject in ('member', 'device')),
  subject_id uuid not null,
  verify_key text not null,
  signed text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- When another one took its place, or it was taken back.
  ended_at timestamptz
);
create unique index certificate_in_force on certificate (subject_id) where ended_at is null;
create index on certificate (organisation);

-- The certificate in force when it arrived; null for the server's own entries and where nobody had confirmed its author.
alter table entry add column certificate text references certificate;

-- What happened with keys and access, hash-chained over the whole site as receipts are. Codes only, never a word.
create table record (
  n bigint primary key,
  organisation uuid not null references organisation,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,39}$'),
  -- Who did it, and to whom or what: ids of members, phones, desks, organisations.
  by uuid,
  about uuid,
  detail text check (detail ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  at text not null,
  previous text not null,
  hash text not null unique,
  signature text not null
);
create index on record (organisation, n);

-- A code is made in the browser of whoever invites: what comes here is the hash of its ticket, a mark that shows whoever uses it the
-- right root, and the code sealed to the desk, so that a steward there can check the keys that come back.
alter table enrolment add column mark text;
alter table enrolment add column sealed_code text;
alter table enrolment add column made_by uuid references member;
alter table enrolment add column device uuid references device;
alter table enrolment add column binding text;
create unique index on enrolment (device);
alter table invitation add column mark text;
alter table invitation add column made_by uuid references member;

do $$
declare
  name text;
begin
  foreach name in array array['network_statement', 'organisation_statement', 'certificate', 'record'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy lookup on %I to threshold_lookup using (true)', name);
  end loop;
  foreach name in array array['organisation_statement', 'certificate', 'record'] loop
    execute format('create policy own on %I to threshold_app using (organisation = (select current_organisation()))
      with check (organisation = (select current_organisation()))', name);
  end loop;
end $$;
grant select, insert on organisation_statement, record to threshold_app;
grant select, insert, update (ended_at) on certificate to threshold_app;
grant select, update (device, binding) on enrolment to threshold_app;
grant select, insert on network_statement to threshold_lookup;
grant select on organisation_statement, certificate, record to threshold_lookup;

-- Everything the root has said since a version: the bodies' hashes of all, the statements themselves of that version and of the newest.
create function network_statements(after integer) returns table (version integer, hash text, body text, signed text)
  language sql stable security definer set search_path = threshold
  as $$ select s.version, s.hash, s.body, case when s.version in (after, (select max(version) from network_statement)) then s.signed end
        from network_statement s
        where s.version >= after or s.version = (select max(version) from network_statement)
        order by s.version $$;

-- One writer at a time: the lock is held to the end of the transaction.
create function lock_network() returns void language sql security definer set search_path = threshold
  as $$ select pg_advisory_xact_lock(7411913) $$;

create function add_network_statement(version integer, hash text, body text, signed text, issued timestamptz, expires timestamptz)
  returns void language sql security definer set search_path = threshold
  as $$ insert into network_statement (version, hash, body, signed, issued_at, expires_at)
        values (add_network_statement.version, add_network_statement.hash, add_network_statement.body, add_network_statement.signed, issued, expires) $$;

-- What the root is to vouch for: each organisation with its newest statement, and its desks and who keeps its keys where there is none.
create function network_members(keepers text[]) returns table (id uuid, kind text, name text, version integer, hash text, signed text, stewards text[], desks jsonb)
  language sql stable security definer set search_path = threshold
  as $$ select o.id, o.kind, o.name, s.version, s.hash, s.signed,
               array(select m.verify_key from member m where m.organisation = o.id and m.roles && keepers
                       -- (Asked this way since a later migration adds the column: who has left keeps nothing.)
                       and (to_jsonb(m) ->> 'left_at') is null order by m.made_at, m.id),
               coalesce((select jsonb_agg(jsonb_build_object('desk', k.desk, 'recipient', k.recipient) order by k.desk)
                         from desk_key k where k.organisation = o.id and k.retired_at is null), '[]'::jsonb)
        from organisation o
        left join lateral (select t.version, t.hash, t.signed from organisation_statement t where t.organisation = o.id
                           order by t.version desc limit 1) s on true
        order by o.made_at, o.id $$;

-- Organisations' statements from the version that the root names on: each as two lists of one length.
create function organisation_statements(ids uuid[], since integer[]) returns table (organisation uuid, version integer, signed text)
  language sql stable security definer set search_path = threshold
  as $$ select t.organisation, t.version, t.signed
        from organisation_statement t join unnest(ids, since) as w (id, least) on w.id = t.organisation and t.version >= w.least
        order by t.organisation, t.version $$;

-- The certificates that show who wrote these entries: the one in force on arrival, else one made since for the same key.
create function entry_certificates(entries uuid[]) returns table (entry uuid, signed text)
  language sql stable security definer set search_path = threshold
  as $$ select e.id, coalesce(
                 (select c.signed from certificate c where c.hash = e.certificate),
                 (select c.signed from certificate c where c.subject_id = e.author and c.verify_key = e.verify_key order by c.issued_at limit 1))
        from entry e where e.id = any(entries) and e.kind <> 'passed-on' $$;

-- The end of the record, with the lock that lets one transaction at a time write after it.
create function last_record() returns table (n bigint, hash text)
  language plpgsql security definer set search_path = threshold
  as $$ begin
    perform pg_advisory_xact_lock(7411912);
    return query select r.n, r.hash from record r order by r.n desc limit 1;
  end $$;

-- What a code promises to whoever uses it, before it is used.
create function invitation_mark(wanted bytea, at timestamptz) returns text
  language sql stable security definer set search_path = threshold
  as $$ select i.mark from invitation i where i.code_hash = wanted and i.used_at is null and i.expires_at > at $$;

drop function make_setup_code(bytea, timestamptz);
create function make_setup_code(hash bytea, mark text, expires timestamptz) returns boolean
  language sql security definer set search_path = threshold
  as $$ with made as (insert into invitation (code_hash, mark, expires_at)
                      select hash, make_setup_code.mark, expires where not exists (select from organisation) returning 1)
        select exists (select from made) $$;

drop function use_enrolment(bytea, timestamptz);
create function use_enrolment(wanted bytea, at timestamptz) returns table (organisation uuid, desk uuid, mark text)
  language sql security definer set search_path = threshold
  as $$ update enrolment e set used_at = at where e.code_hash = wanted and e.used_at is null and e.expires_at > at
        returning e.organisation, e.desk, e.mark $$;

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
