-- The log of a citizen's case names who looked at it, also one who acts for them, and such a one sees the citizen's name. The policy
-- on accounts hid both, since it hid every citizen's account but the session's own: it hides those of other citizens only.
create function access.of_another_citizen(the_account uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (select from access.citizen c where c.account_id = the_account and c.person_id <> platform.person_id())
    or exists (select from access.representing r where r.account_id = the_account and r.person_id <> platform.person_id());
end $$;
comment on function access.of_another_citizen is 'True, in a citizen''s session, for the sign-in of another citizen or of one who acts for another';
revoke all on function access.of_another_citizen from public;
grant execute on function access.of_another_citizen to grobund_app;

alter policy not_of_other_citizens on access.account using (platform.person_id() is null or not access.of_another_citizen(id));
drop function access.citizen_account;
