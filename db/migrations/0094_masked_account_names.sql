-- A citizen's sign-in carries their name, and pages say who wrote a plan or a budget. Of a citizen whose address is protected that
-- told their name to staff who are not trusted with it. The name of such a sign-in, and of one who acts for them, is asked here.

create function access.masked_account(the_account uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from people.contact k
    where k.protected_address and not people.unmasked(k.person_id, true)
      and k.person_id in (select c.person_id from access.citizen c where c.account_id = the_account
                          union all select r.person_id from access.representing r where r.account_id = the_account));
end $$;
comment on function access.masked_account is 'True for the sign-in of a protected citizen, or of one who acts for them, whom the session''s account may not see whole';
revoke all on function access.masked_account from public;
grant execute on function access.masked_account to grobund_app;
