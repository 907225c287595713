-- Each reader chooses which notices also come as mail; decisions always do. Nobody is written to after a death. A mail that
-- could not be sent is kept and can be sent again: a mail server that is down for a weekend loses nothing.

alter table notices.notice add column mail_always boolean not null default false;
comment on column notices.notice.mail_always is 'Its mail cannot be switched off: a decision, a lost deadline or an owed receipt [internal]';

create table notices.mail_choice (
  account_id  uuid primary key references access.account,
  tasks       boolean not null,
  messages    boolean not null,
  changed_at  timestamptz not null
);
comment on table notices.mail_choice is 'Which notices an account also gets as mail; without a row, all of them [personal]';
comment on column notices.mail_choice.account_id is 'The account [personal]';
comment on column notices.mail_choice.tasks is 'Mail for tasks [personal]';
comment on column notices.mail_choice.messages is 'Mail for messages [personal]';
comment on column notices.mail_choice.changed_at is 'When it was chosen [internal]';

create table notices.silenced (
  person_id  uuid primary key references people.person,
  since      timestamptz not null
);
comment on table notices.silenced is 'Citizens who are told nothing any more, because they have died [sensitive]';
comment on column notices.silenced.person_id is 'The citizen [sensitive]';
comment on column notices.silenced.since is 'When it was recorded [internal]';

create or replace function notices.queue_mails_of(the_notice notices.notice, the_moment timestamptz, the_after timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  address text;
begin
  for address in
    select a.email from access.account a
    left join notices.mail_choice c on c.account_id = a.id
    where a.disabled_at is null and (
      a.id = the_notice.account_id
      or a.id = access.account_of_person(the_notice.to_person_id)
      or exists (select from access.membership m where m.account_id = a.id and m.organisation_id = the_notice.organisation_id
                 and m.role = the_notice.role and m.ended_at is null))
      and (the_notice.mail_always or c.account_id is null or (case when the_notice.task then c.tasks else c.messages end))
    order by a.email
  loop
    perform notices.queue_mail(coalesce(platform.organisation_id(), the_notice.organisation_id), address, the_notice.case_number,
      '/notices/' || the_notice.id, the_moment, the_after);
  end loop;
end $$;

drop function notices.tell;
create function notices.tell(
  new_id uuid, the_account uuid, the_organisation uuid, the_role text, the_recipient uuid, the_kind text, the_noun text, the_subject text,
  the_href text, the_person uuid, the_case_number text, the_due_on date, is_task boolean, always_mailed boolean, the_moment timestamptz, the_day date)
returns void language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  told notices.notice;
begin
  if exists (select from notices.silenced s where s.person_id = the_recipient) then return; end if;
  if not is_task then
    update notices.notice n set times = n.times + 1, at = the_moment, href = the_href
    where n.account_id is not distinct from the_account and n.organisation_id is not distinct from the_organisation
      and n.role is not distinct from the_role and n.to_person_id is not distinct from the_recipient
      and n.kind = the_kind and n.subject_noun = the_noun and n.subject_id = the_subject and not n.task
      and n.at > the_moment - interval '30 minutes'
      and not exists (select from notices.reading r where r.notice_id = n.id);
    if found then return; end if;
  end if;
  insert into notices.notice as n (id, account_id, organisation_id, role, to_person_id, kind, subject_noun, subject_id, href,
                              person_id, case_number, due_on, task, mail_always, at, told_on)
  values (new_id, the_account, the_organisation, the_role, the_recipient, the_kind, the_noun, the_subject, the_href,
          the_person, the_case_number, the_due_on, is_task, always_mailed, the_moment, the_day)
  on conflict (account_id, organisation_id, role, to_person_id, kind, subject_noun, subject_id) where task and done_at is null
    do update set times = n.times + 1, at = excluded.at, href = excluded.href, due_on = excluded.due_on
  returning * into told;
  perform notices.queue_mails_of(told, the_moment, case when is_task then the_moment else the_moment + interval '30 minutes' end);
end $$;
comment on function notices.tell is 'Puts a task or a message into a box, merged with an open task or an unread message of the last half hour that says the same';

create function notices.silence(the_person uuid, the_moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not people.visible(the_person) then
    raise exception using errcode = '42501', message = 'only who has a part in a person may silence what they are told';
  end if;
  insert into notices.silenced (person_id, since) values (the_person, the_moment) on conflict do nothing;
  update notices.notice n set done_at = the_moment where n.to_person_id = the_person and n.task and n.done_at is null;
  delete from notices.mail m using access.account a
  where a.id = access.account_of_person(the_person) and m.to_address = a.email and m.state = 'queued';
end $$;
comment on function notices.silence is 'Tells a citizen nothing any more, and takes back what waits to be mailed';

create function notices.unsilence(the_person uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not people.visible(the_person) then
    raise exception using errcode = '42501', message = 'only who has a part in a person may change what they are told';
  end if;
  delete from notices.silenced s where s.person_id = the_person;
end $$;
comment on function notices.unsilence is 'Tells a citizen again: the death was recorded by mistake';

revoke execute on function notices.tell, notices.silence, notices.unsilence from public;
grant execute on function notices.tell, notices.silence, notices.unsilence to grobund_app;
alter table notices.mail_choice enable row level security;
alter table notices.silenced enable row level security;
create policy own_choice on notices.mail_choice for all to grobund_app using (account_id = platform.account_id());
grant select, insert, update (tasks, messages, changed_at) on notices.mail_choice to grobund_app;
