-- The life of a loan after its first payment: tranches against conditions, deferral, reminders, write-off, remission and hand-over.
-- What people write with an event lies in an erasable row beside it. Everyone who sent or advised an application, in whatever round,
-- is kept by name of human, so that none of them can decide it; a claim is closed by two humans. The plan as it stands is kept in rows,
-- rewritten with each event, for what must be found by day.

alter table loans.loan drop constraint loan_state;
alter table loans.loan add constraint loan_state check (state in ('applied', 'advised', 'returned', 'declined', 'offered', 'accepted', 'repaying',
  'handed_over', 'settled', 'written_off', 'remitted', 'withdrawn'));
alter table loans.loan drop constraint loan_decided_before_offered;
alter table loans.loan add constraint loan_decided_before_offered check (
  state not in ('offered', 'accepted', 'repaying', 'handed_over', 'settled', 'written_off', 'remitted') or decided_by is not null);
alter table loans.loan drop constraint loan_paid_out_before_repaying;
alter table loans.loan add constraint loan_paid_out_before_repaying check (
  state not in ('repaying', 'handed_over', 'settled', 'written_off', 'remitted') or paid_out_by is not null);
drop index loans.one_open_loan_per_run;
create unique index one_open_loan_per_run on loans.loan (enrolment_id)
  where state not in ('declined', 'withdrawn', 'settled', 'written_off', 'remitted');

create table loans.event_words (
  event_id  uuid primary key references loans.event (event_id),
  loan_id   uuid not null references loans.loan,
  words     text not null constraint event_words_length check (length(btrim(words)) between 1 and 4000)
);
comment on table loans.event_words is 'What a person wrote with an event; erasable [personal]';
comment on column loans.event_words.event_id is 'The event [internal]';
comment on column loans.event_words.loan_id is 'The loan [internal]';
comment on column loans.event_words.words is 'The words [personal]';

create table loans.hand (
  loan_id   uuid not null references loans.loan,
  human_id  uuid not null,
  part      text not null constraint hand_part check (part in ('sent', 'advised')),
  primary key (loan_id, human_id, part)
);
comment on table loans.hand is 'Every human who sent or advised an application, in any round [personal]';
comment on column loans.hand.loan_id is 'The loan [internal]';
comment on column loans.hand.human_id is 'The human [internal]';
comment on column loans.hand.part is 'Whether they sent or advised [internal]';
insert into loans.hand (loan_id, human_id, part)
  select id, applied_by, 'sent' from loans.loan
  union select id, advised_by, 'advised' from loans.loan where advised_by is not null;

create function loans.refuse_own_decision() returns trigger language plpgsql as $$
begin
  if new.decided_by is not null and exists (select 1 from loans.hand h where h.loan_id = new.id and h.human_id = new.decided_by) then
    raise exception 'Whoever sent or advised an application does not decide it' using constraint = 'loan_decided_by_another';
  end if;
  return new;
end $$;
comment on function loans.refuse_own_decision() is 'Keeps those who sent or advised, in any round, from deciding';
create trigger loan_decided_by_another before update of decided_by on loans.loan for each row execute function loans.refuse_own_decision();

create table loans.tranche (
  loan_id        uuid not null references loans.loan,
  n              int not null constraint tranche_n check (n between 1 and 3),
  amount_ore     bigint not null constraint tranche_amount check (amount_ore > 0),
  paid_by_event  uuid constraint tranche_paid_once unique references loans.event (event_id),
  primary key (loan_id, n)
);
comment on table loans.tranche is 'The parts a loan is paid out in [personal]';
comment on column loans.tranche.loan_id is 'The loan [internal]';
comment on column loans.tranche.n is 'Its place in the order [internal]';
comment on column loans.tranche.amount_ore is 'Amount, øre [personal]';
comment on column loans.tranche.paid_by_event is 'The payout that paid it; empty until then [internal]';

