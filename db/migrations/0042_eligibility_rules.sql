-- Whether a person can be referred at all is asked before anything is typed about them. The rules behind those questions come and
-- go with the law, so they are dated rows with their legal source: a change begins on a day and closes the version before it,
-- and nothing is ever deleted. An answer is kept nowhere.

create table programmes.eligibility_rule (
  id            uuid primary key,
  programme_key text not null check (programme_key ~ '^[a-z0-9-]{1,60}$'),
  code          text not null check (code ~ '^[a-z_]{1,60}$'),
  valid         daterange not null constraint rule_valid_sometime check (not isempty(valid) and not lower_inf(valid)),
  ordinal       int not null,
  question_da   text not null check (length(btrim(question_da)) between 1 and 300),
  question_en   text not null check (length(btrim(question_en)) between 1 and 300),
  expected      boolean not null,
  effect        text not null check (effect in ('excludes', 'ask_first')),
  advice_da     text not null check (length(btrim(advice_da)) between 1 and 600),
  advice_en     text not null check (length(btrim(advice_en)) between 1 and 600),
  legal_source  text not null constraint rule_has_a_source check (length(btrim(legal_source)) between 1 and 300),
  made_at       timestamptz not null,
  account_id    uuid,
  constraint rule_once exclude using gist (programme_key with =, code with =, valid with &&)
);
comment on table programmes.eligibility_rule is 'Dated versions of the rules of who can be referred; never deleted [public]';
comment on column programmes.eligibility_rule.id is 'Identity [public]';
comment on column programmes.eligibility_rule.programme_key is 'The programme, through all its versions [public]';
comment on column programmes.eligibility_rule.code is 'The rule, the same through its versions [public]';
comment on column programmes.eligibility_rule.valid is 'Days on which this version is asked [public]';
comment on column programmes.eligibility_rule.ordinal is 'Place in the list [public]';
comment on column programmes.eligibility_rule.question_da is 'The question in Danish [public]';
comment on column programmes.eligibility_rule.question_en is 'The question in English [public]';
comment on column programmes.eligibility_rule.expected is 'The answer that meets the rule: true for yes [public]';
comment on column programmes.eligibility_rule.effect is 'What another answer means: excludes, or ask_first [public]';
comment on column programmes.eligibility_rule.advice_da is 'What to do when the rule is not met, in Danish [public]';
comment on column programmes.eligibility_rule.advice_en is 'The same in English [public]';
comment on column programmes.eligibility_rule.legal_source is 'Act or decision it rests on [public]';
comment on column programmes.eligibility_rule.made_at is 'When this version was made [internal]';
comment on column programmes.eligibility_rule.account_id is 'Account that made it; empty for the list a programme begins with [internal]';

-- Of what stands only the last day may change: a version is closed, not corrected.
create function programmes.rule_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'valid') <> (to_jsonb(old) - 'valid') or lower(new.valid) <> lower(old.valid) then
    raise exception using errcode = '23514', constraint = 'rule_is_permanent', message = 'a rule is never changed or deleted: make a version from a day';
  end if;
  return new;
end $$;
comment on function programmes.rule_stands is 'Refuses every change of a rule but its last day';
create trigger permanent before update or delete on programmes.eligibility_rule for each row execute function programmes.rule_stands();

grant select, insert, update (valid) on programmes.eligibility_rule to grobund_app;
