-- Two milestones more, which move no state: the registration for VAT and the first sale. And what a registration in CVR does to
-- the benefit a person lives on, by the day it happens, so that the warning comes before the number is set.

alter table business.event drop constraint event_name;
alter table business.event add constraint event_name check (name in ('idea', 'tested', 'plan_approved', 'registered', 'vat_registered',
  'first_sale', 'trading', 'self_supporting', 'ceased'));

create table business.benefit_rule (
  support_basis  text not null,
  valid          daterange not null,
  weeks          int constraint benefit_rule_weeks check (weeks > 0),
  within_weeks   int constraint benefit_rule_within check (within_weeks >= weeks),
  words_da       text not null,
  words_en       text not null,
  source         text not null,
  constraint benefit_rule_one_at_a_time exclude using gist (support_basis with =, valid with &&)
);
comment on table business.benefit_rule is 'What registering a business does to a benefit, by the day it happens; reference data [none]';
comment on column business.benefit_rule.support_basis is 'Code of the support basis; "any" where there is no rule of its own [none]';
comment on column business.benefit_rule.valid is 'Days on which the rule holds [none]';
comment on column business.benefit_rule.weeks is 'Weeks of benefit beside the business; empty where they are not counted [none]';
comment on column business.benefit_rule.within_weeks is 'The span of weeks they are counted within; empty where there is none [none]';
comment on column business.benefit_rule.words_da is 'The warning in Danish [none]';
comment on column business.benefit_rule.words_en is 'The warning in English [none]';
comment on column business.benefit_rule.source is 'Law it is taken from [none]';
grant select on business.benefit_rule to grobund_app;
insert into business.benefit_rule (support_basis, valid, weeks, within_weeks, words_da, words_en, source) values
  ('unemployment_benefit', '[2008-01-01,2018-10-01)', 78, null,
   'Med virksomheden som bibeskæftigelse kan der højst fås dagpenge i 78 uger. Det skal være muligt at tage et job på fuld tid. A-kassen skal godkende virksomheden, før den registreres.',
   'With the business as a secondary occupation, unemployment benefit can be had for 78 weeks at the most. Taking a full-time job must remain possible. The unemployment fund must approve the business before it is registered.',
   'Lov om arbejdsløshedsforsikring m.v. om selvstændig bibeskæftigelse, som den gjaldt til 30. september 2018'),
  ('unemployment_benefit', '[2018-10-01,)', 30, 104,
   'Med virksomheden kan der fås supplerende dagpenge i højst 30 uger inden for 104 uger. Hver uge med virksomheden tæller, også uden salg. A-kassen skal have besked, før den registreres.',
   'With the business, supplementary unemployment benefit can be had for at most 30 weeks within 104 weeks. Every week with the business counts, also without sales. The unemployment fund must be told before it is registered.',
   'Lov om arbejdsløshedsforsikring m.v. om supplerende dagpenge, fra 1. oktober 2018'),
  ('social_assistance', '[1998-07-01,)', null, null,
   'Det, virksomheden tjener, trækkes fra kontanthjælpen, og man skal stadig stå til rådighed for et job. Aftal med sagsbehandleren, før virksomheden registreres.',
   'What the business earns is deducted from social assistance, and one must still be available for a job. Agree with the caseworker before the business is registered.',
   'Lov om aktiv socialpolitik §§ 13 og 30'),
  ('education_assistance', '[2014-01-01,)', null, null,
   'Det, virksomheden tjener, trækkes fra uddannelseshjælpen. Aftal med sagsbehandleren, før virksomheden registreres.',
   'What the business earns is deducted from education assistance. Agree with the caseworker before the business is registered.',
   'Lov om aktiv socialpolitik §§ 13 a og 30'),
  ('transition_benefit', '[2015-09-01,)', null, null,
   'Det, virksomheden tjener, trækkes fra ydelsen, og man skal stadig stå til rådighed for et job. Aftal med sagsbehandleren, før virksomheden registreres.',
   'What the business earns is deducted from the benefit, and one must still be available for a job. Agree with the caseworker before the business is registered.',
   'Lov om aktiv socialpolitik §§ 13 og 30'),
  ('sickness_benefit', '[2006-07-01,)', null, null,
   'Arbejde i virksomheden kan betyde, at man ikke længere anses for uarbejdsdygtig, og at sygedagpengene ophører eller sættes ned. Aftal med kommunen, før virksomheden registreres.',
   'Work in the business may mean that one is no longer considered unfit for work, and that sickness benefit ends or is reduced. Agree with the municipality before the business is registered.',
   'Lov om sygedagpenge § 7'),
  ('self_supporting', '[1900-01-01,)', null, null,
   'Der er ingen ydelse, som registreringen ændrer.', 'There is no benefit that the registration changes.', 'Ingen ydelse'),
  ('any', '[1900-01-01,)', null, null,
   'Ydelsen kan blive sat ned eller ophøre. Spørg den, der betaler den, før virksomheden registreres.',
   'The benefit may be reduced or end. Ask whoever pays it before the business is registered.',
   'Loven om den enkelte ydelse');
