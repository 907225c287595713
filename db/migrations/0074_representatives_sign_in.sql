-- A guardian or another representative acts for the citizen with a sign-in of their own: one account for one representation, named "X for Y"
-- so that every deed says so. It opens and ends with the days of its basis, asked at each request; it leads to the one citizen and no other.

create table access.representing (
  account_id         uuid primary key references access.account,
  representation_id  uuid not null,
  person_id          uuid not null,
  scope              text not null constraint representing_scope check (scope in ('everything', 'economy', 'meetings')),
  during             daterange not null constraint representing_some_day check (not isempty(during) and not lower_inf(during)),
  constraint representing_once unique (representation_id)
);
create index representing_person on access.representing (person_id);
comment on table access.representing is 'Which account acts for which citizen, for what and when [personal]';
comment on column access.representing.account_id is 'The representative''s account, for this representation alone [internal]';
comment on column access.representing.representation_id is 'The representation as it was recorded [internal]';
comment on column access.representing.person_id is 'The citizen acted for [personal]';
comment on column access.representing.scope is 'For what (code) [personal]';
comment on column access.representing.during is 'Days it holds; no upper end while it lasts [personal]';

-- A citizen's own account is nobody's representative, and the other way round.
create function access.one_kind_of_account() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from access.citizen c where c.account_id = new.account_id)
     or exists (select from access.membership m where m.account_id = new.account_id and m.ended_at is null) then
    raise exception 'A representative has an account of their own' using constraint = 'representing_own_account';
  end if;
  return new;
end $$;
comment on function access.one_kind_of_account is 'Refuses to let a citizen''s or an employee''s account represent anybody';
create trigger representing_own_account before insert on access.representing for each row execute function access.one_kind_of_account();

alter table access.representing enable row level security;
create policy representing_add on access.representing for insert to grobund_app
  with check (platform.organisation_id() is not null and people.name_seen(person_id));
create policy representing_see on access.representing for select to grobund_app
  using (account_id = platform.account_id() or people.name_seen(person_id));
create policy representing_end on access.representing for update to grobund_app
  using (platform.organisation_id() is not null and people.name_seen(person_id));
grant select, insert, update (during) on access.representing to grobund_app;

drop function access.session_holder(text, timestamptz);
create function access.session_holder(hash text, at timestamptz)
returns table (account_id uuid, human_id uuid, name text, organisation_id uuid, roles text[], person_id uuid, scope text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.human_id, a.name, s.organisation_id,
         coalesce((select array_agg(m.role order by m.role) from access.membership m
                   where m.account_id = a.id and m.organisation_id = s.organisation_id and m.ended_at is null), '{}'),
         coalesce((select c.person_id from access.citizen c where c.account_id = a.id), r.person_id),
         r.scope
  from access.session s join access.account a on a.id = s.account_id
  left join access.representing r on r.account_id = a.id and r.during @> platform.today()
  where s.token_hash = hash and s.ended_at is null and s.expires_at > at and a.disabled_at is null
$$;
comment on function access.session_holder is 'Who holds a session: asked before anything else is known of the request; a representative on the days of their basis only';
grant execute on function access.session_holder to grobund_app;

-- The account's name holds the citizen's, so it goes with them.
create or replace function access.erase_citizen(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'A citizen''s sign-in is erased with their person' using constraint = 'sign_in_of_erased_person';
  end if;
  update access.account a set email = a.id || '@erased.invalid', name = '–', password_hash = null, disabled_at = now()
  where a.id in (select c.account_id from access.citizen c where c.person_id = the_person
                 union select r.account_id from access.representing r where r.person_id = the_person);
  update access.session s set ended_at = now()
  where s.ended_at is null and s.account_id in (select c.account_id from access.citizen c where c.person_id = the_person
                                                union select r.account_id from access.representing r where r.person_id = the_person);
end $$;

-- Who acts for the citizen in everything gets their mails too.
create or replace function notices.queue_mails_of(the_notice notices.notice, the_moment timestamptz, the_after timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  address text;
begin
  for address in
    select a.email from access.account a
    left join notices.mail_choice c on c.account_id = a.id
    where a.disabled_at is null and (
      a.id = the_notice.account_id
      or a.id = access.account_of_person(the_notice.to_person_id)
      or exists (select from access.representing r where r.account_id = a.id and r.person_id = the_notice.to_person_id
                 and r.scope = 'everything' and r.during @> the_moment::date)
      or exists (select from access.membership m where m.account_id = a.id and m.organisation_id = the_notice.organisation_id
                 and m.role = the_notice.role and m.ended_at is null))
      and (the_notice.mail_always or c.account_id is null or (case when the_notice.task then c.tasks else c.messages end))
    order by a.email
  loop
    perform notices.queue_mail(coalesce(platform.organisation_id(), the_notice.organisation_id), address, the_notice.case_number,
      '/notices/' || the_notice.id, the_moment, the_after);
  end loop;
end $$;

-- Copies of letters to a representative are printed and crossed off on their own, however the letter itself went.
create table notices.letter_copy (
  letter_id          uuid not null references notices.letter on delete cascade,
  representation_id  uuid not null,
  person_id          uuid not null,
  printed_at         timestamptz,
  printed_by         uuid,
  primary key (letter_id, representation_id),
  constraint letter_copy_printed_by check ((printed_at is null) = (printed_by is null))
);
create index letter_copy_waiting on notices.letter_copy (letter_id) where printed_at is null;
comment on table notices.letter_copy is 'A copy of a letter to one who acts for the citizen, made when the letter is written [personal]';
comment on column notices.letter_copy.letter_id is 'The letter [internal]';
comment on column notices.letter_copy.representation_id is 'To whom: the representation that held on the day [internal]';
comment on column notices.letter_copy.person_id is 'The citizen the letter is to [personal]';
comment on column notices.letter_copy.printed_at is 'When it was printed and sent; empty while it waits [internal]';
comment on column notices.letter_copy.printed_by is 'Who did [internal]';
alter table notices.letter_copy enable row level security;
create policy letter_copy_seen on notices.letter_copy for all to grobund_app using (people.visible(person_id)) with check (people.visible(person_id));
grant select, insert, update (printed_at, printed_by) on notices.letter_copy to grobund_app;

create function people.copies_of(the_person uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select r.id from people.representative r where r.person_id = the_person and r.copies and r.during @> platform.today() and people.visible(the_person)
$$;
comment on function people.copies_of is 'The representations to which copies of letters go today; identities only, so that one who sees the person masked can write to them';
grant execute on function people.copies_of to grobund_app;

create function people.copy_addressee(the_representation uuid) returns table (name text, address text)
language sql stable security definer set search_path = pg_catalog as $$
  select r.name, r.address from people.representative r where r.id = the_representation and people.visible(r.person_id)
$$;
comment on function people.copy_addressee is 'Name and address to print on a copy; never for a page';
grant execute on function people.copy_addressee to grobund_app;
