-- A worklist page asks for some seven hundred rows whether the session may see the person, and a function costs a call each time.
-- The same question as a view is inlined by the planner: an index is read where it stood, and what a page costs no longer grows
-- with the number of persons. "any(array[...])" keeps the planner at the btree index (the exclusion constraint's GiST index grows)
-- and off a hash of all that the organisation sees. What is seen is unchanged: the view is now what people.visible asks.

create view people.in_sight with (security_barrier) as
  select p.person_id
  from people.part p
  where p.organisation_id = platform.organisation_id()
    and p.from_on <= platform.today() and (p.until_on is null or p.until_on >= platform.today())
    and p.person_id <> all (array( -- read once a statement, however many rows ask
      select c.person_id from people.conflict c
      where c.lifted_at is null and c.human_id = (select a.human_id from access.account a where a.id = platform.account_id())));
comment on view people.in_sight is 'Persons in whom the session''s organisation has a live part, less those its account has a conflict of interest with; one row a part [neither]';
comment on column people.in_sight.person_id is 'The person [neither]';
grant select on people.in_sight to grobund_app;

create or replace function people.visible(the_person uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  if platform.person_id() = the_person then return true; end if;
  if exists (select from people.in_sight s where s.person_id = any(array[the_person])) then return true; end if;
  return current_setting('grobund.erasing', true) = the_person::text
    and exists (select from people.person p where p.id = the_person and p.erased_at is not null);
end $$;

alter policy seen on caseload.standing
  using (exists (select from people.in_sight s where s.person_id = any(array[standing.person_id])) or people.visible(person_id));

create or replace view people.person_shown with (security_barrier = true) as
select p.id,
       -- the CPR number tells the birthday, and with it too much of a protected person
       case when people.unmasked(p.id, coalesce(c.protected_address, false)) then p.birth_on end as birth_on,
       case when people.unmasked(p.id, coalesce(c.protected_address, false)) then substr(p.cpr, 1, 6) || '-xxxx' end as cpr_masked,
       case when people.unmasked(p.id, c.protected_address) then c.name end as name,
       case when people.unmasked(p.id, c.protected_address) then c.address end as address,
       case when people.unmasked(p.id, c.protected_address) then c.phone end as phone,
       case when people.unmasked(p.id, c.protected_address) then c.email end as email,
       c.lang,
       c.interpreter,
       coalesce(c.protected_address, false) as protected,
       not people.unmasked(p.id, coalesce(c.protected_address, false)) as restricted,
       p.erased_at,
       coalesce(c.digital_post_exempt, false) as digital_post_exempt
from people.person p
left join people.contact c on c.person_id = p.id
where exists (select from people.in_sight s where s.person_id = any(array[p.id])) or people.visible(p.id);

-- The list of what is over is read in this order, and its next page from there on.
drop index caseload.standing_ended_of_job_centre;
drop index caseload.standing_ended_of_provider;
create index standing_ended_of_job_centre on caseload.standing (job_centre_id, ended_on desc, case_id desc) where ended_on is not null;
create index standing_ended_of_provider on caseload.standing (provider_id, ended_on desc, case_id desc) where ended_on is not null;
