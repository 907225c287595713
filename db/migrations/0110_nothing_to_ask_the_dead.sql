-- A task to talk with somebody stayed open after that somebody had died: a coach would have rung about an instalment.

drop function notices.silence(uuid, timestamptz);
create function notices.silence(the_person uuid, the_moment timestamptz, the_talks text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not people.visible(the_person) then
    raise exception using errcode = '42501', message = 'only who has a part in a person may silence what they are told';
  end if;
  insert into notices.silenced (person_id, since) values (the_person, the_moment) on conflict do nothing;
  update notices.notice n set done_at = the_moment
  where (n.to_person_id = the_person or n.person_id = the_person and n.kind = any (the_talks)) and n.task and n.done_at is null;
  delete from notices.mail m using access.account a
  where a.id = access.account_of_person(the_person) and m.to_address = a.email and m.state = 'queued';
end $$;
comment on function notices.silence is 'Tells a citizen nothing any more, takes back what waits to be mailed, and closes the tasks of talking with them';
revoke execute on function notices.silence from public;
grant execute on function notices.silence to grobund_app;
