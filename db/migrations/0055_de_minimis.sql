-- De minimis aid (Regulation (EU) 2023/2831, before it 1407/2013). A loan below the market's rate is aid to the business: the borrower
-- declares other aid, the aid element is reckoned by the Commission's dated reference rates, and no loan is offered above the
-- ceiling or without the reference it is registered under. Rates are rows with a source, so that the next one is entered and not programmed.

create table loans.reference_rate (
  id               bigint generated always as identity primary key,
  kind             text not null constraint reference_rate_kind check (kind in ('eu_base_dk', 'eu_margin_start_up', 'eu_margin_discount',
                     'de_minimis_ceiling', 'eur_dkk', 'national_bank_lending', 'late_interest_supplement')),
  valid_from       date not null,
  value            bigint not null,
  source           text not null constraint reference_rate_source check (length(btrim(source)) between 3 and 300),
  organisation_id  uuid references access.organisation,
  account_id       uuid,
  entered_at       timestamptz,
  constraint reference_rate_entered_whole check ((organisation_id is null) = (account_id is null) and (organisation_id is null) = (entered_at is null))
);
create index reference_rate_of_kind on loans.reference_rate (kind, valid_from);
comment on table loans.reference_rate is 'Published rates that aid and default interest are reckoned by; added to, never changed [public]';
comment on column loans.reference_rate.id is 'Order of entry: of two for one day the later holds [internal]';
comment on column loans.reference_rate.kind is 'Which rate [public]';
comment on column loans.reference_rate.valid_from is 'First day it holds [public]';
comment on column loans.reference_rate.value is 'Rates in basis points a year; the ceiling in euro cents; the exchange rate in thousandths of an øre for one euro [public]';
comment on column loans.reference_rate.source is 'Where it was published [public]';
comment on column loans.reference_rate.organisation_id is 'Organisation that entered it for its own loans; empty for those that came with the program [internal]';
comment on column loans.reference_rate.account_id is 'Account that entered it [internal]';
comment on column loans.reference_rate.entered_at is 'When it was entered [internal]';
grant select, insert on loans.reference_rate to grobund_app;

insert into loans.reference_rate (kind, valid_from, value, source) values
  ('eu_base_dk', '2015-01-01', 66, 'Kommissionens meddelelse 2014/C 465/15'),
  ('eu_base_dk', '2015-08-01', 24, 'Kommissionens meddelelse 2015/C 333/03'),
  ('eu_base_dk', '2015-09-01', 29, 'Kommissionens meddelelse 2015/C 333/03'),
  ('eu_base_dk', '2015-11-01', 37, 'Kommissionens meddelelse 2015/C 333/03'),
  ('eu_base_dk', '2020-01-01', -12, 'Kommissionens meddelelse 2019/C 416/06'),
  ('eu_base_dk', '2020-05-01', -5, 'Kommissionens meddelelse 2020/C 171'),
  ('eu_base_dk', '2020-06-01', 5, 'Kommissionens meddelelse 2020/C 171'),
  ('eu_base_dk', '2021-01-01', 6, 'Kommissionens meddelelse 2020/C 447/04'),
  ('eu_margin_start_up', '2008-07-01', 400, 'Kommissionens meddelelse 2008/C 14/02: nystartet uden kredithistorie, mindst 400 basispoint'),
  ('eu_margin_discount', '2008-07-01', 100, 'Kommissionens meddelelse 2008/C 14/02: diskonteringssats, 100 basispoint'),
  ('de_minimis_ceiling', '2007-01-01', 20000000, 'Forordning (EF) nr. 1998/2006, artikel 2'),
  ('de_minimis_ceiling', '2014-01-01', 20000000, 'Forordning (EU) nr. 1407/2013, artikel 3, stk. 2'),
  ('de_minimis_ceiling', '2024-01-01', 30000000, 'Forordning (EU) 2023/2831, artikel 3, stk. 2'),
  ('eur_dkk', '1999-01-01', 746038, 'Centralkursen i ERM II: 7,46038 kr. for 1 euro'),
  ('late_interest_supplement', '2002-08-01', 700, 'Renteloven § 5, stk. 1, før 1. marts 2013'),
  ('late_interest_supplement', '2013-03-01', 800, 'Renteloven § 5, stk. 1');
insert into loans.reference_rate (kind, valid_from, value, source)
select 'national_bank_lending', at::date, bp, 'Nationalbankens officielle udlånsrente, jf. renteloven § 5 (forbrug.dk, Morarenten)'
from (values ('2013-01-01', 20), ('2013-07-01', 20), ('2014-01-01', 20), ('2014-07-01', 20), ('2015-01-01', 20), ('2015-07-01', 5),
  ('2016-01-01', 5), ('2016-07-01', 5), ('2017-01-01', 5), ('2017-07-01', 5), ('2018-01-01', 5), ('2018-07-01', 5), ('2019-01-01', 5),
  ('2019-07-01', 5), ('2020-01-01', 5), ('2020-07-01', 5), ('2021-01-01', 5), ('2021-07-01', -35), ('2022-01-01', -45),
  ('2022-07-01', -45), ('2023-01-01', 190), ('2023-07-01', 325), ('2024-01-01', 375)) as known (at, bp);

