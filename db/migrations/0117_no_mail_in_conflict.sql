-- Who has a conflict of interest in a person sees nothing of them, and was mailed all the same of what is told their role, with the case number: now a
-- conflict keeps the mail from all who get it as staff, as it kept it from a deputy. What goes to somebody as the citizen or for the citizen still goes.
create or replace function notices.queue_mails_of(the_notice notices.notice, the_moment timestamptz, the_after timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  address text;
begin
  for address in
    select a.email from access.account a
    left join notices.mail_choice c on c.account_id = a.id
    where a.disabled_at is null and (
      -- As staff: by name, as the deputy of who is named, or by role.
      (a.id = the_notice.account_id
       or exists (select from access.deputy d where d.deputy_id = a.id and d.absent_id = the_notice.account_id and d.during @> the_moment::date)
       or exists (select from access.membership m where m.account_id = a.id and m.organisation_id = the_notice.organisation_id
                  and m.role = the_notice.role and m.ended_at is null))
      and not exists (select from people.conflict f
                      where f.person_id = the_notice.person_id and f.human_id = a.human_id and f.lifted_at is null)
      or a.id = access.account_of_person(the_notice.to_person_id)
      or exists (select from access.representing r where r.account_id = a.id and r.person_id = the_notice.to_person_id
                 and r.scope = 'everything' and r.during @> the_moment::date))
      and (the_notice.mail_always or c.account_id is null or (case when the_notice.task then c.tasks else c.messages end))
    order by a.email
  loop
    perform notices.queue_mail(coalesce(platform.organisation_id(), the_notice.organisation_id), address, the_notice.case_number,
      '/notices/' || the_notice.id, the_moment, the_after);
  end loop;
end $$;
