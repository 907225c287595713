-- Letters ask the citizen to write or call, and whoever complains must be told where to (forvaltningsloven § 25): so an organisation has a phone beside its
-- postal address, and the hours in which it is answered. Its own administrator keeps them; a pilot file may bring them along.

alter table access.organisation
  add column phone text constraint organisation_phone check (phone ~ '^[+]?[0-9][0-9 ]{4,18}[0-9]$'),
  add column phone_hours_da text constraint organisation_phone_hours_da check (length(phone_hours_da) between 1 and 120),
  add column phone_hours_en text constraint organisation_phone_hours_en check (length(phone_hours_en) between 1 and 120),
  add constraint organisation_phone_hours
    check ((phone_hours_da is null) = (phone_hours_en is null) and (phone_hours_da is null or phone is not null));
comment on column access.organisation.phone is 'Phone on which citizens call it, where it is known [public]';
comment on column access.organisation.phone_hours_da is 'When the phone is answered, in Danish; empty where it is not said [public]';
comment on column access.organisation.phone_hours_en is 'The same in English [public]';

create function access.set_contact(the_phone text, the_address text, hours_da text, hours_en text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.membership m where m.account_id = platform.account_id() and m.organisation_id = platform.organisation_id()
                   and m.role = 'administrator' and m.ended_at is null) then
    raise exception 'Only an administrator says how the organisation is reached' using constraint = 'contact_by_administrator';
  end if;
  update access.organisation set phone = the_phone, address = the_address, phone_hours_da = hours_da, phone_hours_en = hours_en
  where id = platform.organisation_id();
end $$;
comment on function access.set_contact(text, text, text, text) is 'Writes how the acting administrator''s own organisation is reached';
revoke all on function access.set_contact(text, text, text, text) from public;
grant execute on function access.set_contact(text, text, text, text) to grobund_app;
