-- A discharge that is put right is told: the citizen had a letter of it, and the Business Director a notice that stood uncorrected. The kind
-- `enrolled` was told of nothing else, and to staff alone; it is named for what it says.

update notices.notice set kind = 'reopened' where kind = 'enrolled';

alter table notices.director_notice drop constraint director_notice_event;
alter table notices.director_notice add constraint director_notice_event check (event in ('enrolled', 'discharged', 'reopened'));
comment on column notices.director_notice.event is 'enrolled, discharged, or a discharge that was put right [internal]';

-- Nobody owes a place by a day: whoever waits has no deadline in the worklist, where the day of the next question about their interest stood as one.

update caseload.standing set due_on = 'infinity' where source = 'run' and state = 'waiting' and ended_on is null;
