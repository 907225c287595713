-- The list of mails that have not gone names cases by their number. Who has a conflict of interest in a citizen sees nothing of them, and saw the number there.
create function notices.mail_shut_out(the_reference text, the_href text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from caseload.standing s where s.case_number = the_reference and people.shut_out(s.person_id))
      or exists (select from notices.notice n
                 where n.id = substring(the_href from '^/notices/([0-9a-f-]{36})$')::uuid and people.shut_out(n.person_id))
$$;
comment on function notices.mail_shut_out is 'True when the session''s human has a conflict of interest in the person whose case a mail names';
revoke execute on function notices.mail_shut_out from public;
grant execute on function notices.mail_shut_out to grobund_app;
