-- Whoever waits for a place or is in a run could be referred once more, by a colleague or by another municipality, and would have had two
-- runs side by side. A new referral is for one whose run is over; after-care keeps nobody from beginning anew.
create function caseload.in_a_run(the_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from caseload.standing
    where person_id = the_person and source = 'run' and ended_on is null and phase in ('line', 'placed', 'qualifying', 'gate', 'main'))
$$;
comment on function caseload.in_a_run is 'True for a person who waits for a place or is in a run, in whatever municipality; for constraints only';
revoke all on function caseload.in_a_run from public;

create function referrals.refuse_in_a_run() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if caseload.in_a_run(new.person_id) then
    raise exception using errcode = '23514', constraint = 'no_referral_in_a_run', message = 'the person waits for a place or is in a run';
  end if;
  return null;
end $$;
comment on function referrals.refuse_in_a_run is 'Holds that nobody is referred who waits for a place or is in a run';
revoke all on function referrals.refuse_in_a_run from public;
-- After the row: whoever is accepted in the same moment has by then left the index of open referrals, and is in a run.
create trigger no_referral_in_a_run after insert on referrals.referral for each row execute function referrals.refuse_in_a_run();
