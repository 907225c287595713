import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { type Context, nobody, raw, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { type Played, playDemo } from './played.ts'

let played: Played

beforeAll(async () => {
  played = await playDemo()
}, 240_000)
afterAll(() => played.database.close())

const today = day('2016-10-12')
const asOwner = <T>(work: Parameters<typeof played.database.ownerDb.read<T>>[1]) => played.database.ownerDb.read(nobody(today), work)

const citizenRow = z
  .object({ account_id: idColumn<'account'>(), person_id: idColumn<'person'>() })
  .transform((row): Context => ({ accountId: row.account_id, organisationId: null, personId: row.person_id, today }))

function citizen(name: string): Promise<Context> {
  return asOwner((tx) =>
    tx.one(
      citizenRow,
      sql`
      select k.account_id, k.person_id from access.citizen k join people.contact c on c.person_id = k.person_id where c.name = ${name}`,
    ),
  )
}

/** What tells of others than a person: their names, the numbers of their cases and loans, and the identities of all that is theirs. */
async function othersThan(personId: string): Promise<string[]> {
  const rows = await asOwner((tx) =>
    tx.rows(
      z.object({ trace: z.string() }),
      sql`
      select name as trace from people.contact where person_id <> ${personId}
      union select id::text from people.person where id <> ${personId}
      union select case_number from referrals.referral where person_id <> ${personId}
      union select id::text from referrals.referral where person_id <> ${personId}
      union select id::text from enrolments.enrolment where person_id <> ${personId}
      union select number from loans.loan where person_id <> ${personId}
      union select id::text from loans.loan where person_id <> ${personId}
      union select a.email from access.account a join access.citizen c on c.account_id = a.id where c.person_id <> ${personId}`,
    ),
  )
  return rows.map((row) => row.trace)
}

const named = z.object({ name: z.string() })

/** What the session is told by a statement, each row as text; nothing where the program's role may not ask at all. */
async function told(context: Context, statement: string): Promise<string[]> {
  try {
    const rows = await played.database.db.transaction(context, (tx) => tx.rows(z.object({ row: z.string() }), sql`${raw(statement)}`))
    return rows.map((one) => one.row)
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return []
    throw error
  }
}

test.each(['Leyla Demir', 'Amina Yıldız', 'Henning Krabbe'])(
  'the program’s role, in the session of %s, reads no row of any table that is another citizen’s',
  async (name) => {
    const context = await citizen(name)
    const others = await othersThan(context.personId ?? '')
    const tables = await asOwner((tx) =>
      tx.rows(
        named,
        sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'p') and has_table_privilege('grobund_app', c.oid, 'select')
              and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
      ),
    )
    const leaks: string[] = []
    let rows = 0
    for (const table of tables) {
      const answer = await told(context, `select to_jsonb(t)::text as row from ${table.name} t`)
      rows += answer.length
      const leak = answer.find((row) => others.some((trace) => row.includes(trace)))
      if (leak !== undefined) leaks.push(`${table.name}: ${leak.slice(0, 160)}`)
    }
    expect(rows).toBeGreaterThan(20)
    expect(leaks.join('\n')).toBe('')
  },
)

const functionRow = z.object({ name: z.string(), types: z.array(z.string()) })

/** Something to ask each function with, by the type of its argument: every identity of the demo, and days and moments that leave nothing out. */
async function choices(): Promise<Readonly<Record<string, readonly string[]>>> {
  const ids = await asOwner((tx) =>
    tx.rows(
      named,
      sql`
      select id::text as name from agreements.agreement union select id::text from people.person union select id::text from access.organisation
      union select id::text from referrals.referral union select id::text from enrolments.enrolment union select id::text from loans.loan
      union select id::text from access.account`,
    ),
  )
  const uuids = ids.map(({ name }) => `'${name}'::uuid`)
  return {
    uuid: [...uuids, 'null::uuid'],
    'uuid[]': [`array[${uuids.join(',')}]`],
    date: [`'2016-10-12'::date`],
    'timestamp with time zone': [`'2030-01-01'::timestamptz`],
    integer: ['1000'],
    jsonb: [`'{}'::jsonb`],
  }
}

test.each(['Leyla Demir', 'Henning Krabbe'])('no function that answers with rows tells %s of another citizen', async (name) => {
  const context = await citizen(name)
  const others = await othersThan(context.personId ?? '')
  const given = await choices()
  const functions = await asOwner((tx) =>
    tx.rows(
      functionRow,
      sql`select format('%I.%I', n.nspname, p.proname) as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as types
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where p.proretset and p.prokind = 'f' and has_function_privilege('grobund_app', p.oid, 'execute')
            and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') order by 1`,
    ),
  )
  const leaks: string[] = []
  let asked = 0
  for (const { name: called, types } of functions) {
    // A text is a secret or a number that one must know.
    if (types.some((type) => given[type] === undefined)) continue
    asked += 1
    const first = given[types[0] ?? ''] ?? ['']
    for (const value of first) {
      const rest = types.slice(1).map((type) => (type === 'uuid' ? 'null::uuid' : (given[type]?.[0] ?? 'null')))
      const answer = await told(
        context,
        `select to_jsonb(t)::text as row from ${called}(${[value, ...rest].filter((one) => one !== '').join(', ')}) t`,
      )
      const leak = answer.find((row) => others.some((trace) => row.includes(trace)))
      if (leak !== undefined && !leaks.some((one) => one.startsWith(`${called}:`))) leaks.push(`${called}: ${leak.slice(0, 160)}`)
    }
  }
  expect(asked).toBeGreaterThan(25)
  expect(leaks.join('\n')).toBe('')
})
