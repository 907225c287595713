-- Tasks, messages, notices to the Business Director, letters and outgoing mail. A notice crosses organisations, so it is
-- written and closed by functions of the owner: the sender never sees what lies in another's box. A notice to the Business
-- Director has no room for a person at all. A letter is kept as it was sent, and its hash is checked by the table itself.

create schema notices;
comment on schema notices is 'Tasks, messages, letters, receipts and outgoing mail';
grant usage on schema notices to grobund_app;

create table notices.notice (
  id               uuid primary key,
  account_id       uuid references access.account,
  organisation_id  uuid references access.organisation,
  role             text,
  to_person_id     uuid references people.person,
  kind             text not null constraint notice_kind check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  subject_noun     text not null constraint notice_subject_noun check (subject_noun ~ '^[a-z][a-z0-9_]{0,59}$'),
  subject_id       text not null constraint notice_subject_id check (length(subject_id) between 1 and 60),
  href             text not null constraint notice_href check (href ~ '^/([^/\\]|$)' and length(href) <= 300),
  person_id        uuid references people.person,
  case_number      text constraint notice_case_number check (length(case_number) <= 40),
  due_on           date,
  task             boolean not null,
  at               timestamptz not null,
  told_on          date not null,
  times            int not null default 1 constraint notice_times check (times >= 1),
  renotified_at    timestamptz,
  done_at          timestamptz,
  constraint notice_one_recipient check (num_nonnulls(account_id, organisation_id, to_person_id) = 1),
  constraint notice_role_of_organisation check ((organisation_id is null) = (role is null)),
  constraint notice_done_only_tasks check (done_at is null or task)
);
create unique index notice_open_task_once on notices.notice
  (account_id, organisation_id, role, to_person_id, kind, subject_noun, subject_id) nulls not distinct
  where task and done_at is null;
create index notice_to_organisation on notices.notice (organisation_id, role, at);
create index notice_to_account on notices.notice (account_id, at) where account_id is not null;
create index notice_to_person on notices.notice (to_person_id, at) where to_person_id is not null;
create index notice_about on notices.notice (subject_noun, subject_id);
create index notice_waiting on notices.notice (told_on) where task and done_at is null and renotified_at is null;
comment on table notices.notice is 'A task or a message to an account, to a role in an organisation, or to a citizen [personal]';
comment on column notices.notice.id is 'Identity [internal]';
comment on column notices.notice.account_id is 'The account it is to, if one [internal]';
comment on column notices.notice.organisation_id is 'The organisation it is to, together with a role [internal]';
comment on column notices.notice.role is 'The role it is to in that organisation [internal]';
comment on column notices.notice.to_person_id is 'The citizen it is to, if one [personal]';
comment on column notices.notice.kind is 'What it says (code); the words are made for the reader [internal]';
comment on column notices.notice.subject_noun is 'What kind of thing it is about [internal]';
comment on column notices.notice.subject_id is 'Identity of that thing [internal]';
comment on column notices.notice.href is 'Page on this site where the reader goes on [internal]';
comment on column notices.notice.person_id is 'The citizen it is about, if one; without a part in the citizen it cannot be read [personal]';
comment on column notices.notice.case_number is 'Case number to name it by [internal]';
comment on column notices.notice.due_on is 'Last day to do it, if there is one [internal]';
comment on column notices.notice.task is 'A task closes when it is done, a message when it is seen [internal]';
comment on column notices.notice.at is 'When it was told last [internal]';
comment on column notices.notice.told_on is 'Day it was told first; reminders count from it [internal]';
comment on column notices.notice.times is 'How many tellings were merged into it [internal]';
comment on column notices.notice.renotified_at is 'When the one reminder went out [internal]';
comment on column notices.notice.done_at is 'When the task was done [internal]';

create table notices.reading (
  notice_id   uuid not null references notices.notice,
  account_id  uuid not null references access.account,
  seen_at     timestamptz not null,
  primary key (notice_id, account_id)
);
comment on table notices.reading is 'Who has seen which notice; each holder of a role has their own [personal]';
comment on column notices.reading.notice_id is 'The notice [internal]';
comment on column notices.reading.account_id is 'Account that opened it [personal]';
comment on column notices.reading.seen_at is 'When it was opened first [internal]';

