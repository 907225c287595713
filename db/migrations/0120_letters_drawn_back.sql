-- An ending that is put right leaves a letter that is no longer true. Where it has not gone out yet it is drawn back: it stays as it was written, marked with
-- when, by whom and why, and is neither printed nor handed to Digital Post. One that has gone is left, and the letter of the return says that it no longer holds.

alter table notices.letter
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid references access.account,
  add column withdrawn_why text constraint letter_withdrawn_why check (withdrawn_why ~ '^[a-z][a-z_]{0,59}$'),
  add constraint letter_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_why is null)),
  add constraint letter_withdrawn_unprinted check (withdrawn_at is null or printed_at is null);
comment on column notices.letter.withdrawn_at is 'When it was drawn back before it went out; it is not sent any more [internal]';
comment on column notices.letter.withdrawn_by is 'Account that drew it back [internal]';
comment on column notices.letter.withdrawn_why is 'Why it was drawn back (code) [internal]';

drop index notices.letter_to_print;
create index letter_to_print on notices.letter (organisation_id, sent_at) where channel = 'print' and printed_at is null and withdrawn_at is null;

alter table notices.digital_post drop constraint digital_post_state;
alter table notices.digital_post add constraint digital_post_state
  check (state in ('queued', 'sending', 'sent', 'received', 'delivered', 'failed', 'withdrawn'));
comment on column notices.digital_post.state is 'queued, sending, sent (file handed over), received (by Digital Post), delivered (to the citizen''s box), failed (goes on paper) or withdrawn (drawn back before it was handed over) [internal]';

-- The letter may be another organisation's than that of who puts the ending right, so the owner marks it for whoever sees the person.
create function notices.withdraw_letters(the_person uuid, the_case text, the_templates text[], the_why text, the_moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  drawn int;
begin
  if not people.visible(the_person) then return 0; end if;
  perform from notices.digital_post d join notices.letter l on l.id = d.letter_id
    where l.person_id = the_person and l.case_number = the_case and l.template = any (the_templates) for update of d;
  update notices.letter l set withdrawn_at = the_moment, withdrawn_by = platform.account_id(), withdrawn_why = the_why
  where l.person_id = the_person and l.case_number = the_case and l.template = any (the_templates)
    and l.printed_at is null and l.withdrawn_at is null
    and (l.channel = 'print' or exists (select from notices.digital_post d where d.letter_id = l.id and d.state in ('queued', 'failed')));
  get diagnostics drawn = row_count;
  update notices.digital_post d set state = 'withdrawn'
  from notices.letter l where l.id = d.letter_id and l.person_id = the_person and l.withdrawn_at is not null and d.state = 'queued';
  return drawn;
end $$;
comment on function notices.withdraw_letters(uuid, text, text[], text, timestamptz) is
  'Draws back the letters of a case by given templates that have not gone out: neither printed, nor handed to Digital Post, nor sent as a link; answers how many';
revoke all on function notices.withdraw_letters(uuid, text, text[], text, timestamptz) from public;
grant execute on function notices.withdraw_letters(uuid, text, text[], text, timestamptz) to grobund_app;
