-- What a deputy does in a case of the one they stand in for is done on that one's behalf, and must say so, in the log and in the case
-- (who reads later must see why a colleague was there). The log's lines are marked where they are written, so that no deed can forget it; the mark is an
-- account's id among the codes, as the seal covers them. And a mail to the absent one by name goes to the deputy as well: it holds a number and a link.

create function caseload.mark_deputy() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  absent uuid;
begin
  select d.absent_id into absent
  from access.deputy d
  join caseload.standing s on s.person_id = new.person_id
    and d.absent_id in (case when s.job_centre_id = d.organisation_id then s.job_centre_account_id end,
                        case when s.provider_id = d.organisation_id then s.provider_account_id end)
  where d.deputy_id = new.account_id and d.organisation_id = new.organisation_id and d.during @> platform.today()
  order by d.absent_id
  limit 1;
  if absent is not null then new.codes := coalesce(new.codes, '{}'::jsonb) || jsonb_build_object('on_behalf_of', absent); end if;
  return new;
end $$;
comment on function caseload.mark_deputy is 'Marks a line of the log about a person whose case is an absent colleague''s with whom the account stands in for today';
create trigger on_behalf before insert on audit.line for each row
  when (new.account_id is not null and new.organisation_id is not null and new.person_id is not null and new.kind in ('change', 'read'))
  execute function caseload.mark_deputy();

create index line_on_behalf on audit.line (person_id, at) where kind = 'change' and codes ? 'on_behalf_of';

create function caseload.stood_in(the_person uuid) returns table (at timestamptz, absent_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct l.at, (l.codes ->> 'on_behalf_of')::uuid from audit.line l
  where l.person_id = the_person and l.kind = 'change' and l.codes ? 'on_behalf_of' and people.visible(the_person)
    -- A moment names one deed: where another acted at the very same one, nothing is said of either.
    and not exists (select from audit.line o where o.person_id = the_person and o.at = l.at and o.kind = 'change'
                    and o.account_id is distinct from l.account_id)
$$;
comment on function caseload.stood_in is 'Moments of what deputies did about a person, and for whom; for whoever may see the person';
revoke execute on function caseload.mark_deputy, caseload.stood_in from public;
grant execute on function caseload.stood_in to grobund_app;

create or replace function notices.queue_mails_of(the_notice notices.notice, the_moment timestamptz, the_after timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  address text;
begin
  for address in
    select a.email from access.account a
    left join notices.mail_choice c on c.account_id = a.id
    where a.disabled_at is null and (
      a.id = the_notice.account_id
      -- A deputy gets what is to the absent one by name, unless a conflict of interest keeps them from the person.
      or exists (select from access.deputy d where d.deputy_id = a.id and d.absent_id = the_notice.account_id and d.during @> the_moment::date
                 and not exists (select from people.conflict f
                                 where f.person_id = the_notice.person_id and f.human_id = a.human_id and f.lifted_at is null))
      or a.id = access.account_of_person(the_notice.to_person_id)
      or exists (select from access.representing r where r.account_id = a.id and r.person_id = the_notice.to_person_id
                 and r.scope = 'everything' and r.during @> the_moment::date)
      or exists (select from access.membership m where m.account_id = a.id and m.organisation_id = the_notice.organisation_id
                 and m.role = the_notice.role and m.ended_at is null))
      and (the_notice.mail_always or c.account_id is null or (case when the_notice.task then c.tasks else c.messages end))
    order by a.email
  loop
    perform notices.queue_mail(coalesce(platform.organisation_id(), the_notice.organisation_id), address, the_notice.case_number,
      '/notices/' || the_notice.id, the_moment, the_after);
  end loop;
end $$;
