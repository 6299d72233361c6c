-- What a desk records of the care of a person: one more sealed part, which opens by itself for whoever works on the case.

alter table sealed_part drop constraint sealed_part_name_check;
alter table sealed_part add constraint sealed_part_name_check
  check (name in ('card', 'story', 'answer', 'key', 'glass', 'person', 'file', 'record'));

drop policy in_hand on sealed_part;
create policy in_hand on sealed_part for select to threshold_app using (
  (select works_cases()) and exists (
    select from referral r
    where r.case_id = sealed_part.case_id
      and ((r.status = 'accepted' and r.holder_desk = any ((select current_desks())::uuid[]))
           or (r.status in ('waiting', 'passed-on')
               and ((r.receiver_desk = any ((select current_desks())::uuid[]) and not r.receiver_desk = any (r.declined_desks))
                    or (r.fallback_desk = any ((select current_desks())::uuid[]) and r.fallback_from <= (select clock())
                        and not r.fallback_desk = any (r.declined_desks)))))
      and (
        sealed_part.name = 'card'
        or (sealed_part.name <> 'glass' and not outside_team(r.case_id))
        or (sealed_part.name <> 'key' and exists (
          select from entry g
          where g.case_id = r.case_id and g.kind = 'broke-glass' and g.author = (select current_member())
            and g.sender_desk = r.holder_desk and g.received_at <= (select clock())
            and g.received_at + make_interval(hours => (g.envelope::jsonb ->> 'hours')::integer) > (select clock())
        ))
      )
  ) and (
    name in ('card', 'key', 'glass', 'record') or exists (
      select from entry o
      where o.case_id = sealed_part.case_id and o.kind = 'opened' and o.author = (select current_member())
        and o.received_at <= (select clock()) and o.received_at > (select clock()) - interval '15 minutes'
    )
  )
);
