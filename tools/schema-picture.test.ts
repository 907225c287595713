import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#platform/db/connection.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { draw } from './schema-picture/draw.ts'
import { readCatalog } from './schema-picture/read.ts'
import { firstDifference } from './schema-picture.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase()
})
afterAll(() => base.close())

const picture = async () => draw(await readCatalog(base.ownerConnection))

test('the same database gives the same picture, and every kind of change shows in it', async () => {
  let before = await picture()
  expect(await picture()).toBe(before)
  for (const change of [
    'create schema trial',
    'create table trial.note (id bigint generated always as identity primary key, text text collate "da-DK-x-icu")',
    'alter table trial.note add constraint note_short check (length(text) < 9)',
    'create index note_text on trial.note (text)',
    `comment on column trial.note.text is 'words [public]'`,
    'alter table trial.note enable row level security',
    'create policy note_seen on trial.note for select to grobund_app using (id > 1)',
    'grant select on trial.note to grobund_app',
    'grant update (text) on trial.note to grobund_app',
    'create function trial.one() returns int language sql return 1',
    'grant execute on function trial.one() to grobund_app',
    'create view trial.seen with (security_invoker = true) as select text from trial.note',
    'alter table trial.note alter text set not null',
    `alter table trial.note alter text set default 'x'`,
  ]) {
    await withClient(base.ownerConnection, (client) => client.query(change))
    const after = await picture()
    expect(after, change).not.toBe(before)
    before = after
  }
})

test('the first line that differs is told from both sides', () => {
  expect(firstDifference('a\nb\n', 'a\nb\n')).toBeNull()
  expect(firstDifference('a\nb\n', 'a\nc\n')).toMatch(/line 2.*\n.*b\n.*c/)
  expect(firstDifference('a\n', 'a\nb\n')).toMatch(/line 2/)
  expect(firstDifference('a\nb\n', 'a\n')).toMatch(/line 2.*\n.*b\n/)
})
