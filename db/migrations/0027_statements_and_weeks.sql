-- What is settled between purchaser and provider, month by month, frozen as it was told; what changes afterwards is put right
-- in the next statement. And which weeks the Business Director has been told of, so that nothing is told when nothing happened.

create table agreements.statement (
  agreement_id    uuid not null references agreements.agreement,
  month           date not null constraint statement_month check (extract(day from month) = 1),
  lines           jsonb not null constraint statement_lines check (jsonb_typeof(lines) = 'array'),
  amount_ore      bigint,
  correction_ore  bigint,
  made_at         timestamptz not null,
  primary key (agreement_id, month),
  constraint statement_priced_whole check ((amount_ore is null) = (correction_ore is null))
);
comment on table agreements.statement is 'Monthly statements of places, as they were told; never changed [public]';
comment on column agreements.statement.agreement_id is 'The agreement [public]';
comment on column agreements.statement.month is 'First day of the month it is about [public]';
comment on column agreements.statement.lines is 'Days and øre of each place [public]';
comment on column agreements.statement.amount_ore is 'What the month costs, in øre; empty while no price is agreed [public]';
comment on column agreements.statement.correction_ore is 'What puts right the statements before it, in øre [public]';
comment on column agreements.statement.made_at is 'When it was made [internal]';
alter table agreements.statement enable row level security;
create policy seen on agreements.statement for all to grobund_app using (agreements.party(agreement_id));
grant select, insert on agreements.statement to grobund_app;

create table enrolments.week_told (
  agreement_id  uuid not null references agreements.agreement,
  week_on       date not null constraint week_begins_on_monday check (extract(isodow from week_on) = 1),
  capacity      text not null constraint week_capacity check (capacity in ('full', 'unused', 'usual')),
  happened      int not null check (happened >= 0),
  told_at       timestamptz not null,
  primary key (agreement_id, week_on)
);
comment on table enrolments.week_told is 'Weeks of an agreement that were looked at, so that each is told once [internal]';
comment on column enrolments.week_told.agreement_id is 'The agreement [internal]';
comment on column enrolments.week_told.week_on is 'Monday of the week [internal]';
comment on column enrolments.week_told.capacity is 'full: nine tenths or more are held; unused: a place is free and nobody waits; usual: neither [internal]';
comment on column enrolments.week_told.happened is 'How many things happened in it [internal]';
comment on column enrolments.week_told.told_at is 'When it was looked at [internal]';
alter table enrolments.week_told enable row level security;
create policy seen on enrolments.week_told for all to grobund_app using (agreements.party(agreement_id));
grant select, insert on enrolments.week_told to grobund_app;

create function enrolments.week(the_agreement uuid, from_on date, until_on date)
returns table (on_day date, case_number text, name text)
language sql stable security definer set search_path = pg_catalog as $$
  select v.effective_on, e.case_number, case when v.name = 'record_death' then 'end_early' else v.name end
  from enrolments.event v
  join enrolments.enrolment e on e.id = v.enrolment_id
  where e.agreement_id = the_agreement and agreements.party(the_agreement)
    and (v.recorded_at at time zone 'Europe/Copenhagen')::date between from_on and until_on
    and v.name in ('admit', 'offer', 'accept', 'expire', 'decline', 'start', 'pause', 'extend_pause', 'resume', 'prolong', 'open_gate',
                   'pass_gate', 'release_gate_place', 'end_after_first', 'end_early', 'complete', 'never_start', 'leave_list', 'turn_down',
                   'close_list', 'record_death', 'reopen')
  order by v.effective_on, e.case_number, v.id
$$;
comment on function enrolments.week is 'What was recorded in the runs of an agreement in some days, by case number; a death is told as an ending';
revoke execute on function enrolments.week from public;
grant execute on function enrolments.week to grobund_app;
