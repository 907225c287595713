import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type TestServer, startTestServer, templateDatabase } from '../../../../test/support/test-server.ts'
import { backup, inspect, restore } from '../backup.ts'
import { socketConnection, withClient } from '../connection.ts'
import { migrate } from '../migrate.ts'
import { migrationsFolder, readMigrations } from '../migration-files.ts'

// Everything that makes a logical backup hard, as a migration beside the real ones.
const hard = `
create schema trial;
create table trial.thing (
  id          bigint generated always as identity primary key,
  parent_id   bigint references trial.thing,
  favourite   int,
  text        text,
  "a ""name"  bytea,
  day         date,
  at          timestamptz,
  money       numeric,
  days        daterange,
  notes       jsonb,
  tags        text[],
  doubled     bigint generated always as (id * 2) stored,
  exclude using gist (days with &&) where (days is not null)
);
create table trial.entry (number int primary key, thing_id bigint not null references trial.thing constraint entry_has_thing unique deferrable initially deferred);
alter table trial.thing add constraint thing_favourite foreign key (favourite) references trial.entry (number) deferrable;
comment on constraint thing_favourite on trial.thing is 'it''s a circle';
create table trial.list (code text primary key);
insert into trial.list values ('from the migration');
create function trial.never() returns trigger language plpgsql as $$ begin raise exception 'never changed'; end $$;
create trigger entry_never before delete on trial.entry for each statement execute function trial.never();
create trigger entry_always before insert or delete on trial.entry for each row when (pg_catalog.current_setting('grobund.strict', true) = '') execute function trial.never();
alter table trial.entry enable always trigger entry_always;
alter table trial.thing enable row level security;
`

let room: string
let migrations: string
let source: TestDatabase
let oldest: TestServer
const connection = (database: string) => socketConnection(oldest.socketFolder, 'grobund_owner', database)
const fresh = async (name: string) => {
  const admin = socketConnection(oldest.socketFolder, 'postgres', 'postgres')
  await withClient(admin, (client) => client.query(`create database ${name} template ${templateDatabase} owner grobund_owner`))
  return connection(name)
}
const run = (to: string, query: string) => withClient(to, async (client) => (await client.query<Record<string, unknown>>(query)).rows)

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'grobund-backup-'))
  migrations = join(room, 'migrations')
  mkdirSync(migrations)
  for (const file of readMigrations(migrationsFolder())) writeFileSync(join(migrations, file.file), file.text)
  writeFileSync(join(migrations, '9001_hard.sql'), hard)
  ;[source, oldest] = await Promise.all([testDatabase(), startTestServer('pg16', migrations)])
  await migrate(source.ownerConnection, migrations)
  await run(source.ownerConnection, `update platform.initial_count set rows = 1 where relation = 'trial.list'`)
  await run(
    source.ownerConnection,
    `insert into trial.thing (parent_id, favourite, text, "a ""name", day, at, money, days, notes, tags)
     select nullif(n - 1, 0), null, case n % 5 when 0 then null when 1 then E'line\\nbreak\\tand \\\\. and \\\\N æøå €' when 2 then '\\.' else repeat('long ', n % 50) end,
       decode(lpad(to_hex(n), 8, '0') || '00ff0a0d5c', 'hex'), date '1900-01-01' + n, timestamptz '2016-02-29 23:59:59.123456+01' + n * interval '1 s', n / 7.0::numeric,
       case when n < 100 then daterange('2016-01-01'::date + n, '2016-01-02'::date + n) end, jsonb_build_object('n', n, 'å', array[1.50, n]), array['a', null, 'b,"c"']
     from generate_series(1, 30000) n`,
  )
  await run(
    source.ownerConnection,
    'insert into trial.entry select n, n from generate_series(1, 50) n; update trial.thing set favourite = 7 where id = 3',
  )
  await run(
    source.ownerConnection,
    `select platform.enqueue('greet', '{"id": 1}'); update graphile_worker._private_jobs set locked_at = now(), locked_by = 'gone'`,
  )
})
afterAll(async () => {
  await Promise.all([source.close(), oldest.stop()])
  rmSync(room, { recursive: true, force: true })
})

const file = () => join(room, 'backup.tar.gz')

