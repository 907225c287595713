-- A deputy saw what was addressed to the absent by name, and not the tasks of the absent one's role: a citizen's proposal to a job
-- centre with one caseworker reached nobody while they were away. Open tasks only: the messages of a role are read by those who have it.

create function notices.covered(to_organisation uuid, to_role text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return to_organisation = platform.organisation_id() and exists (
    select from access.deputy d join access.membership m on m.account_id = d.absent_id and m.organisation_id = d.organisation_id
    where d.deputy_id = platform.account_id() and d.organisation_id = to_organisation and d.during @> platform.today()
      and m.role = to_role and m.ended_at is null);
end $$;
comment on function notices.covered is 'True when the session stands in today for somebody who has the role in the organisation it acts for';
revoke all on function notices.covered from public;
grant execute on function notices.covered to grobund_app;

alter policy addressed on notices.notice using (
  (notices.addressed(account_id, organisation_id, role, to_person_id) or (task and done_at is null and notices.covered(organisation_id, role)))
  and (person_id is null or people.visible(person_id)));
