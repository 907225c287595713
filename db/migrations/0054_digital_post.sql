-- Public authorities write to citizens by Digital Post (lov om Digital Post fra offentlige afsendere §§ 7 and 10), and on paper to those who are exempt.
-- A letter that goes that way is a row here from the moment it is written, in the same transaction; a job hands it over as a file, once, and
-- reads the receipts. What could not be delivered falls back to the print queue, so that no letter is lost. The CPR number stays with the person:
-- it is read when the file is written, and kept nowhere else.

create table notices.digital_post_sender (
  organisation_id  uuid primary key references access.organisation,
  cvr              text not null constraint digital_post_sender_cvr check (cvr ~ '^[0-9]{8}$')
);
comment on table notices.digital_post_sender is 'Organisations whose letters go by Digital Post, as the settings said at the last start [internal]';
comment on column notices.digital_post_sender.organisation_id is 'The organisation [internal]';
comment on column notices.digital_post_sender.cvr is 'CVR number by which it is a sender [internal]';
alter table notices.digital_post_sender enable row level security;
create policy known_to_all on notices.digital_post_sender to grobund_app using (true) with check (true);
grant select, insert, delete on notices.digital_post_sender to grobund_app;

alter table notices.letter drop constraint letter_channel;
alter table notices.letter add constraint letter_channel check (channel in ('print', 'mail_link', 'digital_post'));
comment on column notices.letter.channel is 'print: on paper from the print queue; mail_link: a mail with a link to it; digital_post: to the citizen''s Digital Post [internal]';

create table notices.digital_post (
  letter_id        uuid primary key references notices.letter on delete cascade,
  organisation_id  uuid not null references access.organisation,
  message_uuid     uuid not null constraint digital_post_message_once unique,
  answer_by        date,
  state            text not null default 'queued'
                   constraint digital_post_state check (state in ('queued', 'sending', 'sent', 'received', 'delivered', 'failed')),
  send_after       timestamptz not null,
  attempts         int not null default 0 constraint digital_post_attempts check (attempts >= 0),
  claimed_at       timestamptz,
  sent_at          timestamptz,
  receipt_at       timestamptz,
  problem          text constraint digital_post_problem check (problem ~ '^[A-Za-z0-9_.-]{1,60}$'),
  constraint digital_post_received_when check (state not in ('received', 'delivered') or receipt_at is not null),
  constraint digital_post_failed_why check (state <> 'failed' or problem is not null)
);
create index digital_post_open on notices.digital_post (organisation_id, state) where state <> 'delivered';
comment on table notices.digital_post is 'Where a letter to a citizen''s Digital Post stands [personal]';
comment on column notices.digital_post.letter_id is 'The letter; one message a letter [personal]';
comment on column notices.digital_post.organisation_id is 'The organisation that sends it [internal]';
comment on column notices.digital_post.message_uuid is 'messageUUID of the message and name of its file; receipts name it [internal]';
comment on column notices.digital_post.answer_by is 'Last day to answer what the letter asks, where it can be answered by signing in [internal]';
comment on column notices.digital_post.state is 'queued, sending, sent (file handed over), received (by Digital Post), delivered (to the citizen''s box) or failed (goes on paper) [internal]';
comment on column notices.digital_post.send_after is 'Not before this moment: after a failure it waits [internal]';
comment on column notices.digital_post.attempts is 'How often the file was tried [internal]';
comment on column notices.digital_post.claimed_at is 'When a sender took it; one that died leaves it to the next [internal]';
comment on column notices.digital_post.sent_at is 'When the file was handed over [internal]';
comment on column notices.digital_post.receipt_at is 'Moment of the newest receipt, as the receipt says [internal]';
comment on column notices.digital_post.problem is 'Code of the last failure, never its text [internal]';
alter table notices.digital_post enable row level security;
-- Seen with its letter; the sender's own job also after its part has ended, for a letter on its way must arrive.
create policy seen on notices.digital_post for select to grobund_app
  using (organisation_id = platform.organisation_id() or exists (select from notices.letter l where l.id = letter_id));
create policy queued on notices.digital_post for insert to grobund_app with check (exists (select from notices.letter l where l.id = letter_id));
create policy moved_by_sender on notices.digital_post for update to grobund_app using (organisation_id = platform.organisation_id());
grant select, insert, update (state, send_after, attempts, claimed_at, sent_at, receipt_at, problem) on notices.digital_post to grobund_app;

drop function people.addressee(uuid);
create function people.addressee(the_person uuid) returns table (name text, address text, lang text, protected boolean, exempt boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select c.name, c.address, c.lang, c.protected_address, c.digital_post_exempt from people.contact c
  where c.person_id = the_person and people.visible(the_person)
$$;
comment on function people.addressee is 'Name and address to print on a letter to the person, and whether they are exempt from Digital Post; never for a page';
revoke all on function people.addressee(uuid) from public;
grant execute on function people.addressee(uuid) to grobund_app;

-- The address of a letter by Digital Post is the CPR number, also when the account that writes may not see it. Only for an organisation that
-- has, or has had, a part; nothing for one who is exempt or erased.
create function people.digital_post_number(the_person uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select p.cpr from people.person p join people.contact c on c.person_id = p.id
  where p.id = the_person and not c.digital_post_exempt
    and exists (select from people.part x where x.person_id = p.id and x.organisation_id = platform.organisation_id())
$$;
comment on function people.digital_post_number is 'CPR number to put on a letter by Digital Post; never for a page';
revoke all on function people.digital_post_number(uuid) from public;
grant execute on function people.digital_post_number(uuid) to grobund_app;

-- Taking what may go needs the letter's bytes after the sender's part may have ended, so the owner reads them for the sender alone.
create function notices.claim_digital_post(the_moment timestamptz, how_many int)
returns table (letter_id uuid, message_uuid uuid, cvr text, sender text, cpr text, case_number text, title text, lang text, pdf bytea,
  sha256 text, written_at timestamptz, answer_by date, attempts int)
language sql volatile security definer set search_path = pg_catalog as $$
  with taken as (
    update notices.digital_post d set state = 'sending', claimed_at = the_moment, attempts = d.attempts + 1
    where d.letter_id in (
      select q.letter_id from notices.digital_post q
      where q.organisation_id = platform.organisation_id()
        and ((q.state = 'queued' and q.send_after <= the_moment) or (q.state = 'sending' and q.claimed_at <= the_moment - interval '10 minutes'))
      order by q.send_after, q.letter_id limit how_many for update skip locked)
    returning d.*)
  select t.letter_id, t.message_uuid, s.cvr, o.name, people.digital_post_number(l.person_id), l.case_number, l.title, l.lang, l.pdf,
    l.sha256, l.sent_at, t.answer_by, t.attempts
  from taken t join notices.letter l on l.id = t.letter_id join access.organisation o on o.id = t.organisation_id
    left join notices.digital_post_sender s on s.organisation_id = t.organisation_id
  order by l.sent_at, t.letter_id
$$;
comment on function notices.claim_digital_post is 'Takes letters of the session''s organisation for sending, so that no other sender takes them too';
revoke all on function notices.claim_digital_post(timestamptz, int) from public;
grant execute on function notices.claim_digital_post(timestamptz, int) to grobund_app;