create table notices.director_notice (
  id              uuid primary key,
  agreement_id    uuid not null,
  purchaser_id    uuid not null references access.organisation,
  case_number     text not null constraint director_notice_case_number check (case_number ~ '^[A-ZÆØÅ0-9][A-ZÆØÅa-zæøå0-9-]{0,39}$'),
  event           text not null constraint director_notice_event check (event in ('enrolled', 'discharged')),
  on_day          date not null,
  place_number    int constraint director_notice_place check (place_number >= 1),
  at              timestamptz not null,
  told_on         date not null,
  deputy_told_at  timestamptz,
  opened_at       timestamptz,
  opened_by       uuid references access.account,
  constraint director_notice_receipt check ((opened_at is null) = (opened_by is null)),
  constraint director_notice_once unique nulls not distinct (agreement_id, case_number, event, on_day, place_number)
);
create index director_notice_of_purchaser on notices.director_notice (purchaser_id, at);
comment on table notices.director_notice is 'What the Business Director is told of each enrolment and discharge: a case number and a day, never who [internal]';
comment on column notices.director_notice.id is 'Identity [internal]';
comment on column notices.director_notice.agreement_id is 'The agreement whose place it is about [internal]';
comment on column notices.director_notice.purchaser_id is 'The organisation that bought the place and is told [internal]';
comment on column notices.director_notice.case_number is 'Pseudonym of the case [internal]';
comment on column notices.director_notice.event is 'enrolled or discharged [internal]';
comment on column notices.director_notice.on_day is 'Day from which it counts [internal]';
comment on column notices.director_notice.place_number is 'Number of the place; empty for one who never held a place [internal]';
comment on column notices.director_notice.at is 'When it was told [internal]';
comment on column notices.director_notice.told_on is 'Day it was told; the deputy''s three days count from it [internal]';
comment on column notices.director_notice.deputy_told_at is 'When the deputy was told because it lay unopened [internal]';
comment on column notices.director_notice.opened_at is 'When the receipt was given [internal]';
comment on column notices.director_notice.opened_by is 'Account that gave the receipt [internal]';

create table notices.letter (
  id                uuid primary key,
  person_id         uuid not null references people.person,
  organisation_id   uuid not null references access.organisation,
  template          text not null constraint letter_template check (template ~ '^[a-z][a-z0-9_]{0,59}$'),
  template_version  int not null constraint letter_template_version check (template_version >= 1),
  lang              text not null constraint letter_lang check (lang in ('da', 'en')),
  case_number       text not null,
  title             text not null,
  pdf               bytea not null,
  sha256            text not null,
  sent_at           timestamptz not null,
  channel           text not null constraint letter_channel check (channel in ('print', 'mail_link')),
  account_id        uuid references access.account,
  printed_at        timestamptz,
  printed_by        uuid references access.account,
  constraint letter_hash check (sha256 = encode(sha256(pdf), 'hex')),
  constraint letter_printed check ((printed_at is null) = (printed_by is null))
);
create index letter_of_person on notices.letter (person_id, sent_at);
create index letter_to_print on notices.letter (organisation_id, sent_at) where channel = 'print' and printed_at is null;
comment on table notices.letter is 'Every letter exactly as it was sent [sensitive]';
comment on column notices.letter.id is 'Identity [internal]';
comment on column notices.letter.person_id is 'The citizen it is to [personal]';
comment on column notices.letter.organisation_id is 'The organisation that sent it [internal]';
comment on column notices.letter.template is 'Template (code) [internal]';
comment on column notices.letter.template_version is 'Version of the template [internal]';
comment on column notices.letter.lang is 'Language it is written in [internal]';
comment on column notices.letter.case_number is 'Case number printed on it [internal]';
comment on column notices.letter.title is 'Its heading; names the decision [personal]';
comment on column notices.letter.pdf is 'The letter itself, byte for byte [sensitive]';
comment on column notices.letter.sha256 is 'SHA-256 of the bytes in hexadecimal; the table refuses another [internal]';
comment on column notices.letter.sent_at is 'When it was sent [internal]';
comment on column notices.letter.channel is 'print: on paper from the print queue; mail_link: a mail with a link to it [internal]';
comment on column notices.letter.account_id is 'Account that sent it; empty for a job [internal]';
comment on column notices.letter.printed_at is 'When it was printed and posted [internal]';
comment on column notices.letter.printed_by is 'Account that printed it [internal]';

