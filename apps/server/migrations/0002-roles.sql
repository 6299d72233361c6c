-- A member holds one role or several; what each lets her do is the policy of packages/casework (roles.ts).
-- Whoever coordinated alone until now also keeps the organisation's people: somebody must.
-- (By the column's type, not by an update: with row-level security forced, a migration sees no rows.)
alter table member drop constraint member_role_check;
alter table member alter column role type text[]
  using case role when 'coordinator' then array['coordinator', 'administrator'] else array[role] end;
alter table member rename column role to roles;
alter table member add constraint member_roles_known check (
  cardinality(roles) > 0
  and roles <@ array['officer', 'caseworker', 'investigator', 'coordinator', 'rapporteur', 'administrator', 'custodian']
);

-- A row that a function returns has its columns in its type: the old function makes room for the new one.
drop function find_session(bytea);
create function find_session(wanted bytea) returns table (
    member uuid, organisation uuid, roles text[], name text, verify_key text, desks uuid[], made_at timestamptz, seen_at timestamptz)
  language sql stable security definer set search_path = threshold
  as $$ select s.member, s.organisation, m.roles, m.name, m.verify_key,
               array(select distinct w.desk from desk_key_wrap w where w.member = m.id), s.made_at, s.seen_at
        from session s join member m on m.id = s.member where s.token_hash = wanted $$;

-- Who may call it, and as whom it runs.
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
