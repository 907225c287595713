-- A case goes from one caseworker to another by a hand-over: offered with a checklist, accepted by the receiver, told to the citizen.
-- During an absence a colleague stands in: from one day to another, in one organisation, with no more rights than the colleague's own.
-- What is addressed to the absent one by name is read by the deputy too; whom an organisation may see stays as it was.

create table caseload.hand_over (
  id               uuid primary key,
  case_id          uuid not null references caseload.standing,
  person_id        uuid not null references people.person,
  organisation_id  uuid not null,
  from_account_id  uuid not null,
  to_account_id    uuid not null,
  offered_by       uuid not null,
  offered_at       timestamptz not null,
  answer           text constraint hand_over_answer check (answer in ('accepted', 'declined', 'withdrawn')),
  answered_by      uuid,
  answered_at      timestamptz,
  constraint hand_over_to_another check (from_account_id <> to_account_id),
  constraint hand_over_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  -- Nobody takes a case over on another's behalf.
  constraint hand_over_accepted_by_receiver check (answer is distinct from 'accepted' or answered_by = to_account_id)
);
create unique index hand_over_open_once on caseload.hand_over (case_id, organisation_id) where answer is null;
create index hand_over_of_case on caseload.hand_over (case_id, offered_at);
create index hand_over_to on caseload.hand_over (to_account_id) where answer is null;
comment on table caseload.hand_over is 'A case that goes from one to another at the same authority; answered once [personal]';
comment on column caseload.hand_over.id is 'Identity, made with the form [internal]';
comment on column caseload.hand_over.case_id is 'The case [internal]';
comment on column caseload.hand_over.person_id is 'The citizen [internal]';
comment on column caseload.hand_over.organisation_id is 'The authority within which it goes over [internal]';
comment on column caseload.hand_over.from_account_id is 'Who looked after it [internal]';
comment on column caseload.hand_over.to_account_id is 'Who is to [internal]';
comment on column caseload.hand_over.offered_by is 'Who offered it: the one who looked after it, their deputy, or a leader [internal]';
comment on column caseload.hand_over.offered_at is 'When [internal]';
comment on column caseload.hand_over.answer is 'Accepted or declined by the receiver, or withdrawn; empty while it waits [internal]';
comment on column caseload.hand_over.answered_by is 'Who answered [internal]';
comment on column caseload.hand_over.answered_at is 'When [internal]';

create table caseload.hand_over_line (
  hand_over_id  uuid not null references caseload.hand_over,
  code          text not null constraint hand_over_line_code check (code ~ '^[a-z_]{1,40}$'),
  waiting       integer not null constraint hand_over_line_waiting check (waiting >= 0),
  primary key (hand_over_id, code)
);
comment on table caseload.hand_over_line is 'The checklist of a hand-over: what waited when it was offered and was gone through [internal]';
comment on column caseload.hand_over_line.hand_over_id is 'The hand-over [internal]';
comment on column caseload.hand_over_line.code is 'What is gone through, such as tasks or promised answers (code) [internal]';
comment on column caseload.hand_over_line.waiting is 'How many waited [internal]';

create table caseload.hand_over_words (
  hand_over_id  uuid primary key references caseload.hand_over,
  person_id     uuid not null,
  words         text not null constraint hand_over_words_length check (length(words) <= 4000),
  answer        text not null default '' constraint hand_over_answer_length check (length(answer) <= 2000)
);
comment on table caseload.hand_over_words is 'What was written to the receiver, and back; deleted at erasure [personal]';
comment on column caseload.hand_over_words.hand_over_id is 'The hand-over [internal]';
comment on column caseload.hand_over_words.person_id is 'The citizen it is about [internal]';
comment on column caseload.hand_over_words.words is 'To the receiver [personal]';
comment on column caseload.hand_over_words.answer is 'Why it was declined [personal]';

alter table caseload.hand_over enable row level security;
alter table caseload.hand_over_line enable row level security;
alter table caseload.hand_over_words enable row level security;
-- That it went over is the case's; how, stays within the authority.
create policy hand_over_seen on caseload.hand_over for select to grobund_app using (people.visible(person_id));
create policy hand_over_own on caseload.hand_over for insert to grobund_app
  with check (people.visible(person_id) and organisation_id = platform.organisation_id());