create table loans.aid_declaration (
  event_id     uuid primary key references loans.event (event_id),
  loan_id      uuid not null references loans.loan,
  declared_on  date not null,
  declared_by  uuid not null
);
create index aid_declaration_of_loan on loans.aid_declaration (loan_id);
comment on table loans.aid_declaration is 'The borrower''s declaration of other de minimis aid; a new one takes the place of those before [personal]';
comment on column loans.aid_declaration.event_id is 'The event it came with [internal]';
comment on column loans.aid_declaration.loan_id is 'The loan [internal]';
comment on column loans.aid_declaration.declared_on is 'Day it was made [personal]';
comment on column loans.aid_declaration.declared_by is 'Human who made it, the adviser for the citizen on recorded consent [internal]';

create table loans.other_aid (
  event_id    uuid not null references loans.aid_declaration,
  loan_id     uuid not null references loans.loan,
  n           int not null constraint other_aid_n check (n between 1 and 30),
  amount_ore  bigint not null constraint other_aid_amount check (amount_ore > 0),
  granted_on  date not null,
  giver       text constraint other_aid_giver check (length(btrim(giver)) between 1 and 200),
  reference   text constraint other_aid_reference check (length(reference) <= 200),
  primary key (event_id, n)
);
comment on table loans.other_aid is 'De minimis aid that the borrower has had from others [personal]';
comment on column loans.other_aid.event_id is 'The declaration [internal]';
comment on column loans.other_aid.loan_id is 'The loan [internal]';
comment on column loans.other_aid.n is 'Its place in the declaration [internal]';
comment on column loans.other_aid.amount_ore is 'Aid element of it, øre [personal]';
comment on column loans.other_aid.granted_on is 'Day it was granted [personal]';
comment on column loans.other_aid.giver is 'Authority that gave it; erasable [personal]';
comment on column loans.other_aid.reference is 'Its reference in the register, when it has one; erasable [personal]';

create table loans.aid (
  event_id      uuid primary key references loans.event (event_id),
  loan_id       uuid not null references loans.loan,
  granted_on    date not null,
  aid_ore       bigint not null constraint aid_not_negative check (aid_ore >= 0),
  other_ore     bigint not null constraint aid_other_not_negative check (other_ore >= 0),
  ceiling_ore   bigint not null,
  base_bp       int not null,
  margin_bp     int not null,
  discount_bp   int not null,
  reference     text constraint aid_reference check (length(btrim(reference)) between 1 and 200),
  constraint aid_within_ceiling check (aid_ore + other_ore <= ceiling_ore)
);
create index aid_of_loan on loans.aid (loan_id);
comment on table loans.aid is 'The aid element of a loan as it was offered, and what it is registered under [personal]';
comment on column loans.aid.event_id is 'The decision [internal]';
comment on column loans.aid.loan_id is 'The loan [internal]';
comment on column loans.aid.granted_on is 'Day of the decision [personal]';
comment on column loans.aid.aid_ore is 'Gross grant equivalent, øre [personal]';
comment on column loans.aid.other_ore is 'Other aid within three years, øre [personal]';
comment on column loans.aid.ceiling_ore is 'Ceiling of the day, øre [public]';
comment on column loans.aid.base_bp is 'Base rate, basis points a year [public]';
comment on column loans.aid.margin_bp is 'Margin of the reference rate, basis points a year [public]';
comment on column loans.aid.discount_bp is 'Margin of the discount rate, basis points a year [public]';
comment on column loans.aid.reference is 'Reference in the central register, or in the lender''s own list; erasable [personal]';

alter table loans.aid_declaration enable row level security;
alter table loans.other_aid enable row level security;
alter table loans.aid enable row level security;
create policy aid_declaration_visible on loans.aid_declaration to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy other_aid_visible on loans.other_aid to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
create policy aid_visible on loans.aid to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
grant select, insert on loans.aid_declaration, loans.other_aid, loans.aid to grobund_app;

-- No loan becomes an offer without its aid element.
create function loans.refuse_offer_without_aid() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from loans.aid a where a.loan_id = new.id and a.granted_on = new.ball_since) then
    raise exception 'An offer has its aid element' using constraint = 'loan_offered_with_aid';
  end if;
  return new;
end $$;
comment on function loans.refuse_offer_without_aid() is 'Keeps a loan from being offered without its aid element of the same day';
create trigger loan_offered_with_aid before update of state on loans.loan for each row
  when (new.state = 'offered' and old.state is distinct from 'offered') execute function loans.refuse_offer_without_aid();

create or replace function loans.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of loans are erased with their person' using constraint = 'loans_of_erased_person';
  end if;
  delete from loans.words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
  delete from loans.event_words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
  update loans.condition c set words = null, voucher = null from loans.loan l where l.id = c.loan_id and l.person_id = the_person;
  update loans.other_aid a set giver = null, reference = null from loans.loan l where l.id = a.loan_id and l.person_id = the_person;
  update loans.aid a set reference = null from loans.loan l where l.id = a.loan_id and l.person_id = the_person;
end $$;
