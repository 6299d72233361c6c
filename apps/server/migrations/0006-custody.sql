-- Custody: a desk's keys in three shares of which two open them, or on one printed sheet; and asking for them back. And badges: whose
-- shift it is on a shared phone.

-- Who is to hold a share. An organisation is asked, and one of its custodians agrees: its list of people is not shown to others.
create table custody_place (
  desk uuid not null references desk,
  n smallint not null check (n between 1 and 3),
  organisation uuid not null references organisation,
  at_organisation uuid not null references organisation,
  member uuid references member,
  state text not null check (state in ('asked', 'agreed', 'refused')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (desk, n),
  check ((state = 'agreed') = (member is not null))
);
create index on custody_place (organisation);
create index on custody_place (at_organisation);

-- One making of a desk's custody. What its maker signed is kept as text, byte for byte; `kept` is sealed to what the shares open.
create table custody_set (
  id uuid primary key,
  desk uuid not null references desk,
  version integer not null,
  organisation uuid not null references organisation,
  mode text not null check (mode in ('shares', 'sheet')),
  signed text not null,
  signature text not null,
  verify_key text not null,
  by uuid not null references member,
  kept text not null,
  -- Hash of what whoever holds the sheet can show, and what the desk's next key is sealed to.
  sheet_hash bytea check (length(sheet_hash) = 32),
  made_at timestamptz not null,
  retired_at timestamptz,
  check ((mode = 'sheet') = (sheet_hash is not null))
);
create unique index custody_set_current on custody_set (desk) where retired_at is null;
create index on custody_set (organisation);

create table custody_share (
  set uuid not null references custody_set,
  n smallint not null check (n between 1 and 3),
  organisation uuid not null references organisation,
  at_organisation uuid not null references organisation,
  member uuid not null references member,
  -- Sealed to the custodian.
  sealed text not null,
  -- When her browser opened it and found it right.
  seen_at timestamptz,
  primary key (set, n)
);
create index on custody_share (member);

-- Somebody asks for her desks' keys. With keys of her own making where she cannot sign in any more; they are put in place of the old
-- ones at the end, or never.
create table custody_recovery (
  id uuid primary key,
  organisation uuid not null references organisation,
  member uuid not null references member,
  token_hash bytea not null unique check (length(token_hash) = 32),
  how text not null check (how in ('shares', 'sheet')),
  recipient text not null,
  verify_key text not null,
  kdf jsonb,
  proof_hash bytea check (length(proof_hash) = 32),
  bundle text,
  desks uuid[] not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('asked', 'done', 'stopped')),
  ended_at timestamptz,
  ended_by uuid,
  check ((kdf is null) = (bundle is null) and (kdf is null) = (proof_hash is null))
);
create index on custody_recovery (organisation);

-- What each custodian answered. The share in it is sealed anew, to whoever asks.
create table custody_release (
  recovery uuid not null references custody_recovery,
  set uuid not null references custody_set,
  n smallint not null,
  organisation uuid not null references organisation,
  at_organisation uuid not null references organisation,
  member uuid not null references member,
  state text not null check (state in ('released', 'refused')),
  signed text,
  signature text,
  verify_key text,
  sealed text,
  at timestamptz not null,
  primary key (recovery, set, n),
  foreign key (set, n) references custody_share (set, n),
  check ((state = 'released') = (signed is not null and signature is not null and verify_key is not null and sealed is not null))
);

-- Whose shift it is on a shared phone: a short number and a PIN, and no name.
create table badge (
  id uuid primary key,
  organisation uuid not null references organisation,
  desk uuid not null references desk,
  number text not null check (number ~ '^[0-9]{2,8}$'),
  -- Argon2id with a salt of its own.
  pin_salt text not null,
  pin_hash bytea not null check (length(pin_hash) = 32),
  tries smallint not null default 0,
  made_at timestamptz not null,
  locked_at timestamptz,
  retired_at timestamptz
);
create unique index badge_number on badge (organisation, number) where retired_at is null;

create table shift (
  id uuid primary key,
  organisation uuid not null references organisation,
  device uuid not null references device,
  badge uuid not null references badge,
  token_hash bytea not null unique check (length(token_hash) = 32),
  begun_at timestamptz not null,
  ended_at timestamptz
);
create index on shift (device, badge, begun_at);
create index on shift (begun_at);

do $$
declare
  name text;