create policy hand_over_answered_own on caseload.hand_over for update to grobund_app
  using (people.visible(person_id) and organisation_id = platform.organisation_id());
create policy hand_over_line_own on caseload.hand_over_line for all to grobund_app
  using (exists (select from caseload.hand_over h where h.id = hand_over_id and h.organisation_id = platform.organisation_id()));
create policy hand_over_words_own on caseload.hand_over_words for all to grobund_app
  using (people.visible(person_id)
    and exists (select from caseload.hand_over h where h.id = hand_over_id
                and h.organisation_id = platform.organisation_id()));
grant select, insert, update (answer, answered_by, answered_at) on caseload.hand_over to grobund_app;
grant select, insert on caseload.hand_over_line to grobund_app;
grant select, insert, update (answer) on caseload.hand_over_words to grobund_app;

create function caseload.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of a hand-over are erased with their person' using constraint = 'hand_over_of_erased_person';
  end if;
  delete from caseload.hand_over_words w where w.person_id = the_person;
end $$;
comment on function caseload.erase_person is 'Deletes what was written about an erased person when their case was handed over';
grant execute on function caseload.erase_person to grobund_app;

create table access.deputy (
  id               uuid primary key,
  organisation_id  uuid not null references access.organisation,
  absent_id        uuid not null references access.account,
  deputy_id        uuid not null references access.account,
  during           daterange not null constraint deputy_from_to check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  named_by         uuid not null references access.account,
  named_at         timestamptz not null,
  constraint deputy_is_another check (absent_id <> deputy_id),
  -- One deputy at a time, so that it is always clear who acts.
  constraint deputy_one_at_a_time exclude using gist (organisation_id with =, absent_id with =, during with &&)
);
create index deputy_of on access.deputy (deputy_id);
comment on table access.deputy is 'Who stands in for an absent colleague, from one day to another [personal]';
comment on column access.deputy.id is 'Identity, made with the form [internal]';
comment on column access.deputy.organisation_id is 'The organisation it holds in [internal]';
comment on column access.deputy.absent_id is 'Who is absent [personal]';
comment on column access.deputy.deputy_id is 'Who stands in [personal]';
comment on column access.deputy.during is 'Days it holds; it ends by itself [personal]';
comment on column access.deputy.named_by is 'Who named the deputy: the absent one or a leader [internal]';
comment on column access.deputy.named_at is 'When [internal]';

create function access.works_in(the_account uuid, the_organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.membership m join access.account a on a.id = m.account_id
                 where m.account_id = the_account and m.organisation_id = the_organisation and m.ended_at is null and a.disabled_at is null)
$$;
comment on function access.works_in is 'True when the account holds a role in the organisation now';

create function access.stands_in_for(the_account uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog as $$
  select exists (select from access.deputy d where d.absent_id = the_account and d.deputy_id = platform.account_id()
                 and d.organisation_id = platform.organisation_id() and d.during @> platform.today())
$$;
comment on function access.stands_in_for is 'True when the session''s account is the deputy of the other today, in the organisation it acts for';
grant execute on function access.works_in, access.stands_in_for to grobund_app;

alter table access.deputy enable row level security;
create policy deputy_seen on access.deputy for select to grobund_app using (organisation_id = platform.organisation_id());
create policy deputy_named on access.deputy for insert to grobund_app
  with check (organisation_id = platform.organisation_id() and access.works_in(deputy_id, organisation_id));
create policy deputy_ended on access.deputy for update to grobund_app using (organisation_id = platform.organisation_id());
grant select, insert, update (during) on access.deputy to grobund_app;

-- What is addressed to the absent one by name is read by the deputy; what is to a role the deputy lacks is not.
create or replace function notices.addressed(to_account uuid, to_organisation uuid, to_role text, to_person uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  if to_account is not null then return to_account = platform.account_id() or access.stands_in_for(to_account); end if;
  if to_person is not null then return to_person = platform.person_id(); end if;
  return to_organisation = platform.organisation_id() and exists (
    select from access.membership m
    where m.account_id = platform.account_id() and m.organisation_id = to_organisation and m.role = to_role and m.ended_at is null);
end $$;
