-- agreements.party() said yes to a citizen with a live part in the provider, so that they could read the agreement their own run
-- rests on. But every published figure and many policies ask it as well: in a citizen's session the program's role was answered
-- the book of all loans, the runs, checks, weeks and attendance of all, what others had said of the programme, reports that are not
-- published, and who held which place. No page asked; the wall under the pages must not depend on that. Now a party is an
-- organisation, as its comment always said. What a citizen's own session needs is named one by one below.
-- Accounts had no row-level security at all, since who signs in is nobody yet. A citizen's session now sees staff and itself.

create or replace function agreements.party(the_agreement uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from agreements.agreement a
    where a.id = the_agreement and platform.organisation_id() in (a.purchaser_id, a.provider_id, a.acting_job_centre_id, a.lender_id));
end $$;
comment on function agreements.party is 'True when the session''s organisation is a party of the agreement; never for a citizen';

create function agreements.citizen_under(the_agreement uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return platform.person_id() is not null and exists (
    select from agreements.agreement a
    join people.part p on p.person_id = platform.person_id() and p.organisation_id = a.provider_id
    where a.id = the_agreement and p.from_on <= platform.today() and (p.until_on is null or p.until_on >= platform.today()));
end $$;
comment on function agreements.citizen_under is 'True in the session of a citizen in whom the agreement''s provider has a live part';
revoke all on function agreements.citizen_under from public;
grant execute on function agreements.citizen_under to grobund_app;

-- The terms, the days and the numbered places: they tell of nobody.
create policy seen_by_citizen on agreements.agreement for select to grobund_app using (agreements.citizen_under(id));
create policy seen_by_citizen on agreements.period for select to grobund_app using (agreements.citizen_under(agreement_id));
create policy seen_by_citizen on agreements.place for select to grobund_app using (agreements.citizen_under(agreement_id));
-- To lock it while they let go of a place, and to change nothing: no row a citizen writes passes the check.
create policy locked_by_citizen on agreements.agreement for update to grobund_app using (agreements.citizen_under(id)) with check (false);
-- Their own stay, which they let go of when they decline or leave.
create policy own_stay on agreements.occupancy for all to grobund_app
  using (platform.person_id() is not null and enrolments.seen(holder_id));

-- What was written of a session they were at, and the class it belongs to.
create policy register_words_of_own on activities.register_words for select to grobund_app
  using (platform.person_id() is not null and exists (select from activities.session s where s.id = session_id));
create policy class_of_own on activities.class for select to grobund_app
  using (platform.person_id() is not null and exists (select from activities.session s where s.class_id = class.id));

-- A citizen proposes and withdraws; that it happened is written in the same transaction.
create policy added_by_citizen on collaboration.event for insert to grobund_app with check (agreements.citizen_under(agreement_id));

-- How many wait: a citizen who declines sets the line moving.
create or replace function enrolments.line_length(the_agreement uuid) returns int
language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int from enrolments.enrolment e
  where e.agreement_id = the_agreement and e.state = 'waiting'
    and (agreements.party(the_agreement) or agreements.citizen_under(the_agreement))
$$;

create function access.citizen_account(the_account uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (select from access.citizen c where c.account_id = the_account)
    or exists (select from access.representing r where r.account_id = the_account);
end $$;
comment on function access.citizen_account is 'True for the sign-in of a citizen or of one who acts for them';
revoke all on function access.citizen_account from public;
grant execute on function access.citizen_account to grobund_app;

alter table access.account enable row level security;
create policy not_of_other_citizens on access.account for all to grobund_app
  using (platform.person_id() is null or id = platform.account_id() or not access.citizen_account(id));
