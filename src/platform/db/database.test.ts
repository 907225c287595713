import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ok, refuse } from '#kernel/result.ts'
import { day } from '#kernel/days.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { type Context, type Tx, createDb, nobody, refusing, sql, statement } from './database.ts'
import { countColumn, dayColumn, dayRangeColumn, idColumn, instantColumn, nullable, oreColumn } from './row.ts'

const today = day('2016-02-29')
const context: Context = nobody(today)

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase()
  await base.ownerDb.transaction(context, async (tx) => {
    await tx.run(sql`create schema trial`)
    await tx.run(
      sql`create table trial.note (id int constraint note_once primary key, text text constraint note_short check (length(text) < 20))`,
    )
    await tx.run(sql`create table trial.stay (place int, days daterange, constraint stay_alone exclude using gist (days with &&))`)
    await tx.run(sql`grant usage on schema trial to grobund_app`)
    await tx.run(sql`grant all on trial.note, trial.stay to grobund_app`)
  })
})
afterAll(() => base.close())

const countNotes = () =>
  base.db.read(context, async (tx) => (await tx.one(z.object({ count: countColumn }), sql`select count(*) from trial.note`)).count)

test('values arrive exact: no float, no Date, nothing rounded', async () => {
  const row = await base.db.read(context, (tx) =>
    tx.one(
      z.object({
        ore: oreColumn,
        sum: oreColumn,
        day: dayColumn,
        at: instantColumn,
        id: idColumn<'person'>(),
        none: nullable(dayColumn),
        days: dayRangeColumn,
        rate: z.string(),
        json: z.unknown(),
        days2: z.array(dayColumn),
      }),
      sql`select 9007199254740993::bigint as ore, sum(v) as sum, '2016-02-29'::date as day, '2016-02-29 23:30:00.123456+01'::timestamptz as at,
        '5f0c2a8e-0000-4000-8000-000000000001'::uuid as id, null::date as none, daterange('2016-01-31', '2016-02-29', '[]') as days,
        0.10::numeric as rate, '{"a":[1]}'::jsonb as json, array['2016-01-01'::date] as days2 from (values (9007199254740993::bigint), (1)) as t (v)`,
    ),
  )
  expect(row.ore).toBe(9007199254740993n)
  expect(row.sum).toBe(9007199254740994n)
  expect(row.day.equals(today)).toBe(true)
  expect(row.at.toString()).toBe('2016-02-29T22:30:00.123456Z')
  expect(row.none).toBeNull()
  expect([row.days.from?.toString(), row.days.until?.toString()]).toEqual(['2016-01-31', '2016-03-01'])
  expect(row.rate).toBe('0.10')
  expect(row.json).toEqual({ a: [1] })
})

test('days, instants, money, lists and objects can be put into a query', async () => {
  const at = Temporal.Instant.from('2016-02-29T22:30:00Z')
  const shape = z.object({ day: dayColumn, at: instantColumn, ore: oreColumn, found: z.boolean(), object: z.unknown() })
  const row = await base.db.read(context, (tx) =>
    tx.one(
      shape,
      sql`select ${today}::date as day, ${at}::timestamptz as at, ${10n ** 15n}::bigint as ore, ${today}::date = any(${[today]}::date[]) as found, ${{ n: 5n }}::jsonb as object`,
    ),
  )
  expect(row.at.equals(at) && row.day.equals(today)).toBe(true)
  expect(row).toMatchObject({ ore: 10n ** 15n, found: true, object: { n: '5' } })
})

test('an undefined parameter is a slip, not a null', async () => {
  await expect(base.db.read(context, (tx) => tx.run(sql`select ${undefined}::text`))).rejects.toThrow('undefined')
})

test('a refusal writes nothing, unless it is to be kept; an error writes nothing', async () => {
  const note = (id: number) => sql`insert into trial.note values (${id}, 'hello')`
  const refused = await base.db.transaction(context, async (tx) => {
    await tx.run(note(1))
    return refuse({ kind: 'no' as const })
  })
  expect(refused).toEqual({ ok: false, refusal: { kind: 'no' } })
  expect(await countNotes()).toBe(0)
  await base.db.transactionKeeping(context, async (tx) => {
    await tx.run(note(2))
    return refuse({ kind: 'no' as const })
  })
  expect(await countNotes()).toBe(1)
  const failing = base.db.transaction(context, async (tx) => {
    await tx.run(note(3))
    throw new Error('a bug')
  })
  await expect(failing).rejects.toThrow('a bug')
  expect(await countNotes()).toBe(1)
})

