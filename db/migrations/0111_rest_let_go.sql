-- A loan whose first part was repaid before the later ones were paid out was settled, and its rest could never be paid out. It now stays with
-- the borrower until the rest is paid out or let go.

alter table loans.tranche add column waived_by_event uuid;
alter table loans.tranche add constraint tranche_waived_by_event_fkey foreign key (waived_by_event) references loans.event (event_id);
alter table loans.tranche add constraint tranche_paid_or_waived check (paid_by_event is null or waived_by_event is null);
comment on column loans.tranche.waived_by_event is 'The event that let it go; empty while it can be paid out, or when it was [internal]';

create temporary table rest_not_paid_out on commit drop as
select l.id, l.state, l.enrolment_id, sum(t.amount_ore)::bigint as rest,
  max(e.effective_on) as last_on, max(e.recorded_at) as last_at,
  -- One open loan to a run: of two such loans the later is opened again.
  row_number() over (partition by l.enrolment_id order by max(e.last_id) desc) = 1
    and not exists (
      select from loans.loan o
      where o.enrolment_id = l.enrolment_id and o.state not in ('declined', 'withdrawn', 'settled', 'written_off', 'remitted')) as opens,
  (select h.name from loans.event h where h.loan_id = l.id and h.name in ('hand_over', 'recall') order by h.id desc limit 1) is not distinct from
    'hand_over' as handed_over
from loans.loan l
cross join lateral (select max(x.effective_on) as effective_on, max(x.recorded_at) as recorded_at, max(x.id) as last_id from loans.event x where x.loan_id = l.id) e
join loans.tranche t on t.loan_id = l.id and t.paid_by_event is null and t.waived_by_event is null
where l.state = 'settled'
group by l.id;

update loans.loan l set state = case when r.handed_over then 'handed_over' else 'repaying' end from rest_not_paid_out r where l.id = r.id and r.opens;

-- Where the run has another open loan, the rest was let go when the loan was taken for settled.
with gone as (
  insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, payload)
  select gen_random_uuid(), r.id, 'waive_rest', r.last_on, r.last_at, jsonb_build_object('amount', r.rest::text)
  from rest_not_paid_out r where not r.opens
  returning event_id, loan_id)
update loans.tranche t set waived_by_event = g.event_id from gone g where t.loan_id = g.loan_id and t.paid_by_event is null and t.waived_by_event is null;

-- How they stood is written again by the job that writes standings that are missing.
delete from loans.standing s using rest_not_paid_out r where s.loan_id = r.id;
