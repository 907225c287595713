import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { withClient } from './connection.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase()
})
afterAll(() => base.close())

const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`
const names = (query: string) =>
  withClient(base.ownerConnection, async (client) => (await client.query<{ name: string }>(query)).rows.map(({ name }) => name))

test('the rules below examine something', async () => {
  const tables = await names(
    `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${ours}`,
  )
  expect(tables.length).toBeGreaterThan(10)
})

test('every schema and every table says what it is for', async () => {
  expect(
    await names(
      `select nspname::text as name from pg_namespace n where ${ours} and nspname <> 'public' and obj_description(oid, 'pg_namespace') is null`,
    ),
  ).toEqual([])
  expect(
    await names(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours} and coalesce(obj_description(c.oid, 'pg_class'), '') = '' order by 1`),
  ).toEqual([])
})

test('every column says what it holds and how it is to be guarded', async () => {
  expect(
    await names(`
      select format('%s.%s.%s: %s', n.nspname, c.relname, a.attname, coalesce(col_description(c.oid, a.attnum), 'no comment')) as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and ${ours}
        and coalesce(col_description(c.oid, a.attnum), '') !~ '\\[(public|internal|personal|sensitive)\\]$'
      order by 1`),
  ).toEqual([])
})

test('every table that holds a person is behind row-level security', async () => {
  expect(
    await names(`
      select n.nspname || '.' || c.relname as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and a.attname = 'person_id' and not a.attisdropped and ${ours} and not c.relrowsecurity
      order by 1`),
  ).toEqual([])
})

test('the program and the worker are neither mighty nor owners of our tables', async () => {
  expect(
    await names(
      `select rolname::text as name from pg_roles where rolname in ('grobund_app', 'grobund_worker') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    ),
  ).toEqual([])
  expect(await names(`select c.relname::text as name from pg_class c where pg_get_userbyid(relowner) = 'grobund_app'`)).toEqual([])
  expect(await names(`select p.proname::text as name from pg_proc p where pg_get_userbyid(proowner) = 'grobund_app'`)).toEqual([])
  expect(
    await names(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and n.nspname <> 'public' and pg_get_userbyid(relowner) <> 'grobund_owner' order by 1`),
  ).toEqual([])
  expect(
    await names(
      `select r.rolname::text as name from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname in ('grobund_app', 'grobund_worker')`,
    ),
  ).toEqual([])
})

test('nothing of ours is open to every login', async () => {
  expect(
    await names(`
      select format('%s.%s: %s', n.nspname, c.relname, a.privilege_type) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) a
      where ${ours} and n.nspname <> 'public' and a.grantee = 0 order by 1`),
  ).toEqual([])
  expect(
    await names(`
      select n.nspname || '.' || p.proname as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where ${ours} and n.nspname <> 'public' and a.grantee = 0 order by 1`),
  ).toEqual([])
})

test('a function that acts with its owner’s rights says where it looks for names', async () => {
  expect(
    await names(`
      select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} and p.prosecdef and coalesce(array_to_string(p.proconfig, ' '), '') !~ 'search_path' and p.prosqlbody is null
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
      order by 1`),
  ).toEqual([])
})

test('a view shows only what the asking role may see, or says by name that it is published past the policies', async () => {
  const views = await names(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and ${ours} and n.nspname <> 'public'
      and not coalesce(array_to_string(c.reloptions, ' ') ~ 'security_invoker=(true|on|1)', false)
      and coalesce(obj_description(c.oid, 'pg_class'), '') = ''
    order by 1`)
  expect(views).toEqual([])
})