create table loans.condition (
  loan_id  uuid not null,
  tranche  int not null,
  n        int not null constraint condition_n check (n between 1 and 9),
  words    text constraint condition_words check (length(btrim(words)) between 1 and 500),
  met_on   date,
  met_by   uuid,
  voucher  text constraint condition_voucher check (length(btrim(voucher)) between 1 and 500),
  primary key (loan_id, tranche, n),
  foreign key (loan_id, tranche) references loans.tranche (loan_id, n),
  constraint condition_met_by_somebody check ((met_on is null) = (met_by is null))
);
comment on table loans.condition is 'What must be shown before a tranche is paid out [personal]';
comment on column loans.condition.loan_id is 'The loan [internal]';
comment on column loans.condition.tranche is 'The tranche [internal]';
comment on column loans.condition.n is 'Its number [internal]';
comment on column loans.condition.words is 'What must be shown; erasable [personal]';
comment on column loans.condition.met_on is 'Day it was shown [personal]';
comment on column loans.condition.met_by is 'Human who saw it [internal]';
comment on column loans.condition.voucher is 'The paper that showed it; erasable [personal]';

insert into loans.tranche (loan_id, n, amount_ore, paid_by_event)
  select l.id, 1, l.amount_ore, (select e.event_id from loans.event e where e.loan_id = l.id and e.name = 'pay_out' order by e.id limit 1)
  from loans.loan l where l.state in ('offered', 'accepted', 'repaying', 'settled');

create table loans.closing (
  id           uuid primary key,
  loan_id      uuid not null references loans.loan,
  kind         text not null constraint closing_kind check (kind in ('write_off', 'remit', 'hand_over')),
  reason       text not null constraint closing_reason check (reason ~ '^[a-z_]{1,60}$'),
  proposed_by  uuid not null,
  proposed_on  date not null,
  notified_on  date,
  decided_by   uuid,
  decided_on   date,
  outcome      text constraint closing_outcome check (outcome in ('done', 'dropped')),
  constraint closing_by_two check (outcome is distinct from 'done' or (decided_by is not null and decided_by <> proposed_by)),
  constraint closing_decided_whole check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_on is null)),
  constraint closing_notified_first check (kind <> 'hand_over' or outcome is distinct from 'done' or notified_on is not null)
);
create unique index one_open_closing on loans.closing (loan_id) where outcome is null;
comment on table loans.closing is 'A proposal to write off, remit or hand over a loan, and what came of it [personal]';
comment on column loans.closing.id is 'Identity: the request that made it [internal]';
comment on column loans.closing.loan_id is 'The loan [internal]';
comment on column loans.closing.kind is 'What is proposed [personal]';
comment on column loans.closing.reason is 'Reason (code) [personal]';
comment on column loans.closing.proposed_by is 'Human who proposed it [internal]';
comment on column loans.closing.proposed_on is 'Day of the proposal [internal]';
comment on column loans.closing.notified_on is 'Day the debtor was told of the hand-over [personal]';
comment on column loans.closing.decided_by is 'Another human who decided it [internal]';
comment on column loans.closing.decided_on is 'Day of the decision [internal]';
comment on column loans.closing.outcome is 'Done or dropped; empty while open [personal]';

create table loans.instalment (
  loan_id     uuid not null references loans.loan,
  n           int not null,
  due_on      date not null,
  payable_by  date not null,
  amount_ore  bigint not null,
  paid_ore    bigint not null,
  paid_on     date,
  primary key (loan_id, n)
);
create index instalment_unpaid on loans.instalment (payable_by) where paid_ore < amount_ore;
comment on table loans.instalment is 'The plan of a loan as it stands, rewritten with each event [personal]';
comment on column loans.instalment.loan_id is 'The loan [internal]';
comment on column loans.instalment.n is 'Its number [internal]';
comment on column loans.instalment.due_on is 'Nominal due day [personal]';
comment on column loans.instalment.payable_by is 'Last day it can be paid in time [personal]';
comment on column loans.instalment.amount_ore is 'Amount with charges, øre [personal]';
comment on column loans.instalment.paid_ore is 'Paid of it, øre [personal]';
comment on column loans.instalment.paid_on is 'Day it was paid in full [personal]';

alter table loans.event_words enable row level security;
alter table loans.hand enable row level security;
alter table loans.tranche enable row level security;
alter table loans.condition enable row level security;
alter table loans.closing enable row level security;
alter table loans.instalment enable row level security;
create policy event_words_visible on loans.event_words to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy hand_visible on loans.hand to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy tranche_visible on loans.tranche to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy condition_visible on loans.condition to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy closing_visible on loans.closing to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy instalment_visible on loans.instalment to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
grant select, insert on loans.hand to grobund_app;
grant select, insert, update on loans.event_words, loans.closing to grobund_app;
grant select, insert, update, delete on loans.tranche, loans.condition, loans.instalment to grobund_app;