test('a swallowed error does not pass for done, neither of a change nor of a reading', async () => {
  const swallowing = async (tx: Tx) => {
    await tx.run(sql`select 1/0`).catch(() => undefined)
    return ok('done')
  }
  await expect(base.db.transaction(context, swallowing)).rejects.toThrow('rolled back')
  await expect(base.db.read(context, swallowing)).rejects.toThrow('rolled back')
})

test('one asks for exactly one row, maybe for at most one, and a row that does not fit is a bug without its values', async () => {
  const shape = z.object({ n: z.number() })
  await base.db.read(context, async (tx) => {
    await expect(tx.one(shape, sql`select 1 as n where false`)).rejects.toThrow('got 0')
    await expect(tx.maybe(shape, sql`select 1 as n union all select 2`)).rejects.toThrow('got 2')
    expect(await tx.maybe(shape, sql`select 1 as n where false`)).toBeNull()
    await expect(tx.one(shape, sql`select ${'0101010000'}::text as n`)).rejects.toThrow(/^(?!.*0101010000).*n: /s)
  })
})

test('reading cannot write', async () => {
  await expect(base.db.read(context, (tx) => tx.run(sql`delete from trial.note`))).rejects.toThrow('read-only')
})

test('the pool cannot be reached from inside, nor the transaction after its end', async () => {
  await expect(base.db.transaction(context, () => base.db.read(context, (tx) => tx.run(sql`select 1`)))).rejects.toThrow('hand its tx down')
  const escaped = await base.db.transaction(context, (tx) => Promise.resolve({ tx }))
  await expect(escaped.tx.run(sql`select 1`)).rejects.toThrow('has ended')
})

test('statements started side by side all belong to the transaction', async () => {
  const sums = await base.db.transaction(context, (tx) =>
    Promise.all([1, 2, 3].map((n) => tx.one(z.object({ n: z.number() }), sql`select ${n}::int as n`))),
  )
  expect(sums).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})

test('of statements started side by side the first that fails spoils the others, and its own fault is the one that is told', async () => {
  const adding = base.db.transaction(context, (tx) =>
    Promise.all([
      tx.run(sql`insert into trial.note values (301, 'kept by nobody')`),
      tx.run(sql`select 1/0`),
      tx.run(sql`insert into trial.note values (302, 'kept by nobody')`),
    ]),
  )
  await expect(adding).rejects.toThrow('division by zero')
  const left = await base.db.read(context, (tx) =>
    tx.rows(z.object({ id: z.int() }), sql`select id from trial.note where id in (301, 302)`),
  )
  expect(left).toEqual([])
})

test('what cannot begin does nothing: a change is not tried, and a reading tells why', async () => {
  const impossible = createDb(base.appConnection, { statementTimeoutMs: -1 })
  let tried = false
  const changing = impossible.transaction(context, (tx) => {
    tried = true
    return tx.run(sql`insert into trial.note values (303, 'alone')`)
  })
  await expect(changing).rejects.toThrow('statement_timeout')
  expect(tried).toBe(false)
  await expect(impossible.read(context, (tx) => tx.run(sql`select 1`))).rejects.toThrow('statement_timeout')
  await impossible.close()
})

test('a statement kept under its name takes its values by name, one of them in several places', async () => {
  const between = statement('trial between', sql`select ${'low'}::int as low, ${'high'}::int - ${'low'}::int as width`)
  expect(between({ low: 1, high: 3 }).values).toEqual([1, 3])
  const shape = z.object({ low: z.int(), width: z.int() })
  const rows = await base.db.read(context, (tx) =>
    Promise.all([tx.one(shape, between({ low: 1, high: 3 })), tx.one(shape, between({ low: 5, high: 5 }))]),
  )
  expect(rows).toEqual([
    { low: 1, width: 2 },
    { low: 5, width: 0 },
  ])
  await expect(base.db.read(context, (tx) => tx.one(shape, between({ low: 1 })))).rejects.toThrow('undefined')
})

test('a reading asks the same question once; a change asks anew, for its own writing may have changed the answer', async () => {
  const now = (tx: Tx, n: number) =>
    tx.one(z.object({ at: instantColumn, n: z.int() }), sql`select clock_timestamp() as at, ${n}::int as n`)
  const inReading = await base.db.read(context, (tx) => Promise.all([now(tx, 1), now(tx, 1), now(tx, 2)]))
  expect(inReading.map(({ n }) => n)).toEqual([1, 1, 2])
  expect(inReading[0].at.equals(inReading[1].at)).toBe(true)
  expect(inReading[0].at.equals(inReading[2].at)).toBe(false)
  const inChange = await base.db.transaction(context, (tx) => Promise.all([now(tx, 1), now(tx, 1)]))
  expect(inChange[0].at.equals(inChange[1].at)).toBe(false)
})

