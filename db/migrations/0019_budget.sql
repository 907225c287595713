-- Budgets of a run's business in versions, and the rates they are reckoned with. One draft is worked on; what is kept as a version
-- never changes, so that a loan can rest on it. Lines name customers and the household's money: they lie in a row that is erased.

create table business.rate (
  code        text not null constraint rate_code check (code in ('vat_bp', 'vat_duty_ore', 'labour_bp', 'pool_bp', 'at_once_ore')),
  valid_from  date not null,
  value       bigint not null constraint rate_not_negative check (value >= 0),
  source      text not null,
  primary key (code, valid_from)
);
comment on table business.rate is 'Rates and limits of VAT, tax and depreciation from the day each took effect; reference data [none]';
comment on column business.rate.code is 'Which rate: _bp in basis points, _ore in øre [none]';
comment on column business.rate.valid_from is 'First day it holds [none]';
comment on column business.rate.value is 'The rate [none]';
comment on column business.rate.source is 'Law or authority it is taken from [none]';
grant select on business.rate to grobund_app;
insert into business.rate (code, valid_from, value, source) values
  ('vat_bp', '1992-01-01', 2500, 'Momsloven § 33'),
  ('vat_duty_ore', '2006-01-01', 5000000, 'Momsloven § 48: 50.000 kr. inden for 12 måneder'),
  ('labour_bp', '2011-01-01', 800, 'Arbejdsmarkedsbidragsloven § 1'),
  ('pool_bp', '2001-01-01', 2500, 'Afskrivningsloven § 5'),
  ('at_once_ore', '2013-01-01', 1230000, 'Afskrivningsloven § 6, 2013'),
  ('at_once_ore', '2020-01-01', 1410000, 'Afskrivningsloven § 6, 2020'),
  ('at_once_ore', '2020-11-23', 3000000, 'Afskrivningsloven § 6, fra 23. november 2020'),
  ('at_once_ore', '2021-01-01', 3070000, 'Afskrivningsloven § 6, 2021'),
  ('at_once_ore', '2023-01-01', 3200000, 'Afskrivningsloven § 6, 2023'),
  ('at_once_ore', '2024-01-01', 3310000, 'Afskrivningsloven § 6, 2024'),
  ('at_once_ore', '2025-01-01', 3440000, 'Afskrivningsloven § 6, 2025');

create table business.budget (
  id            uuid primary key,
  enrolment_id  uuid not null references business.business,
  number        int not null constraint budget_number_from_one check (number > 0),
  state         text not null constraint budget_state check (state in ('draft', 'kept')),
  revision      int not null,
  changed_at    timestamptz not null,
  account_id    uuid not null,
  kept_at       timestamptz,
  kept_by       uuid,
  constraint budget_numbered_once unique (enrolment_id, number),
  constraint budget_kept_by_somebody check ((state = 'kept') = (kept_at is not null) and (kept_at is null) = (kept_by is null))
);
create unique index budget_one_draft on business.budget (enrolment_id) where state = 'draft';
comment on table business.budget is 'A version of the budget of a run''s business [personal]';
comment on column business.budget.id is 'Identity; a loan application may rest on it once it is kept [internal]';
comment on column business.budget.enrolment_id is 'The run [internal]';
comment on column business.budget.number is 'Which version, from 1 [internal]';
comment on column business.budget.state is 'draft while it is worked on; kept never changes [internal]';
comment on column business.budget.revision is 'Counts each saving, so that two writers do not overwrite each other [internal]';
comment on column business.budget.changed_at is 'When it was last saved [internal]';
comment on column business.budget.account_id is 'Sign-in that saved it last [internal]';
comment on column business.budget.kept_at is 'When it was kept as a version [internal]';
comment on column business.budget.kept_by is 'Sign-in that kept it [internal]';

create table business.budget_content (
  budget_id  uuid primary key references business.budget,
  content    jsonb not null
);
comment on table business.budget_content is 'What a budget rests on: lines, terms and loan plans; deleted at erasure [sensitive]';
comment on column business.budget_content.budget_id is 'The version [internal]';
comment on column business.budget_content.content is 'Lines with names and amounts in øre, also of the household [sensitive]';

create function business.refuse_kept_budget() returns trigger language plpgsql as $$
begin
  if old.state = 'kept' then
    raise exception 'A kept budget is never changed' using constraint = 'budget_kept_unchanged';
  end if;
  return new;
end $$;
comment on function business.refuse_kept_budget() is 'Refuses to change a kept version of a budget';
create function business.refuse_kept_content() returns trigger language plpgsql as $$
begin
  if not exists (select from business.budget b where b.id = new.budget_id and b.state = 'draft') then
    raise exception 'A kept budget is never changed' using constraint = 'budget_kept_unchanged';
  end if;
  return new;
end $$;
comment on function business.refuse_kept_content() is 'Refuses to rewrite the content of a kept version of a budget; erasure deletes it';
revoke all on function business.refuse_kept_budget(), business.refuse_kept_content() from public;
grant execute on function business.refuse_kept_budget(), business.refuse_kept_content() to grobund_app;
create trigger budget_kept_unchanged before update on business.budget for each row execute function business.refuse_kept_budget();
create trigger budget_content_of_draft before insert or update on business.budget_content
  for each row execute function business.refuse_kept_content();

alter table business.budget enable row level security;
alter table business.budget_content enable row level security;
create policy budget_visible on business.budget to grobund_app
  using (exists (select from business.business b where b.enrolment_id = budget.enrolment_id))
  with check (exists (select from business.business b where b.enrolment_id = budget.enrolment_id));
create policy budget_content_visible on business.budget_content to grobund_app
  using (exists (select from business.budget b where b.id = budget_content.budget_id))
  with check (exists (select from business.budget b where b.id = budget_content.budget_id));
grant select, insert, update on business.budget to grobund_app;
grant select, insert, update, delete on business.budget_content to grobund_app;
