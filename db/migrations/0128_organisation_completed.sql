-- What a pilot file tells of an organisation fills in what is not known yet. The program could write every organisation's address for it: now it may
-- only fill in, and what an administrator has written stands.
revoke update (cvr, address) on access.organisation from grobund_app;

create function access.complete_organisation(the_key text, the_cvr text, the_address text, the_phone text, hours_da text, hours_en text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update access.organisation o set
    cvr = coalesce(o.cvr, the_cvr),
    address = coalesce(o.address, the_address),
    phone = coalesce(o.phone, the_phone),
    phone_hours_da = case when o.phone is null then hours_da else o.phone_hours_da end,
    phone_hours_en = case when o.phone is null then hours_en else o.phone_hours_en end
  where o.key = the_key
    and (o.cvr is null and the_cvr is not null or o.address is null and the_address is not null or o.phone is null and the_phone is not null)
$$;
comment on function access.complete_organisation(text, text, text, text, text, text) is
  'Fills in what is not known of an organisation; what is known stands';
revoke all on function access.complete_organisation(text, text, text, text, text, text) from public;
grant execute on function access.complete_organisation(text, text, text, text, text, text) to grobund_app;