create table notices.mail (
  id               uuid primary key,
  organisation_id  uuid references access.organisation,
  to_address       text not null constraint mail_to_address check (length(to_address) between 3 and 254),
  reference        text constraint mail_reference check (length(reference) <= 40),
  href             text not null constraint mail_href check (href ~ '^/([^/\\]|$)' and length(href) <= 300),
  state            text not null default 'queued' constraint mail_state check (state in ('queued', 'sending', 'sent', 'failed')),
  queued_at        timestamptz not null,
  send_after       timestamptz not null,
  attempts         int not null default 0 constraint mail_attempts check (attempts >= 0),
  claimed_at       timestamptz,
  sent_at          timestamptz,
  last_error       text constraint mail_last_error check (last_error ~ '^[A-Za-z0-9_]{1,40}$'),
  constraint mail_sent_when check ((state = 'sent') = (sent_at is not null))
);
create index mail_waiting on notices.mail (send_after) where state in ('queued', 'sending');
create index mail_to_same on notices.mail (to_address, queued_at) where state = 'queued';
comment on table notices.mail is 'Outgoing mail: a reference and a link, nothing of a case or a person [personal]';
comment on column notices.mail.id is 'Identity; also the Message-ID, so that a mail sent twice can be told apart [internal]';
comment on column notices.mail.organisation_id is 'Organisation on whose behalf it goes; empty when a citizen caused it [internal]';
comment on column notices.mail.to_address is 'Address it goes to [personal]';
comment on column notices.mail.reference is 'Case number, if there is one [internal]';
comment on column notices.mail.href is 'Page on this site the link leads to [internal]';
comment on column notices.mail.state is 'queued, sending, sent or failed [internal]';
comment on column notices.mail.queued_at is 'When it was queued [internal]';
comment on column notices.mail.send_after is 'Not before this moment: several changes become one mail, and a failed one waits [internal]';
comment on column notices.mail.attempts is 'How often it was tried [internal]';
comment on column notices.mail.claimed_at is 'When a sender took it; one that died leaves it to the next [internal]';
comment on column notices.mail.sent_at is 'When the mail server took it [internal]';
comment on column notices.mail.last_error is 'Code of the last failure, never its text [internal]';