begin
  foreach name in array array['custody_place', 'custody_set', 'custody_share', 'custody_recovery', 'custody_release', 'badge', 'shift'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy lookup on %I to threshold_lookup using (true)', name);
    execute format('grant select on %I to threshold_lookup', name);
  end loop;
  foreach name in array array['custody_place', 'custody_set', 'custody_share', 'custody_recovery', 'badge', 'shift'] loop
    execute format('create policy own on %I to threshold_app using (organisation = (select current_organisation()))
      with check (organisation = (select current_organisation()))', name);
  end loop;
end $$;

-- An organisation that was asked answers; one that holds a share says that it was opened, and answers who asks for it.
create policy answer on custody_place for update to threshold_app using (at_organisation = (select current_organisation()))
  with check (at_organisation = (select current_organisation()));
create policy held on custody_place for select to threshold_app using (at_organisation = (select current_organisation()));
create policy held on custody_share for select to threshold_app using (at_organisation = (select current_organisation()));
create policy seen on custody_share for update to threshold_app using (at_organisation = (select current_organisation()))
  with check (at_organisation = (select current_organisation()));
create policy held on custody_set for select to threshold_app using (
  exists (select from custody_share s where s.set = custody_set.id and s.at_organisation = (select current_organisation()))
);
-- Who asks stays her own organisation's row; a custodian elsewhere sees it by the function below.
create policy own on custody_release for select to threshold_app using (
  organisation = (select current_organisation()) or at_organisation = (select current_organisation())
);
create policy answer on custody_release for insert to threshold_app with check (
  at_organisation = (select current_organisation())
  and exists (select from custody_share s where s.set = custody_release.set and s.n = custody_release.n
              and s.member = custody_release.member and s.organisation = custody_release.organisation)
);

grant select, insert, delete, update (member, state, answered_at) on custody_place to threshold_app;
grant select, insert, update (retired_at) on custody_set to threshold_app;
grant select, insert, update (seen_at) on custody_share to threshold_app;
grant select, insert, update (state, ended_at, ended_by) on custody_recovery to threshold_app;
grant select, insert on custody_release to threshold_app;
grant select, insert, update (tries, locked_at, retired_at) on badge to threshold_app;
grant select, insert, update (ended_at) on shift to threshold_app;
create policy lookup on recovery_code to threshold_lookup using (true);
grant select on recovery_code to threshold_lookup;
grant delete on custody_recovery, custody_release, shift, recovery_code, enrolment, invitation, member_invitation to threshold_lookup;
grant update (kdf, proof_hash, recipient, verify_key, bundle) on member to threshold_app;
grant delete on desk_key_wrap to threshold_app;

-- Names across organisations: only of those who agreed to hold a share, to those whose share it is; and the other way round.
create function custody_places() returns table (
    desk uuid, n smallint, at_organisation uuid, organisation_name text, state text, member uuid, member_name text, asked_at timestamptz,
    answered_at timestamptz, certificate text)
  language sql stable security definer set search_path = threshold
  as $$ select p.desk, p.n, p.at_organisation, o.name, p.state, p.member, m.name, p.asked_at, p.answered_at, c.signed
        from custody_place p join organisation o on o.id = p.at_organisation
        left join member m on m.id = p.member
        left join certificate c on c.subject_id = p.member and c.ended_at is null and c.verify_key = m.verify_key
        where p.organisation = current_organisation() order by p.desk, p.n $$;

create function custody_here() returns table (
    desk uuid, n smallint, organisation uuid, organisation_name text, desk_name text, state text, member uuid, asked_at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select p.desk, p.n, p.organisation, o.name, d.name, p.state, p.member, p.asked_at
        from custody_place p join organisation o on o.id = p.organisation join desk d on d.id = p.desk
        where p.at_organisation = current_organisation() order by o.name, d.name, p.n $$;

-- Who asks for a share that this custodian holds.
create function custody_requests(holder uuid, now timestamptz) returns table (
    recovery uuid, organisation uuid, organisation_name text, member uuid, member_name text, recipient text, verify_key text, desk uuid, desk_name text,
    set uuid, n smallint, asked_at timestamptz, expires_at timestamptz, answer text)
  language sql stable security definer set search_path = threshold
  as $$ select r.id, r.organisation, o.name, r.member, m.name, r.recipient, r.verify_key, d.id, d.name, s.set, s.n, r.asked_at, r.expires_at, a.state
        from custody_recovery r
        join organisation o on o.id = r.organisation join member m on m.id = r.member
        join custody_set t on t.desk = any(r.desks) and t.retired_at is null and t.mode = 'shares'
        join custody_share s on s.set = t.id and s.member = holder and s.at_organisation = current_organisation()
        join desk d on d.id = t.desk
        left join custody_release a on a.recovery = r.id and a.set = s.set and a.n = s.n
        where r.state = 'asked' and r.how = 'shares' and r.expires_at > now order by r.asked_at, d.name $$;

-- What came of each asking, for the organisation whose keys they are.
create function custody_steps(wanted uuid[]) returns table (
    recovery uuid, desk uuid, organisation_name text, member_name text, state text, at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select a.recovery, t.desk, o.name, m.name, a.state, a.at
        from custody_release a join custody_set t on t.id = a.set join organisation o on o.id = a.at_organisation join member m on m.id = a.member
        where a.recovery = any(wanted) and a.organisation = current_organisation() order by a.at $$;

create function find_recovery(wanted bytea) returns table (id uuid, organisation uuid)
  language sql stable security definer set search_path = threshold
  as $$ select id, organisation from custody_recovery where token_hash = wanted $$;

-- What is over since then goes. A phone's last shift of a badge stays while it can still send what it keeps: its referrals are held against it.
-- A phone's code stays with the phone, since its key is confirmed by it.
create function forget_over(before timestamptz) returns void
  language sql security definer set search_path = threshold
  as $$ delete from custody_release a using custody_recovery r where r.id = a.recovery and coalesce(r.ended_at, r.expires_at) < before;
        delete from custody_recovery where coalesce(ended_at, expires_at) < before;
        delete from shift s where s.begun_at < before and (
          exists (select from shift later where later.device = s.device and later.badge = s.badge and later.begun_at > s.begun_at)
          or exists (select from device d where d.id = s.device and d.revoked_at < before));
        delete from recovery_code where used_at < before;
        delete from invitation where expires_at < before;
        delete from member_invitation where closed_at < before or (used_at is null and expires_at < before);
        delete from enrolment e where e.expires_at < before and (
          e.device is null or exists (select from device d where d.id = e.device and d.revoked_at is not null)) $$;

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
