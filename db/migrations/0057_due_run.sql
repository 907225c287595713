-- Whoever watches the program must see when nothing falls due any more: a dead job worker sends no reminder and says nothing.
-- One row, written by each finished run, since any process of several may be the one that runs.

create table platform.due_run (
  single boolean primary key default true check (single),
  finished_at timestamptz not null
);
comment on table platform.due_run is 'When what falls due was last done, by any process [internal]';
comment on column platform.due_run.single is 'Always true: there is one row [internal]';
comment on column platform.due_run.finished_at is 'When the last run ended, by the real clock [internal]';
grant select, insert, update on platform.due_run to grobund_app;
