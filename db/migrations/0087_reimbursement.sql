-- What a municipality saves on a benefit is what the state does not repay, and the law on that changed in January 2016: before, the state
-- repaid by what the person did, since then by the weeks on benefit. So the rules are dated rows with their act, made by an administrator from
-- a day on. A row is never changed or deleted: a later one from the same day takes its place, and a report counts by what was known then.

create function evaluation.rises(weeks int[]) returns boolean language sql immutable as $$
  select coalesce(bool_and(week > before), true)
  from (select week, lag(week, 1, 0) over (order by step) as before from unnest(weeks) with ordinality as given(week, step)) as pairs
$$;
comment on function evaluation.rises is 'True when each week is later than the one before it, from week 1';

create table evaluation.reimbursement_rule (
  id            uuid primary key,
  from_on       date not null,
  until_weeks   int[] not null constraint reimbursement_weeks check (array_position(until_weeks, null) is null and evaluation.rises(until_weeks)),
  percents      int[] not null constraint reimbursement_percents check (0 <= all (percents) and 100 >= all (percents)),
  legal_source  text not null constraint reimbursement_has_a_source check (length(btrim(legal_source)) between 1 and 300),
  confirmed     boolean not null,
  made_at       timestamptz,
  account_id    uuid,
  constraint reimbursement_steps check (cardinality(percents) = cardinality(until_weeks) + 1 and cardinality(percents) <= 5),
  constraint reimbursement_made_by_somebody check ((made_at is null) = (account_id is null))
);
comment on table evaluation.reimbursement_rule is 'What the state repays of a benefit by the weeks on it, from a day on, as dated reference data [public]';
comment on column evaluation.reimbursement_rule.id is 'Identity; the request that made it [internal]';
comment on column evaluation.reimbursement_rule.from_on is 'First day it holds; until the day before the next rule [public]';
comment on column evaluation.reimbursement_rule.until_weeks is 'Last week on benefit of each step but the last, rising [public]';
comment on column evaluation.reimbursement_rule.percents is 'What the state repays in each step, in per cent [public]';
comment on column evaluation.reimbursement_rule.legal_source is 'Act it rests on [public]';
comment on column evaluation.reimbursement_rule.confirmed is 'False where days or steps are assumed and have not been looked up in the act or the ministry''s guide [public]';
comment on column evaluation.reimbursement_rule.made_at is 'When it was made; empty for what an installation begins with [internal]';
comment on column evaluation.reimbursement_rule.account_id is 'Account that made it; empty for what an installation begins with [internal]';

create function evaluation.rule_stands() returns trigger language plpgsql as $$
begin
  raise exception using errcode = '23514', constraint = 'reimbursement_rule_is_permanent',
    message = 'a rule of reimbursement is never changed or deleted: make one from a day';
end $$;
comment on function evaluation.rule_stands is 'Refuses every change of a rule of reimbursement';
create trigger permanent before update or delete on evaluation.reimbursement_rule for each row execute function evaluation.rule_stands();

grant select, insert on evaluation.reimbursement_rule to grobund_app;
grant execute on function evaluation.rises to grobund_app;

-- Before the reform: for social assistance while nobody is in a company or in ordinary education, since that is what is saved (half of it was
-- repaid then). The day it began, and that no other step held in between, are assumed.
insert into evaluation.reimbursement_rule (id, from_on, until_weeks, percents, legal_source, confirmed) values
  ('0190b000-0000-7000-8000-000000000001', '2011-01-01', '{}', '{30}',
   'Lov om aktiv socialpolitik, kapitlet om finansiering: kontanthjælp uden virksomhedsrettet tilbud eller ordinær uddannelse (med: 50 %)', false),
  ('0190b000-0000-7000-8000-000000000002', '2016-01-04', '{4,26,52}', '{80,40,30,20}',
   'Lov nr. 994 af 30. august 2015 om kommunernes finansiering af visse offentlige ydelser (refusionsreformen)', true);