test('a broken constraint becomes the refusal under its name; another is thrown on', async () => {
  const add = (id: number, text: string) =>
    refusing(
      () =>
        base.db.transaction(context, async (tx) => {
          await tx.run(sql`insert into trial.note values (${id}, ${text})`)
          return ok('added')
        }),
      { note_once: { kind: 'exists' }, stay_alone: { kind: 'overlap' } },
    )
  expect(await add(100, 'a')).toEqual({ ok: true, value: 'added' })
  expect(await add(100, 'b')).toEqual({ ok: false, refusal: { kind: 'exists' } })
  await expect(add(101, 'far longer than twenty letters')).rejects.toThrow('note_short')
})

test('an exclusion constraint and a trigger speak by name too', async () => {
  const stay = sql`insert into trial.stay values (1, daterange('2016-01-01', '2016-07-01'))`
  const overlap = refusing(() => base.db.transaction(context, async (tx) => ok(await tx.run(stay).then(() => tx.run(stay)))), {
    stay_alone: { kind: 'overlap' },
  })
  expect(await overlap).toEqual({ ok: false, refusal: { kind: 'overlap' } })
  const raised = refusing(
    () =>
      base.db.transaction(context, async (tx) =>
        ok(await tx.run(sql`do $$ begin raise exception 'no' using constraint = 'balanced'; end $$`)),
      ),
    { balanced: { kind: 'unbalanced' } },
  )
  expect(await raised).toEqual({ ok: false, refusal: { kind: 'unbalanced' } })
})

test('two people who lock each other out both get through: the loser of a deadlock is run again', async () => {
  await base.ownerDb.transaction(context, (tx) => tx.run(sql`insert into trial.note values (201, 'a'), (202, 'a')`))
  const turns: string[] = []
  const change = (who: string, first: number, second: number) =>
    base.db.transaction(context, async (tx) => {
      turns.push(who)
      await tx.run(sql`update trial.note set text = ${who} where id = ${first}`)
      await new Promise((resolve) => setTimeout(resolve, 60))
      await tx.run(sql`update trial.note set text = ${who} where id = ${second}`)
      return ok(who)
    })
  const both = await Promise.all([change('ane', 201, 202), change('bo', 202, 201)])
  expect(both.map((answer) => answer.ok)).toEqual([true, true])
  expect(turns).toHaveLength(3)
})

test('a connection lost in the middle fails that transaction only', async () => {
  const lost = base.db.transaction(context, async (tx) => {
    await tx.run(sql`select 1`)
    const { pid } = await tx.one(z.object({ pid: z.number() }), sql`select pg_backend_pid() as pid`)
    await base.ownerDb.transaction(context, (owner) => owner.run(sql`select 1`))
    await terminate(pid)
    await tx.run(sql`select 1`)
  })
  await expect(lost).rejects.toThrow()
  expect(await countNotes()).toBeGreaterThan(0)
})

async function terminate(pid: number): Promise<void> {
  const { withClient } = await import('./connection.ts')
  await withClient(base.superuserConnection, (client) => client.query('select pg_terminate_backend($1)', [pid]))
  await new Promise((resolve) => setTimeout(resolve, 50))
}

test('the program owns nothing, cannot pass the policies, and reaches the queue by one function only', async () => {
  const shape = z.object({ rolsuper: z.boolean(), rolbypassrls: z.boolean() })
  const role = await base.db.read(context, (tx) =>
    tx.one(shape, sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`),
  )
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false })
  await base.db.transaction(context, (tx) =>
    tx.run(sql`select platform.enqueue('greet', ${{ id: 1 }}, ${Temporal.Instant.from('2016-03-01T06:00:00Z')}, 'greet-1')`),
  )
  await expect(base.db.read(context, (tx) => tx.run(sql`select from graphile_worker._private_jobs`))).rejects.toThrow('permission denied')
  const jobs = await base.ownerDb.read(context, (tx) =>
    tx.rows(z.object({ task: z.string(), key: z.string() }), sql`select task_identifier as task, key from graphile_worker.jobs`),
  )
  expect(jobs).toEqual([{ task: 'greet', key: 'greet-1' }])
})
