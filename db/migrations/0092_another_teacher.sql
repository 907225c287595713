-- A coach leaves in the middle of a class, or is ill for a month. A session, or it and the later ones, goes to another teacher; the change
-- keeps who taught it before.

alter table activities.session_change add column from_teacher uuid, add column to_teacher uuid;
alter table activities.session_change add constraint session_change_teacher
  check ((from_teacher is null) = (to_teacher is null) and (to_teacher is null or (kind = 'moved' and to_teacher <> from_teacher)));
comment on column activities.session_change.from_teacher is 'Account of the teacher before; empty when the teacher stays [internal]';
comment on column activities.session_change.to_teacher is 'Account of the teacher after; empty when the teacher stays [internal]';
