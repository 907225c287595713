-- A dispute waits for the approver's decision like the rest of what the portfolio counts as waiting, and was not counted.

alter table loans.standing drop constraint standing_waiting;
alter table loans.standing add constraint standing_waiting check (waiting in ('advice', 'decision', 'deferral', 'closing', 'dispute'));

-- How disputed loans stood is written again by the job that writes standings that are missing.
delete from loans.standing s using loans.event e
where e.loan_id = s.loan_id and e.name = 'dispute';
