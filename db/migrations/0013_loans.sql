-- Microloans from application to settled. A loan is a log of events; state is a column written in the same transaction, and
-- plan, balance and arrears come from replaying the log. The product's bounds are copied onto the loan when it is applied
-- for, and the database holds the amount within them and the people of the decision and the payout apart.

create schema loans;
comment on schema loans is 'Loans: application, decision, agreement, payout, payments';
grant usage on schema loans to grobund_app;

create sequence loans.number_serial;
grant usage on sequence loans.number_serial to grobund_app;

create table loans.loan (
  id                  uuid primary key,
  number              text not null constraint loan_number_once unique,
  person_id           uuid not null,
  enrolment_id        uuid not null,
  agreement_id        uuid not null,
  case_number         text not null,
  lender_id           uuid not null,
  state               text not null constraint loan_state check (state in ('applied', 'advised', 'returned', 'declined', 'offered', 'accepted',
                        'repaying', 'settled', 'withdrawn')),
  amount_ore          bigint not null,
  min_ore             bigint not null,
  max_ore             bigint not null,
  terms               int not null constraint loan_terms check (terms between 1 and 360),
  start_pause_months  int not null constraint loan_start_pause check (start_pause_months between 0 and 24),
  anchor_day          int not null constraint loan_anchor_day check (anchor_day between 1 and 31),
  step_ore            bigint not null constraint loan_step check (step_ore > 0),
  legal_basis         text not null constraint loan_legal_basis check (length(btrim(legal_basis)) > 0),
  applied_by          uuid not null,
  advised_by          uuid,
  decided_by          uuid,
  paid_out_by         uuid,
  borrower_human      uuid,
  ball_since          date not null,
  changed_at          timestamptz not null,
  constraint loan_within_product check (amount_ore between min_ore and max_ore),
  constraint loan_decided_by_another check (decided_by is null or (decided_by is distinct from advised_by and decided_by is distinct from applied_by)),
  constraint loan_paid_out_by_another check (paid_out_by is null or paid_out_by is distinct from decided_by),
  constraint loan_borrower_apart check (borrower_human is null or (decided_by is distinct from borrower_human and paid_out_by is distinct from borrower_human)),
  constraint loan_decided_before_offered check (state not in ('offered', 'accepted', 'repaying', 'settled') or decided_by is not null),
  constraint loan_paid_out_before_repaying check (state not in ('repaying', 'settled') or paid_out_by is not null)
);
create unique index one_open_loan_per_run on loans.loan (enrolment_id) where state not in ('declined', 'withdrawn', 'settled');
create index loan_of_person on loans.loan (person_id);
comment on table loans.loan is 'A microloan and where it stands [personal]';
comment on column loans.loan.id is 'Identity [internal]';
comment on column loans.loan.number is 'Number shown to people [internal]';
comment on column loans.loan.person_id is 'The borrower [personal]';
comment on column loans.loan.enrolment_id is 'The run it was applied for in [internal]';
comment on column loans.loan.agreement_id is 'The agreement of that run [internal]';
comment on column loans.loan.case_number is 'Case number of the run [internal]';
comment on column loans.loan.lender_id is 'Organisation that lends [internal]';
comment on column loans.loan.state is 'Where it stands, written with each event [personal]';
comment on column loans.loan.amount_ore is 'Amount applied for, later offered, øre [personal]';
comment on column loans.loan.min_ore is 'Lowest amount of the product when applied for, øre [internal]';
comment on column loans.loan.max_ore is 'Highest amount of the product when applied for, øre [internal]';
comment on column loans.loan.terms is 'Number of monthly instalments [personal]';
comment on column loans.loan.start_pause_months is 'Months without instalments after the payout [personal]';
comment on column loans.loan.anchor_day is 'Day of the month instalments fall due [personal]';
comment on column loans.loan.step_ore is 'Instalments are a multiple of this, øre [internal]';
comment on column loans.loan.legal_basis is 'Legal basis copied from the product [internal]';
comment on column loans.loan.applied_by is 'Human who sent the application [internal]';
comment on column loans.loan.advised_by is 'Human who advised [internal]';
comment on column loans.loan.decided_by is 'Human who decided; another than the adviser and the applicant [internal]';
comment on column loans.loan.paid_out_by is 'Human who paid out; another than the decider [internal]';
comment on column loans.loan.borrower_human is 'The borrower as a human, when they have a sign-in [internal]';
comment on column loans.loan.ball_since is 'Since when whoever has the ball has had it [internal]';
comment on column loans.loan.changed_at is 'When it was last changed [internal]';

