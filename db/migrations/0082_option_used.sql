-- An agreement's options to extend stood as words: nothing said which extension used which, nor that one went beyond them. Each extension now uses
-- the next option, if there is one; what goes beyond it (none left, later than its last day, longer than it) is agreed between the parties and has a reason.

alter table agreements.period
  add column option_number integer constraint period_option_from_one check (option_number >= 1),
  add column beyond text constraint period_beyond_check check (beyond in ('no_option_left', 'later_than_option', 'longer_than_option')),
  add column beyond_reason text constraint period_beyond_reason_length check (length(beyond_reason) between 1 and 500),
  add constraint period_beyond_has_reason check ((beyond is null) = (beyond_reason is null)),
  add constraint period_first_is_no_extension check (number > 1 or (option_number is null and beyond is null)),
  add constraint period_none_left check (beyond <> 'no_option_left' or option_number is null);
create unique index period_option_once on agreements.period (agreement_id, option_number) where option_number is not null;

comment on column agreements.period.option_number is 'The option the extension used, from 1 in the agreement''s order; empty for the first period, and where none was left [public]';
comment on column agreements.period.beyond is 'In what the extension went beyond the option; empty when it did not [public]';
comment on column agreements.period.beyond_reason is 'Why it was extended beyond the option all the same [public]';

-- Extensions made so far used the options in order.
update agreements.period p set option_number = p.number - 1
from agreements.agreement a
where a.id = p.agreement_id and p.number > 1 and p.number - 1 <= jsonb_array_length(a.terms -> 'options');
