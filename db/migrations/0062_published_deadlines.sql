-- An authority must set, per kind of case, how long it may take from an application came until it is decided, and publish it
-- (retssikkerhedsloven § 3, stk. 2). The deadlines are dated: an application keeps the one that held on the day it came, and nothing is ever deleted.
-- Each open case's row of the worklist says the day that follows from it.

create table programmes.deadline (
  organisation_id  uuid not null references access.organisation,
  case_type        text not null constraint deadline_case_type check (case_type in ('intake', 'loan')),
  valid            daterange not null constraint deadline_valid_sometime check (not isempty(valid) and not lower_inf(valid)),
  days             int not null constraint deadline_days check (days between 1 and 365),
  legal_source     text not null constraint deadline_has_a_source check (length(btrim(legal_source)) between 1 and 300),
  made_at          timestamptz not null,
  account_id       uuid references access.account,
  constraint deadline_once exclude using gist (organisation_id with =, case_type with =, valid with &&)
);
comment on table programmes.deadline is 'Published deadlines per authority and kind of case, dated; never deleted [public]';
comment on column programmes.deadline.organisation_id is 'The authority that set it [public]';
comment on column programmes.deadline.case_type is 'intake: from referral to decision; loan: from application to decision [public]';
comment on column programmes.deadline.valid is 'Days on which an application must come to have this deadline [public]';
comment on column programmes.deadline.days is 'Calendar days from the day it came; the last day is still in time [public]';
comment on column programmes.deadline.legal_source is 'Act, and the decision that set it [public]';
comment on column programmes.deadline.made_at is 'When this version was made [internal]';
comment on column programmes.deadline.account_id is 'Account that made it [internal]';

create function programmes.deadline_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'valid') <> (to_jsonb(old) - 'valid') or lower(new.valid) <> lower(old.valid) then
    raise exception using errcode = '23514', constraint = 'deadline_is_permanent',
      message = 'a published deadline is never changed or deleted: make a version from a day';
  end if;
  return new;
end $$;
comment on function programmes.deadline_stands is 'Refuses every change of a published deadline but its last day';
create trigger permanent before update or delete on programmes.deadline for each row execute function programmes.deadline_stands();

alter table programmes.deadline enable row level security;
create policy published on programmes.deadline for select to grobund_app using (true);
create policy set_by_own on programmes.deadline for insert to grobund_app with check (organisation_id = platform.organisation_id());
create policy closed_by_own on programmes.deadline for update to grobund_app using (organisation_id = platform.organisation_id());
grant select, insert, update (valid) on programmes.deadline to grobund_app;

alter table caseload.standing add column decide_by date;
comment on column caseload.standing.decide_by is 'Last day to decide by the authority''s published deadline; empty when nothing is to be decided or none is published [personal]';
