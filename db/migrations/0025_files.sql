-- Files that people send and that the program makes lie in the database: several processes share them, a backup holds them, and
-- a transaction that fails leaves none behind. A file is its content, kept once under its SHA-256. Nobody reads it as such: a module
-- refers to it by a row of its own and adds a policy here that asks for that row, under which its own row-level policies hold.

create table platform.file (
  sha256      text primary key constraint file_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  content     bytea not null constraint file_size check (octet_length(content) between 1 and 33554432),
  size_bytes  int generated always as (octet_length(content)) stored,
  media_type  text not null constraint file_media_type check (media_type ~ '^[a-z]+/[a-z0-9.+-]+(; charset=utf-8)?$'),
  scanned_at  timestamptz,
  kept_at     timestamptz not null,
  constraint file_is_its_hash check (sha256 = encode(sha256(content), 'hex'))
);
alter table platform.file alter column content set storage external; -- pictures and archives are compressed already
comment on table platform.file is 'Content of files by hash; read only through a row that refers to it [personal]';
comment on column platform.file.sha256 is 'SHA-256 of the content, in hexadecimal [internal]';
comment on column platform.file.content is 'The bytes; what they hold depends on who refers to them [sensitive]';
comment on column platform.file.size_bytes is 'Size in bytes [internal]';
comment on column platform.file.media_type is 'What it is by its content, not by its name [internal]';
comment on column platform.file.scanned_at is 'When a scanner found no virus in it; empty where none was connected, and for files of the program [internal]';
comment on column platform.file.kept_at is 'When it was first kept [internal]';

alter table platform.file enable row level security;
create policy kept on platform.file for insert to grobund_app with check (true);
grant select, insert on platform.file to grobund_app;
