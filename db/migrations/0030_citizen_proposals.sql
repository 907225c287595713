-- A citizen proposes another time for an appointment, or another goal: typed like the other proposals, so that each is answered
-- with a reason and none is lost in a message. Two appointments may be asked for at once, hence one open proposal a day of either.

alter table collaboration.proposal drop constraint proposal_kind_known;
alter table collaboration.proposal drop constraint proposal_days_fit_kind;
alter table collaboration.proposal add constraint proposal_kind_known check (kind in ('prolong', 'pause', 'new_time', 'goal', 'other'));
alter table collaboration.proposal add constraint proposal_days_fit_kind check (
  case kind when 'prolong' then from_on is null and until_on is not null
            when 'pause' then from_on is not null and until_on is not null and from_on <= until_on
            when 'new_time' then from_on is not null and until_on is not null
            else from_on is null and until_on is null end);
drop index collaboration.proposal_open_once;
create unique index proposal_open_once on collaboration.proposal
  (enrolment_id, kind, (case when kind = 'new_time' then from_on - date '2000-01-01' else 0 end)) where state = 'open';
comment on column collaboration.proposal.from_on is 'First day of a proposed pause, or the day of the appointment to move; empty for other kinds [personal]';
comment on column collaboration.proposal.until_on is 'Last day of a proposed pause, new last day of the first phase, or the wished day of the appointment [personal]';