test('a backup is one private file that any tar can list, and is never written over', async () => {
  const documents = join(room, 'documents')
  mkdirSync(join(documents, 'a'), { recursive: true })
  writeFileSync(join(documents, 'a', 'letter.pdf'), Buffer.from([0, 255, 10]))
  const tally = await backup(source.ownerConnection, file(), documents)
  expect(tally.rows).toBeGreaterThan(30_050)
  expect(tally.files).toBe(1)
  const { manifest } = await inspect(file())
  expect(
    manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    'read through alone, it holds what was taken',
  ).toBe(tally.rows)
  expect((statSync(file()).mode & 0o777).toString(8)).toBe('600')
  const listed = execFileSync('tar', ['tzf', file()], { encoding: 'utf8' }).split('\n')
  expect(listed).toEqual(
    expect.arrayContaining([
      'head.json',
      'tables/trial/thing/000001.copy',
      'tables/trial/thing/000002.copy',
      'files/a/letter.pdf',
      'manifest.json',
    ]),
  )
  await expect(backup(source.ownerConnection, file())).rejects.toThrow('there already')
})

test('the oldest server takes the newest one’s backup: every row, sequence, rule and file', async () => {
  const target = await fresh('target')
  expect(await run(target, 'show server_version_num')).toEqual([{ server_version_num: expect.stringMatching(/^16/) }])
  const documents = join(room, 'restored')
  await restore(target, file(), documents)
  expect(readFileSync(join(documents, 'a', 'letter.pdf'))).toEqual(Buffer.from([0, 255, 10]))
  for (const query of [
    'select count(*), md5(string_agg(t::text, chr(10) order by id)) from trial.thing t',
    'select * from trial.entry order by number',
    'select * from trial.list',
    'select last_value, is_called from trial.thing_id_seq',
    `select conname, pg_get_constraintdef(oid) as definition, convalidated, obj_description(oid) as comment from pg_constraint where conrelid::regclass::text like 'trial.%' and contype <> 'n' order by 1`,
    `select tgname, tgenabled from pg_trigger where not tgisinternal and tgrelid::regclass::text like 'trial.%' order by 1`,
    `select task_identifier, key, attempts from graphile_worker.jobs`,
  ]) {
    expect(await run(target, query)).toEqual(await run(source.ownerConnection, query))
  }
  expect(await run(target, 'select locked_by from graphile_worker._private_jobs')).toEqual([{ locked_by: null }])
  await expect(run(target, 'delete from trial.entry')).rejects.toThrow('never changed')
  expect(await run(target, 'insert into trial.thing default values returning id::int')).toEqual([{ id: 30_001 }])
})

test('a database that holds anything is left as it is', async () => {
  const target = await fresh('occupied')
  await run(target, `insert into trial.list values ('a second row')`)
  await expect(restore(target, file(), join(room, 'other'))).rejects.toThrow('not empty (trial.list holds 2 rows)')
  expect(await run(target, 'select count(*)::int as n from trial.list')).toEqual([{ n: 2 }])
})

test('a database of another shape is refused', async () => {
  const target = await fresh('other_shape')
  writeFileSync(join(migrations, '9002_more.sql'), 'create schema more')
  await migrate(target, migrations)
  await expect(restore(target, file(), join(room, 'other'))).rejects.toThrow(/at migration 9001.*at 9002/)
})

test('a damaged, cut or foreign file changes nothing', async () => {
  const target = await fresh('untouched')
  const plain = gunzipSync(readFileSync(file()))
  const flipped = Buffer.from(plain)
  const at = flipped.indexOf('long long')
  flipped.write('lung', at)
  for (const [name, bytes, complaint] of [
    ['flipped', gzipSync(flipped), 'trial/thing is not what was backed up'],
    ['cut', readFileSync(file()).subarray(0, 100_000), 'cannot be restored'],
    [
      'without manifest',
      gzipSync(Buffer.concat([plain.subarray(0, plain.lastIndexOf('manifest.json')), Buffer.alloc(1024)])),
      'not a whole backup',
    ],
    ['foreign', Buffer.from('hello'), 'cannot be restored'],
  ] as const) {
    const broken = join(room, name)
    writeFileSync(broken, bytes)
    await expect(restore(target, broken, join(room, 'other'))).rejects.toThrow(complaint)
  }
  await expect(restore(target, join(room, 'nothing'))).rejects.toThrow('cannot be restored')
  await expect(restore(target, file())).rejects.toThrow('say which folder')
  expect(await run(target, 'select count(*)::int as n from trial.thing')).toEqual([{ n: 0 }])
})

test('a backup that breaks a foreign key is not restored', async () => {
  await run(source.superuserConnection, `set session_replication_role = replica; delete from trial.thing where id = 50`)
  const broken = join(room, 'orphans.tar.gz')
  await backup(source.ownerConnection, broken)
  const target = await fresh('orphans')
  await expect(restore(target, broken)).rejects.toThrow('foreign key')
  expect(await run(target, 'select count(*)::int as n from trial.entry')).toEqual([{ n: 0 }])
})
