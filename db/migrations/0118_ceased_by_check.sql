-- A business found closed at an after-care check is ceased from that day. The milestone carries which check said so, in place of words.

alter table business.event drop constraint event_registration;
alter table business.event add constraint event_registration check (
  case when name = 'registered'
    then coalesce(payload ->> 'cvr' ~ '^[1-9][0-9]{7}$', false) and coalesce(jsonb_typeof(payload -> 'vat') = 'boolean', false)
    when name = 'ceased' and payload ? 'check_months'
    then payload - 'check_months' = '{}' and jsonb_typeof(payload -> 'check_months') = 'number'
    else payload = '{}'
  end);
comment on column business.event.payload is 'CVR number and whether it is registered for VAT, or months of the check that found it closed [personal]';
