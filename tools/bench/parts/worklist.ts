import type { Day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { withClient } from '#platform/db/connection.ts'
import { type Tx, nobody, sql } from '#platform/db/database.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import { addOrganisation, addStaff, openSession } from '#modules/access/index.ts'
import { createProgram } from '../../../src/app.ts'
import type { TestDatabase } from '../../../test/support/database-on.ts'
import { inTurns, paced, rate } from '../measure.ts'
import type { BenchPart, Figure } from '../part.ts'
import { answered, bare, recorded } from '../recorded.ts'

const clients = 16
const path = 'http://localhost/worklist?list=open'

/** The worklist of fifty rows over few cases and over many: what the page costs beside its statements alone and beside the program alone. */
export const worklist: BenchPart = {
  name: 'worklist',
  about:
    'The first page of all open cases (50 rows, with names, counts and filters) of a provider, asked sixteen at a time, ' +
    'over 1,000, 100,000 and 1,000,000 cases (small size: 1,000 and 20,000), in turns with what stands beside it: the very statements of the page by the bare driver, as the ' +
    'same role under the same row-level security, and the program with the database’s answers recorded. Both share the two cores, as in use.',
  run: async ({ full, database, say }) => {
    const figures: Figure[] = []
    let least: number | undefined
    for (const cases of full ? [1_000, 100_000, 1_000_000] : [1_000, 20_000]) {
      say(`${cases} cases: seeding`)
      const { request, token, appConnection } = await prepare(await database(), cases)
      say(`${cases} cases: measuring`)
      const measured = await measure(request, token, { appConnection, seconds: full ? 8 : 2 })
      figures.push(...figuresOf(cases, measured, least))
      least ??= measured.alone.p50Ms
    }
    return figures
  },
}

type Ask = () => Promise<void>

async function prepare({ db, ownerDb, appConnection, ownerConnection }: TestDatabase, cases: number) {
  const [today, at] = [realClock.today(), realClock.now()]
  const organisation = (key: string, name: string, letter: string) =>
    ownerDb.transaction(nobody(today), (tx) => addOrganisation(tx, { key, name, shortName: name, letter, municipalityCode: '0370' }))
  const [provider, jobCentre] = [await organisation('provider', 'Næstved', 'N'), await organisation('job-centre', 'Vallensbæk', 'V')]
  const { accountId, token } = await db.transaction(nobody(today), async (tx) => {
    const member = { name: 'Mette Holm', email: 'mette@bench.invalid', organisationId: provider, roles: ['programme_manager'] as const, at }
    const added = await addStaff(tx, member)
    return { accountId: added.accountId, token: await openSession(tx, { accountId: added.accountId, organisationId: provider, at }) }
  })
  for (let from = 1; from <= cases; from += seededAtOnce) {
    const until = Math.min(cases, from + seededAtOnce - 1)
    await ownerDb.transaction(nobody(today), (tx) => seed(tx, { from, until, provider, jobCentre, accountId, today }))
  }
  // As the database is after its nightly care; else that care comes of itself in the middle of the measuring.
  await withClient(ownerConnection, (client) =>
    client.query('vacuum analyze people.person, people.contact, people.part, caseload.standing'),
  )
  const program = createProgram({
    db,
    clock: realClock,
    log: createLog('fatal'),
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the bench, 32 long',
  })
  return { request: (cookie: string) => program.server.request(path, { headers: { cookie } }), token, appConnection }
}

const seededAtOnce = 100_000 // a statement has thirty seconds

type Seed = { from: number; until: number; provider: string; jobCentre: string; accountId: string; today: Day }

const personOf = sql`('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`

/** Invented persons without a real CPR number, a part for both organisations, and a case each: a third with somebody responsible. */
async function seed(tx: Tx, { from, until, provider, jobCentre, accountId, today }: Seed): Promise<void> {
  const numbers = sql`generate_series(${from}::int, ${until}::int) n`
  await tx.run(sql`
    insert into people.person (id, cpr, birth_on, registered_at, registered_by, registered_in)
    select ${personOf}, lpad(n::text, 10, '0'), date '1980-01-01', ${today}::date, ${accountId}, ${jobCentre} from ${numbers}`)
  await tx.run(
    sql`insert into people.contact (person_id, name, changed_at) select ${personOf}, 'Borger ' || n, ${today}::date from ${numbers}`,
  )
  await tx.run(sql`
    insert into people.part (person_id, organisation_id, why, from_on)
    select ${personOf}, o.id, 'referral', ${today}::date - 30 from ${numbers}, (values (${jobCentre}::uuid), (${provider}::uuid)) o (id)`)
  await tx.run(sql`
    insert into caseload.standing (case_id, person_id, case_number, job_centre_id, provider_id, provider_account_id, source, state, phase, ball,
      ball_since, due_on, provider_next, changed_at)
    select ${personOf}, ${personOf}, 'N-2026-' || lpad(n::text, 7, '0'), ${jobCentre}, ${provider}, case when n % 3 = 0 then ${accountId}::uuid end,
      'run', 'qualifying', 'qualifying', case when n % 4 = 0 then 'acting_job_centre' else 'provider' end, ${today}::date - (n % 20),
      ${today}::date + (n % 200) - 10, 'open_gate', ${today}::date
    from ${numbers}`)
}

type Prepared = Awaited<ReturnType<typeof prepare>>

async function measure(
  request: Prepared['request'],
  token: string,
  { appConnection, seconds }: { appConnection: string; seconds: number },
) {
  const ask: Ask = async () => {
    const answer = await request(`${sessionCookie}=${token}; lang=da`)
    assert(answer.status === 200, `the worklist answered ${answer.status}`)
    await answer.arrayBuffer() // what goes over the network; no server reads its own page
  }
  await rate({ clients, seconds: 1 }, ask) // the program and the connections warm, as they are in use
  const sent = await recorded(ask)
  const alone = await rate({ clients: 1, seconds: seconds / 2 }, ask)
  const driver = await bare(appConnection, sent, clients)
  const [whole, statements, rendering] = await inTurns(
    { clients, seconds },
    { work: ask },
    { work: driver.once },
    { work: ask, within: (turn) => answered(sent, turn) },
  )
  assert(whole !== undefined && statements !== undefined && rendering !== undefined, 'each side has its rate')
  const calm = await paced({ perSecond: whole.perSecond / 2, seconds }, ask)
  const calmStatements = await paced({ perSecond: whole.perSecond / 2, seconds }, driver.once)
  await driver.end()
  return { whole, alone, statements, rendering, calm, calmStatements }
}

function figuresOf(
  cases: number,
  { whole, alone, statements, rendering, calm, calmStatements }: Awaited<ReturnType<typeof measure>>,
  least: number | undefined,
): Figure[] {
  const named = cases.toLocaleString('en')
  const slower =
    statements.perSecond < rendering.perSecond
      ? { what: 'its statements alone', value: statements.perSecond }
      : { what: 'the program alone', value: rendering.perSecond }
  return [
    { what: `${named} cases: pages`, value: whole.perSecond, unit: '/s', against: slower, aim: '≥ 0.7 of the slower' },
    { what: `${named} cases: its statements alone`, value: statements.perSecond, unit: '/s' },
    { what: `${named} cases: the program alone`, value: rendering.perSecond, unit: '/s' },
    {
      what: `${named} cases: slowest of a hundred at half that rate (p99)`,
      value: calm.p99Ms,
      unit: 'ms',
      against: { what: 'its statements alone at that pace', value: calmStatements.p99Ms },
      aim: '≤ 25 ms',
    },
    {
      what: `${named} cases: one page by itself (median)`,
      value: alone.p50Ms,
      unit: 'ms',
      ...(least === undefined ? {} : { against: { what: 'over 1,000 cases', value: least }, aim: '≤ 1.3 times' }),
    },
  ]
}