-- A role's notices are for those who hold the role now. The reader's roles are asked of the table, since a session names
-- an organisation only.
create function notices.addressed(to_account uuid, to_organisation uuid, to_role text, to_person uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  if to_account is not null then return to_account = platform.account_id(); end if;
  if to_person is not null then return to_person = platform.person_id(); end if;
  return to_organisation = platform.organisation_id() and exists (
    select from access.membership m
    where m.account_id = platform.account_id() and m.organisation_id = to_organisation and m.role = to_role and m.ended_at is null);
end $$;
comment on function notices.addressed is 'True when a notice so addressed is for the session';

create function notices.queue_mail(the_organisation uuid, the_address text, the_reference text, the_href text, the_moment timestamptz, the_after timestamptz)
returns void language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  -- several changes of one case within half an hour are one mail; one that hurries takes the waiting one along
  update notices.mail m set send_after = least(m.send_after, the_after)
  where m.to_address = the_address and m.reference is not distinct from the_reference and m.state = 'queued' and m.attempts = 0
    and m.queued_at > the_moment - interval '30 minutes';
  if found then return; end if;
  insert into notices.mail (id, organisation_id, to_address, reference, href, queued_at, send_after)
  values (gen_random_uuid(), the_organisation, the_address, the_reference, the_href, the_moment, the_after);
end $$;
comment on function notices.queue_mail is 'Queues a mail, or lets one that waits for the same address and case stand for it';

create function notices.queue_mails_of(the_notice notices.notice, the_moment timestamptz, the_after timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  address text;
begin
  for address in
    select a.email from access.account a
    where a.disabled_at is null and (
      a.id = the_notice.account_id
      or a.id = access.account_of_person(the_notice.to_person_id)
      or exists (select from access.membership m where m.account_id = a.id and m.organisation_id = the_notice.organisation_id
                 and m.role = the_notice.role and m.ended_at is null))
    order by a.email
  loop
    perform notices.queue_mail(coalesce(platform.organisation_id(), the_notice.organisation_id), address, the_notice.case_number,
      '/notices/' || the_notice.id, the_moment, the_after);
  end loop;
end $$;
comment on function notices.queue_mails_of is 'Queues the mails of a notice to all whom it is for';

create function notices.tell(
  new_id uuid, the_account uuid, the_organisation uuid, the_role text, the_recipient uuid, the_kind text, the_noun text, the_subject text,
  the_href text, the_person uuid, the_case_number text, the_due_on date, is_task boolean, the_moment timestamptz, the_day date)
returns void language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  told notices.notice;
begin
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
                              person_id, case_number, due_on, task, at, told_on)
  values (new_id, the_account, the_organisation, the_role, the_recipient, the_kind, the_noun, the_subject, the_href,
          the_person, the_case_number, the_due_on, is_task, the_moment, the_day)
  on conflict (account_id, organisation_id, role, to_person_id, kind, subject_noun, subject_id) where task and done_at is null
    do update set times = n.times + 1, at = excluded.at, href = excluded.href, due_on = excluded.due_on
  returning * into told;
  perform notices.queue_mails_of(told, the_moment, case when is_task then the_moment else the_moment + interval '30 minutes' end);
end $$;
comment on function notices.tell is 'Puts a task or a message into a box, merged with an open task or an unread message of the last half hour that says the same';

create function notices.close_tasks(the_noun text, the_subject text, the_kind text, the_moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  closed int;
begin
  update notices.notice n set done_at = the_moment
  where n.task and n.done_at is null and n.subject_noun = the_noun and n.subject_id = the_subject
    and (the_kind is null or n.kind = the_kind);
  get diagnostics closed = row_count;
  return closed;
end $$;
comment on function notices.close_tasks is 'Closes the open tasks about a thing, in whosever box they lie; answers how many';

create function notices.renotify(the_day date, the_moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  waiting notices.notice;
  told int := 0;
begin
  if platform.account_id() is not null or platform.person_id() is not null then
    raise exception using errcode = '42501', message = 'reminders are sent by a job';
  end if;
  for waiting in
    select * from notices.notice n
    where n.task and n.done_at is null and n.renotified_at is null and n.told_on + 7 <= the_day
    order by n.id for update skip locked
  loop
    update notices.notice n set renotified_at = the_moment where n.id = waiting.id;
    perform notices.queue_mails_of(waiting, the_moment, the_moment);
    told := told + 1;
  end loop;
  return told;
end $$;
comment on function notices.renotify is 'Reminds once of each task that has lain open for seven days; answers of how many';

grant execute on function notices.addressed, notices.tell, notices.close_tasks, notices.renotify to grobund_app;

alter table notices.notice enable row level security;
alter table notices.reading enable row level security;
alter table notices.director_notice enable row level security;
alter table notices.letter enable row level security;
alter table notices.mail enable row level security;
create policy addressed on notices.notice for select to grobund_app
  using (notices.addressed(account_id, organisation_id, role, to_person_id) and (person_id is null or people.visible(person_id)));
create policy own_reading on notices.reading for all to grobund_app using (account_id = platform.account_id());
create policy seen_by_purchaser on notices.director_notice for select to grobund_app using (purchaser_id = platform.organisation_id());
create policy opened_by_purchaser on notices.director_notice for update to grobund_app using (purchaser_id = platform.organisation_id());
-- The provider tells the purchaser: it may write what it cannot read back.
create policy told on notices.director_notice for insert to grobund_app with check (opened_at is null and deputy_told_at is null);
create policy seen on notices.letter for all to grobund_app using (people.visible(person_id));
-- Mail that a citizen caused belongs to no organisation; only a job, for which nobody is signed in, takes it.
create policy of_organisation on notices.mail for all to grobund_app
  using (organisation_id = platform.organisation_id()
         or (organisation_id is null and platform.account_id() is null and platform.person_id() is null));

grant select on notices.notice to grobund_app;
grant select, insert on notices.reading to grobund_app;
grant select, insert, update (deputy_told_at, opened_at, opened_by) on notices.director_notice to grobund_app;
grant select, insert, update (printed_at, printed_by) on notices.letter to grobund_app;
grant select, update (state, send_after, attempts, claimed_at, sent_at, last_error) on notices.mail to grobund_app;
