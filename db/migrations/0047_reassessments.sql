-- Distance travelled: the criteria of the intake asked again at mid-phase, at the gate and at the end, so that a person's way can be
-- seen and the programme judged by more than loans. Kept as it was said: an answer of its day is never changed.

create table referrals.reassessment (
  id               uuid primary key,
  referral_id      uuid not null references referrals.referral,
  moment           text not null check (moment in ('mid_phase', 'gate', 'end')),
  made_on          date not null,
  account_id       uuid not null,
  organisation_id  uuid not null,
  saved_at         timestamptz not null,
  constraint reassessed_once unique (referral_id, moment)
);
comment on table referrals.reassessment is 'That the criteria of the intake were asked again at a moment of the run; never changed [personal]';
comment on column referrals.reassessment.id is 'Identity [internal]';
comment on column referrals.reassessment.referral_id is 'The referral whose criteria they are [internal]';
comment on column referrals.reassessment.moment is 'mid_phase, gate or end [internal]';
comment on column referrals.reassessment.made_on is 'Day it was made [personal]';
comment on column referrals.reassessment.account_id is 'Account that made it [internal]';
comment on column referrals.reassessment.organisation_id is 'Organisation it was made in [internal]';
comment on column referrals.reassessment.saved_at is 'When it was recorded [internal]';

create table referrals.reassessment_score (
  reassessment_id  uuid not null references referrals.reassessment,
  criterion        text not null check (criterion ~ '^[a-z_]{1,60}$'),
  score            int not null check (score between 1 and 4),
  sentence         text not null default '' check (length(sentence) <= 2000),
  primary key (reassessment_id, criterion),
  constraint ends_are_explained check (score in (2, 3) or length(btrim(sentence)) > 0)
);
comment on table referrals.reassessment_score is 'A criterion as it was seen at that moment [sensitive]';
comment on column referrals.reassessment_score.reassessment_id is 'The reassessment [internal]';
comment on column referrals.reassessment_score.criterion is 'Criterion of the programme [internal]';
comment on column referrals.reassessment_score.score is '1 to 4, by the criterion''s anchors [sensitive]';
comment on column referrals.reassessment_score.sentence is 'Why; demanded at 1 and 4 [sensitive]';

create function referrals.reassessment_seen(the_reassessment uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from referrals.reassessment m where m.id = the_reassessment and referrals.seen(m.referral_id));
end $$;
comment on function referrals.reassessment_seen is 'True when the session sees the referral of the reassessment';
revoke execute on function referrals.reassessment_seen from public;
grant execute on function referrals.reassessment_seen to grobund_app;

alter table referrals.reassessment enable row level security;
alter table referrals.reassessment_score enable row level security;
create policy seen on referrals.reassessment for select to grobund_app using (referrals.seen(referral_id));
create policy own_made on referrals.reassessment for insert to grobund_app
  with check (referrals.seen(referral_id) and organisation_id = platform.organisation_id());
create policy seen on referrals.reassessment_score for select to grobund_app using (referrals.reassessment_seen(reassessment_id));
create policy added on referrals.reassessment_score for insert to grobund_app with check (referrals.reassessment_seen(reassessment_id));
create policy erased on referrals.reassessment_score for delete to grobund_app using (referrals.reassessment_seen(reassessment_id));
grant select, insert on referrals.reassessment to grobund_app;
grant select, insert, delete on referrals.reassessment_score to grobund_app;
