-- The list of cases of a desk, in pages, without reading the entries of each: what a line says of the care of a person, and the indexes.

-- When a case that a desk took on is next due, who looks after it, and whether it is closed: as its last entries say (`fold` of casework),
-- kept up in the transaction of each. In a table of its own: the sender's desk reads the referral, and a receiver's people and times are
-- not its business.
create table case_care (
  case_id uuid primary key references referral (case_id),
  desk uuid not null references desk,
  -- A calendar day as the envelope has it, `2026-12-01`: later in the alphabet is later.
  next_due text,
  owner uuid,
  closed boolean not null default false,
  -- When the last entry came that wrote this row.
  changed_at timestamptz not null
);
alter table case_care enable row level security;
alter table case_care force row level security;
grant select, insert, update on case_care to threshold_app;
grant select on case_care to threshold_lookup;
create policy lookup on case_care to threshold_lookup using (true);
create policy holder on case_care to threshold_app
  using (desk = any ((select current_desks())::uuid[]) and (select works_cases()));

-- For what is in the journal already. Day and closing: of what was recorded last, not in knowledge of one another. Who looks after it: of two
-- who were named side by side, the later id; the order of the fold may have the other, and the next entry of the case says so.
-- (With row-level security forced, the owner sees no rows either; nobody else is at these tables until this transaction ends.)
alter table referral no force row level security;
alter table entry no force row level security;
alter table case_care no force row level security;
with recursive said as (
  select e.id, e.case_id, e.kind, e.author, e.sender_desk, e.received_at, e.envelope::jsonb as envelope,
         lag(e.id) over (partition by e.case_id, e.author order by e.seq) as own
  from entry e join referral r on r.case_id = e.case_id and r.status = 'accepted'
), knew as (
  select id, parent::uuid as known from said cross join lateral jsonb_array_elements_text(envelope -> 'parents') parent
  union select id, own from said where own is not null
), known as (
  select k.known from knew k join said s on s.id = k.id where s.kind = 'recorded'
  union select k.known from known o join knew k on k.id = o.known
), recorded as (
  select s.*, not exists (select from known k where k.known = s.id) as last
  from said s join referral r on r.case_id = s.case_id
  where s.kind = 'recorded' and s.sender_desk = r.holder_desk
), care as (
  select case_id, min(envelope ->> 'nextDue') filter (where last) as next_due,
         bool_and(coalesce((envelope ->> 'closed')::boolean, false)) filter (where last) as closed,
         (array_agg((envelope ->> 'owner')::uuid order by last desc, id desc) filter (where envelope ->> 'owner' is not null))[1] as owner
  from recorded group by case_id
), answer as (
  select distinct on (s.case_id) s.case_id, s.author
  from said s join referral r on r.case_id = s.case_id and r.holder_desk = s.sender_desk
  where s.kind = 'accepted' order by s.case_id, s.received_at, s.id
), latest as (
  select case_id, max(received_at) as at from said group by case_id
)
insert into case_care (case_id, desk, next_due, owner, closed, changed_at)
select r.case_id, r.holder_desk, c.next_due, coalesce(c.owner, a.author), coalesce(c.closed, false), l.at
from referral r join latest l on l.case_id = r.case_id
left join care c on c.case_id = r.case_id left join answer a on a.case_id = r.case_id
where r.status = 'accepted';
alter table referral force row level security;
alter table entry force row level security;
alter table case_care force row level security;

-- What waits for an answer, by whose turn it may be; the rest by when it came. A second desk that never had its turn has no `fallback_from`
-- once somebody answered: such rows are most of its rows, and not in these indexes.
create index referral_waits on referral (receiver_desk, due) where status in ('waiting', 'passed-on');
create index referral_waits_second on referral (fallback_desk, due) where status in ('waiting', 'passed-on') and fallback_from is not null;
create index referral_second on referral (fallback_desk, received_at) where fallback_from is not null;
create index case_care_due on case_care (desk, closed, (coalesce(next_due, '9999-12-31')), case_id);
create index case_care_changed on case_care (desk, changed_at);

-- Views of the list that a member saved, sealed to her own key: a name that she typed may say anything.
create table kept_views (
  member uuid primary key references member,
  organisation uuid not null references organisation,
  bytes bytea not null,
  kept_at timestamptz not null
);
alter table kept_views enable row level security;
alter table kept_views force row level security;
-- (By organisation: whoever ends a membership forgets them. Nobody but the member opens them.)
create policy own on kept_views to threshold_app using (organisation = (select current_organisation()));
grant select, insert, update, delete on kept_views to threshold_app;
