-- The rates and benefit rules are published law: their columns say so in the words the others use, so that none goes unguarded by
-- a marker nobody reads.

comment on column business.benefit_rule.source is 'Law it is taken from [public]';
comment on column business.benefit_rule.support_basis is 'Code of the support basis; "any" where there is no rule of its own [public]';
comment on column business.benefit_rule.valid is 'Days on which the rule holds [public]';
comment on column business.benefit_rule.weeks is 'Weeks of benefit beside the business; empty where they are not counted [public]';
comment on column business.benefit_rule.within_weeks is 'The span of weeks they are counted within; empty where there is none [public]';
comment on column business.benefit_rule.words_da is 'The warning in Danish [public]';
comment on column business.benefit_rule.words_en is 'The warning in English [public]';
comment on column business.rate.code is 'Which rate: _bp in basis points, _ore in øre [public]';
comment on column business.rate.source is 'Law or authority it is taken from [public]';
comment on column business.rate.valid_from is 'First day it holds [public]';
comment on column business.rate.value is 'The rate [public]';
