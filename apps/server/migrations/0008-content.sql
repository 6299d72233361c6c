-- What a desk keeps sealed beside its cases: the index of names it searches in its own browsers, and pieces of attachments on their way in.

-- Age files to a desk's key. What is inside are marks (keyed hashes), which only that desk's members can open and compare.
create table index_segment (
  id uuid primary key,
  n bigint generated always as identity,
  organisation uuid not null references organisation,
  desk uuid not null references desk,
  version integer not null,
  bytes bytea not null,
  made_at timestamptz not null,
  foreign key (desk, version) references desk_key
);
alter table index_segment alter column bytes set storage external;
create index on index_segment (desk, n);

-- An attachment's bytes are a part like any other, and erased like any other.
alter table sealed_part drop constraint sealed_part_check;
alter table sealed_part add constraint sealed_part_check check ((bytes is null) = (erased_at is not null));

-- A sealed file arrives in pieces, so that a line that breaks loses one of them; the entry that names it makes one part of them.
create table upload_piece (
  entry uuid not null,
  n integer not null check (n between 0 and 15),
  organisation uuid not null references organisation,
  author uuid not null references member,
  case_id uuid not null references referral (case_id),
  bytes bytea not null,
  at timestamptz not null,
  primary key (entry, n)
);
alter table upload_piece alter column bytes set storage external;
create index on upload_piece (author);
create index on upload_piece (at);

do $$
declare
  name text;
begin
  foreach name in array array['index_segment', 'upload_piece'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end $$;

create policy desk on index_segment to threshold_app
  using (organisation = (select current_organisation()) and desk = any ((select current_desks())::uuid[]))
  with check (organisation = (select current_organisation()) and desk = any ((select current_desks())::uuid[]));
create policy author on upload_piece to threshold_app
  using (organisation = (select current_organisation()) and author = (select current_member()))
  with check (organisation = (select current_organisation()) and author = (select current_member()));
-- For the sweep below.
create policy lookup on upload_piece to threshold_lookup using (true);

grant select, insert, delete on index_segment, upload_piece to threshold_app;
grant select, delete on upload_piece to threshold_lookup;

-- Pieces that nobody finished are forgotten.
create function forget_pieces(before timestamptz) returns bigint
  language sql security definer set search_path = threshold
  as $$ with gone as (delete from upload_piece where at < before returning 1) select count(*) from gone $$;

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