create table loans.words (
  loan_id  uuid primary key references loans.loan,
  purpose  text not null constraint words_purpose check (length(btrim(purpose)) between 1 and 2000),
  advice   text constraint words_advice check (length(advice) <= 4000),
  reason   text constraint words_reason check (length(reason) <= 4000)
);
comment on table loans.words is 'What people wrote about a loan; erasable [personal]';
comment on column loans.words.loan_id is 'The loan [internal]';
comment on column loans.words.purpose is 'What the money is for [personal]';
comment on column loans.words.advice is 'The adviser''s words [personal]';
comment on column loans.words.reason is 'The reason of the decision or the return [personal]';

create table loans.event (
  id               bigint generated always as identity primary key,
  event_id         uuid not null constraint event_once unique,
  loan_id          uuid not null references loans.loan,
  name             text not null constraint event_name check (name ~ '^[a-z_]{1,40}$'),
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  reason           text constraint event_reason check (reason ~ '^[a-z_]{1,60}$'),
  payload          jsonb not null default '{}'
);
create index event_of_loan on loans.event (loan_id, id);
comment on table loans.event is 'What happened to a loan; never changed [personal]';
comment on column loans.event.id is 'Order of entry [internal]';
comment on column loans.event.event_id is 'Identity: the request that made it [internal]';
comment on column loans.event.loan_id is 'The loan [internal]';
comment on column loans.event.name is 'What happened (code) [personal]';
comment on column loans.event.effective_on is 'Day it counts from [personal]';
comment on column loans.event.recorded_at is 'When it was recorded [internal]';
comment on column loans.event.account_id is 'Sign-in that recorded it [internal]';
comment on column loans.event.organisation_id is 'Organisation it was recorded in [internal]';
comment on column loans.event.reason is 'Reason (code) [personal]';
comment on column loans.event.payload is 'Amounts, days and codes, no names [personal]';

create function loans.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'What happened to a loan is never changed' using constraint = 'loan_event_append_only';
end $$;
comment on function loans.refuse_change() is 'Refuses update and delete of events';
create trigger event_append_only before update or delete on loans.event for each row execute function loans.refuse_change();

alter table loans.loan enable row level security;
alter table loans.words enable row level security;
alter table loans.event enable row level security;
create policy loan_visible on loans.loan to grobund_app using (people.visible(person_id)) with check (people.visible(person_id));
create policy words_visible on loans.words to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy event_visible on loans.event to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
grant select, insert, update on loans.loan, loans.words to grobund_app;
grant select, insert on loans.event to grobund_app;

-- For the evaluation: the events of loans under an agreement as they were known at a moment; no person, no words.
create function loans.book(agreement uuid, known_at timestamptz)
returns table (loan_id uuid, case_number text, amount_ore bigint, terms int, start_pause_months int, anchor_day int, step_ore bigint,
               event_id uuid, name text, effective_on date, payload jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.case_number, l.amount_ore, l.terms, l.start_pause_months, l.anchor_day, l.step_ore, e.event_id, e.name, e.effective_on, e.payload
  from loans.loan l join loans.event e on e.loan_id = l.id
  where l.agreement_id = agreement and e.recorded_at <= known_at and agreements.party(agreement)
  order by l.id, e.id
$$;
comment on function loans.book(uuid, timestamptz) is 'Events of an agreement''s loans as known at a moment, without persons';
revoke all on function loans.book(uuid, timestamptz) from public;
grant execute on function loans.book(uuid, timestamptz) to grobund_app;
